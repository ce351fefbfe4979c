import type { AgentId, MessageId, ThreadId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
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
    authorKind: text().$type<'visitor' | 'agent'>().notNull(),
    agentId: uuid().$type<AgentId>(), // the author where he is an agent; a visitor author is the thread's own
    text: text().notNull(),
    sentAt: timestamp({ withTimezone: true }).notNull(),
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
    check('messages_kind', sql`${t.kind} in ('message', 'note')`),
    check('messages_author', sql`(${t.authorKind} = 'agent') = (${t.agentId} is not null)`),
    check('messages_note_by_agent', sql`${t.kind} = 'message' or ${t.authorKind} = 'agent'`),
    onlyOwnWorkspace(),
  ],
);
