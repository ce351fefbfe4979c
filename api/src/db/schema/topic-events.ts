import type { AgentId, ChangeId, ThreadId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
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
  uuid,
} from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { topics } from './topics.ts';

const at = () => timestamp({ withTimezone: true });

/** What was done to topics: what the team reads in the thread, and what an undo goes by. Visitors never learn of it. */
export const topicEvents = pgTable(
  'topic_events',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    id: uuid().$type<ChangeId>().notNull(), // chosen by who makes the change: the key is what makes a retry safe
    threadId: uuid().$type<ThreadId>().notNull(),
    topicId: uuid().$type<TopicId>().notNull(),
    otherId: uuid().$type<TopicId>(), // of a move between two topics, the one from which messages were taken
    rev: integer().notNull(), // of the thread, at which it happened or was undone
    afterSeq: integer().notNull(), // where in the thread it stands: after this message
    kind: text().$type<'changed' | 'woken' | 'split' | 'merged' | 'moved'>().notNull(),
    agentId: uuid().$type<AgentId>(), // none where it happened by itself
    at: at().notNull(),
    before: jsonb().$type<object>().notNull(), // of the columns that changed, and no others
    after: jsonb().$type<object>().notNull(),
    undoneAt: at(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // Beside a page of messages; and catching up.
    index().on(t.workspaceId, t.threadId, t.afterSeq),
    index().on(t.workspaceId, t.threadId, t.rev),
    foreignKey({
      columns: [t.workspaceId, t.threadId, t.topicId],
      foreignColumns: [topics.workspaceId, topics.threadId, topics.id],
    }).onDelete('cascade'),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }),
    check('topic_events_kind', sql`${t.kind} in ('changed', 'woken', 'split', 'merged', 'moved')`),
    onlyOwnWorkspace(),
  ],
);
