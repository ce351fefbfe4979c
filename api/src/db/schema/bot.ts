import type { Language } from '@everthread/shared/models/article';
import type { BotSayingKind, HandoverReason } from '@everthread/shared/models/bot';
import type { FlowAsked } from '@everthread/shared/models/flow';
import type {
  AgentId,
  ArticleId,
  BotQuestionId,
  MessageId,
  VisitorId,
  WorkspaceId,
} from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { articleVersions } from './articles.ts';
import { messages } from './messages.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { workspaces } from './workspaces.ts';

const workspaceId = () => uuid().$type<WorkspaceId>().notNull();
const at = () => timestamp({ withTimezone: true });

/** What the bot said in a thread, beside the message that says it. */
export const botMessages = pgTable(
  'bot_messages',
  {
    workspaceId: workspaceId(),
    messageId: uuid().$type<MessageId>().notNull(),
    kind: text().$type<BotSayingKind>().notNull(),
    askedId: uuid().$type<MessageId>(), // the visitor's message that it answers; none where he pressed a button
    reason: text().$type<HandoverReason>(), // why a person was brought
    isWritten: boolean().notNull().default(false), // by a model, out of what it quotes
    asks: jsonb().$type<FlowAsked>(), // what a flow wants to be answered with; none where its step asks nothing
    helped: boolean(), // what the visitor said of it
    helpedAt: at(),
    // The matter was settled by it: he said so, or he never came back.
    resolved: text().$type<'confirmed' | 'assumed'>(),
    resolvedAt: at(),
    // What an agent found who looked at it.
    verdict: text().$type<'right' | 'wrong'>(),
    auditedBy: uuid().$type<AgentId>(),
    auditedAt: at(),
    recalledAt: at(), // since when an article no longer says what this message quotes
    recallSettledAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.messageId] }),
    foreignKey({ columns: [t.workspaceId, t.messageId], foreignColumns: [messages.workspaceId, messages.id] }).onDelete(
      'cascade',
    ),
    // Nothing is answered twice.
    unique('bot_messages_asked').on(t.workspaceId, t.askedId),
    foreignKey({ columns: [t.workspaceId, t.auditedBy], foreignColumns: [agents.workspaceId, agents.id] }),
    // What it settled, the latest first, and what of that nobody has looked at.
    index('bot_messages_resolved').on(t.workspaceId, t.resolvedAt).where(sql`resolved_at is not null`),
    index('bot_messages_recalled')
      .on(t.workspaceId, t.recalledAt)
      .where(sql`recalled_at is not null and recall_settled_at is null`),
    check('bot_messages_kind', sql`${t.kind} in ('answer', 'suggestion', 'handover', 'step')`),
    check('bot_messages_reason', sql`(${t.kind} = 'handover') = (${t.reason} is not null)`),
    check('bot_messages_asks', sql`${t.asks} is null or ${t.kind} = 'step'`),
    check('bot_messages_helped', sql`(${t.helped} is null) = (${t.helpedAt} is null)`),
    check(
      'bot_messages_resolved',
      sql`(${t.resolved} is null) = (${t.resolvedAt} is null) and ${t.resolved} in ('confirmed', 'assumed')`,
    ),
    check('bot_messages_verdict', sql`${t.verdict} in ('right', 'wrong')`),
    onlyOwnWorkspace(),
  ],
);

/** The words of articles that a message of the bot's stands on, or among which it lets the visitor choose. */
export const botQuotes = pgTable(
  'bot_quotes',
  {
    workspaceId: workspaceId(),
    messageId: uuid().$type<MessageId>().notNull(),
    place: integer().notNull(),
    articleId: uuid().$type<ArticleId>().notNull(),
    language: text().$type<Language>().notNull(),
    version: integer().notNull(),
    heading: text().notNull(),
    text: text().notNull(), // to the letter as it stands in the version
    fromChar: integer().notNull(), // where, in UTF-16 units of the version's body
    goneAt: at(), // since when the article no longer says so
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.messageId, t.place] }),
    foreignKey({
      name: 'bot_quotes_message',
      columns: [t.workspaceId, t.messageId],
      foreignColumns: [botMessages.workspaceId, botMessages.messageId],
    }).onDelete('cascade'),
    foreignKey({
      name: 'bot_quotes_version',
      columns: [t.workspaceId, t.articleId, t.language, t.version],
      foreignColumns: [
        articleVersions.workspaceId,
        articleVersions.articleId,
        articleVersions.language,
        articleVersions.version,
      ],
    }).onDelete('cascade'),
    // Which answers an article was used for.
    index().on(t.workspaceId, t.articleId, t.language),
    onlyOwnWorkspace(),
  ],
);

/** What visitors asked and the bot could not answer: what articles are still to be written about. */
export const botQuestions = pgTable(
  'bot_questions',
  {
    workspaceId: workspaceId(),
    id: uuid().$type<BotQuestionId>().notNull(),
    messageId: uuid().$type<MessageId>().notNull(), // in which it was asked
    text: text().notNull(),
    spoken: text(), // the language it seems to be in; none where that cannot be said
    outcome: text().$type<'suggestion' | 'handover' | 'unhelpful'>().notNull(),
    // The articles that came nearest, the nearest first.
    best: jsonb().$type<{ articleId: ArticleId; language: Language; score: number }[]>().notNull(),
    sure: real().notNull(),
    askedAt: at().notNull(),
    settledAt: at(), // an article answers it now, or nobody need
    settledBy: uuid().$type<AgentId>(),
    articleId: uuid().$type<ArticleId>(), // that answers it
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique('bot_questions_message').on(t.workspaceId, t.messageId),
    foreignKey({ columns: [t.workspaceId, t.messageId], foreignColumns: [messages.workspaceId, messages.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.settledBy], foreignColumns: [agents.workspaceId, agents.id] }),
    index('bot_questions_open').on(t.workspaceId, t.askedAt.desc()).where(sql`settled_at is null`),
    check('bot_questions_outcome', sql`${t.outcome} in ('suggestion', 'handover', 'unhelpful')`),
    onlyOwnWorkspace(),
  ],
);

/** How many tokens a model was given and gave, a day and a visitor. */
export const botSpending = pgTable(
  'bot_spending',
  {
    workspaceId: workspaceId().references(() => workspaces.id, { onDelete: 'cascade' }),
    day: date({ mode: 'string' }).notNull(),
    visitorId: uuid().$type<VisitorId>().notNull(),
    tokens: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.day, t.visitorId] }), onlyOwnWorkspace()],
);
