import type { AgentId, MessageId, ThreadId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Mention } from '@everthread/shared/models/message';
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { topics } from './topics.ts';

/** Messages and, as `kind` note, what only the team sees: one table, because both stand in the thread's one order. */
export const messages = pgTable(
  'messages',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    id: uuid().$type<MessageId>().notNull(), // chosen by the sender: the key is what makes a retry safe
    threadId: uuid().$type<ThreadId>().notNull(),
    topicId: uuid().$type<TopicId>().notNull(),
    seq: integer().notNull(),
    rev: integer().notNull(),
    kind: text().$type<'message' | 'note'>().notNull(),
    authorKind: text().$type<'visitor' | 'agent' | 'bot'>().notNull(),
    agentId: uuid().$type<AgentId>(), // the author where he is an agent; a visitor author is the thread's own
    // Whether who wrote it was proven to be who he said, at the time; null for others.
    authorIdentity: text().$type<'claimed' | 'verified'>(),
    via: text().$type<'mail'>(), // how it came, where not by the messenger or the inbox
    quotedId: uuid().$type<MessageId>(),
    mentions: jsonb().$type<Mention[]>(), // who is named, in a note that names somebody
    text: text().notNull(), // empty once deleted; what it said is in `message_versions`
    sentAt: timestamp({ withTimezone: true }).notNull(),
    editedAt: timestamp({ withTimezone: true }),
    deletedAt: timestamp({ withTimezone: true }),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // History, page by page.
    unique().on(t.workspaceId, t.threadId, t.seq),
    // Catching up: what changed after a revision.
    index().on(t.workspaceId, t.threadId, t.rev),
    foreignKey({
      columns: [t.workspaceId, t.threadId, t.topicId],
      foreignColumns: [topics.workspaceId, topics.threadId, topics.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }),
    // What agents replied in a while, whatever the thread.
    index('messages_replies').on(t.workspaceId, t.sentAt).where(sql`author_kind = 'agent' and kind = 'message'`),
    // Which messages show one that changes.
    index().on(t.workspaceId, t.quotedId).where(sql`quoted_id is not null`),
    // What another message points at, so that only a message of the same thread can be quoted.
    unique().on(t.workspaceId, t.threadId, t.id),
    foreignKey({
      columns: [t.workspaceId, t.threadId, t.quotedId],
      foreignColumns: [t.workspaceId, t.threadId, t.id],
    }),
    check('messages_via', sql`${t.via} = 'mail'`),
    check('messages_kind', sql`${t.kind} in ('message', 'note')`),
    check('messages_author', sql`(${t.authorKind} = 'agent') = (${t.agentId} is not null)`),
    check('messages_author_kind', sql`${t.authorKind} in ('visitor', 'agent', 'bot')`),
    check('messages_note_by_team', sql`${t.kind} = 'message' or ${t.authorKind} <> 'visitor'`),
    onlyOwnWorkspace(),
  ],
);

/** What a message said before it was edited or deleted. The team sees it; a visitor never does. */
export const messageVersions = pgTable(
  'message_versions',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    messageId: uuid().$type<MessageId>().notNull(),
    version: integer().notNull(), // 1 is what was first sent
    text: text().notNull(),
    replacedAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.messageId, t.version] }),
    foreignKey({
      columns: [t.workspaceId, t.messageId],
      foreignColumns: [messages.workspaceId, messages.id],
    }).onDelete('cascade'),
    onlyOwnWorkspace(),
  ],
);
