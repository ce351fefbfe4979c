import type { Audience } from '@everthread/shared/models/article';
import type { HandoverReason } from '@everthread/shared/models/bot';
import type { BotQuestionId, MessageId, ThreadId } from '@everthread/shared/models/ids';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { articles, articleVariants, articleVersions } from '../db/schema/articles.ts';
import { botMessages, botQuestions, botQuotes } from '../db/schema/bot.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { appendMessage } from '../messages/append-message.ts';
import { recordEvent } from '../outbox/record-event.ts';
import { lockThread } from '../threads/lock-thread.ts';
import type { ArticleAnswer } from './ask-articles.ts';
import type { Quote } from './choose-passage.ts';
import { isHandedOver, isNewest, isTaken } from './read-situation.ts';
import { spokenIn, tonguesOf } from './tongue.ts';

/** So long after an answer its visitor has stayed away, it is taken to have helped. */
const ASSUMED_AFTER_MS = 3 * 24 * 60 * 60_000;

/** What the bot is about to say. `quotes`: on which it stands, or among which it lets choose. */
export type Saying =
  | { kind: 'answer'; text: string; quotes: readonly Quote[]; isWritten: boolean }
  | { kind: 'suggestion'; text: string; quotes: readonly Quote[] }
  | { kind: 'handover'; text: string; reason: HandoverReason; summary: string };

/** To which message; `isAnswerTo`: once, and never again. `question`: what could not be answered, to be kept. */
export type To = {
  messageId: MessageId;
  threadId: ThreadId;
  isAnswerTo: boolean;
  audiences: readonly Audience[];
  question?: { text: string; outcome: 'suggestion' | 'handover' | 'unhelpful'; found?: ArticleAnswer } | undefined;
};

/**
 * The statements that say it, under the thread's lock, unless it was overtaken: an agent wrote, took or settled the topic,
 * the visitor wrote something newer, a person was brought already, or an article no longer says what is quoted. A person
 * is brought with a note for the team.
 */
export function sayInThread(ctx: Context, to: To, saying: Saying) {
  const id = ctx.newId() as MessageId;
  const { workspaceId } = ctx.actor;
  const thatThread = and(eq(threads.workspaceId, workspaceId), eq(threads.id, to.threadId));
  const said = saying.kind === 'handover' ? undefined : saying.quotes;
  const may = and(thatThread, isStillDue(ctx, to), said && areAllTrue(ctx, said, to.audiences));
  const hasSaid = sql`exists (select from ${botMessages} said
    where said.workspace_id = ${workspaceId} and said.message_id = ${id})`;
  return {
    id,
    statements: [
      lockThread(ctx.db, thatThread),
      appendMessage(
        ctx,
        may,
        { id, kind: 'message', text: saying.text },
        { isBots: true, alongside: keep(ctx, id, to, saying) },
      ),
      ...(saying.kind === 'handover'
        ? [
            appendMessage(
              ctx,
              and(thatThread, hasSaid),
              { id: ctx.newId() as MessageId, kind: 'note', text: saying.summary },
              { isBots: true },
            ),
          ]
        : []),
    ],
  } as const;
}

function isStillDue({ actor: { workspaceId } }: Context, { messageId, isAnswerTo }: To): SQL {
  return sql`exists (
    select from ${messages} message
      join ${topics} topic on topic.workspace_id = message.workspace_id and topic.id = message.topic_id
    where message.workspace_id = ${workspaceId} and message.id = ${messageId} and message.thread_id = ${threads.id}
      and message.deleted_at is null and ${isNewest} and not ${isTaken} and not ${isHandedOver}
      and not exists (select from ${topics} other where other.workspace_id = topic.workspace_id
        and other.thread_id = topic.thread_id and other.last_seq > topic.last_seq)
      and (not ${isAnswerTo}::boolean or not exists (select from ${botMessages} answer
        where answer.workspace_id = message.workspace_id and answer.asked_id = message.id)))`;
}

/** Each quote stands, to the letter, in the version that is published now, for such a reader. */
function areAllTrue(
  { actor: { workspaceId } }: Context,
  quotes: readonly Quote[],
  audiences: readonly Audience[],
): SQL {
  return sql`not exists (
    select from ${given(quotes)} where not exists (
      select from ${articleVersions} version
        join ${articleVariants} variant on variant.workspace_id = version.workspace_id
          and variant.article_id = version.article_id and variant.language = version.language
          and variant.published_version = version.version
        join ${articles} article on article.workspace_id = version.workspace_id and article.id = version.article_id
      where version.workspace_id = ${workspaceId} and version.article_id = quote."articleId"
        and version.language = quote.language and version.version = quote.version
        and article.removed_at is null
        and article.audience in (select jsonb_array_elements_text(${JSON.stringify(audiences)}::jsonb))
        and quote.text <> '' and strpos(version.body, quote.text) > 0))`;
}

const given = (quotes: readonly Quote[]): SQL =>
  sql`jsonb_to_recordset(${JSON.stringify(
    quotes.map((quote, place) => ({ ...quote, place })),
  )}::jsonb) as quote(place integer, "articleId" uuid, language text, version integer, heading text, text text, "fromChar" integer)`;

/** What is stored beside the message, as parts of its statement. */
function keep(ctx: Context, id: MessageId, { messageId, isAnswerTo, question }: To, saying: Saying): SQL {
  const reason = saying.kind === 'handover' ? saying.reason : null;
  const isWritten = saying.kind === 'answer' && saying.isWritten;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const parts = [
    sql`said as (
      insert into ${botMessages} (workspace_id, message_id, kind, asked_id, reason, is_written)
      select workspace_id, id, ${saying.kind}, ${isAnswerTo ? messageId : null}::uuid, ${reason}, ${isWritten}::boolean from stored
      returning workspace_id, null::uuid as thread_id, message_id
    )`,
  ];
  if (saying.kind !== 'handover') {
    parts.push(sql`quoted as (
      insert into ${botQuotes} (workspace_id, message_id, place, article_id, language, version, heading, text, from_char)
      select said.workspace_id, said.message_id, quote.place, quote."articleId", quote.language, quote.version, quote.heading,
        quote.text, quote."fromChar"
      from said cross join ${given(saying.quotes)}
    )`);
  }
  if (saying.kind === 'answer') {
    const dueAt = new Date(ctx.now().getTime() + ASSUMED_AFTER_MS);
    const isQuiet = { type: 'bot.quiet', messageId: id } as const;
    parts.push(sql`settles as (${recordEvent(isQuiet, sql`said`, ctx.now(), { dueAt })})`);
  }
  if (question) {
    const { text, outcome, found } = question;
    const tongues = tonguesOf(text);
    const spoken = 'only' in tongues ? tongues.only[0] : undefined;
    parts.push(sql`asked as (
      insert into ${botQuestions} (workspace_id, id, message_id, text, spoken, outcome, best, sure, asked_at)
      select workspace_id, ${ctx.newId() as BotQuestionId}::uuid, ${messageId}::uuid, ${text}, ${spoken ? spokenIn(spoken) : null},
        ${outcome}, ${JSON.stringify(found?.found.slice(0, 3) ?? [])}::jsonb, ${found?.sure ?? 0}::real, ${now}
      from said
      on conflict (workspace_id, message_id) do update set outcome = excluded.outcome
    )`);
  }
  return sql.join(parts, sql`, `);
}
