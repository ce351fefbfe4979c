import type { AgentId, ThreadId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import type { TopicStatus } from '@everthread/shared/models/topic';
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
import { threads } from './threads.ts';

const at = () => timestamp({ withTimezone: true });

export const topics = pgTable(
  'topics',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    id: uuid().$type<TopicId>().notNull(),
    threadId: uuid().$type<ThreadId>().notNull(),
    rev: integer().notNull(),
    status: text().$type<TopicStatus>().notNull(),
    firstSeq: integer().notNull(),
    lastSeq: integer().notNull(),
    lastVisitorSeq: integer().notNull().default(0),
    startedAt: at().notNull(),
    lastMessageAt: at().notNull(),
    doneAt: at(),
    preview: text().notNull(),
    previewBy: text().$type<'visitor' | 'agent'>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // A thread's latest topic; and no two topics may begin at one message.
    unique().on(t.workspaceId, t.threadId, t.firstSeq),
    // What a message points at, so that it cannot lie in another thread's topic.
    unique().on(t.workspaceId, t.threadId, t.id),
    foreignKey({
      columns: [t.workspaceId, t.threadId],
      foreignColumns: [threads.workspaceId, threads.id],
    }).onDelete('cascade'),
    // The inbox list: one status, newest first.
    index().on(t.workspaceId, t.status, t.lastMessageAt.desc(), t.id.desc()),
    check('topics_status', sql`${t.status} in ('open', 'waiting', 'snoozed', 'done')`),
    check('topics_done_at', sql`(${t.status} = 'done') = (${t.doneAt} is not null)`),
    onlyOwnWorkspace(),
  ],
);

/** How far an agent has read in a topic. */
export const topicReads = pgTable(
  'topic_reads',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    topicId: uuid().$type<TopicId>().notNull(),
    agentId: uuid().$type<AgentId>().notNull(),
    seq: integer().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.topicId, t.agentId] }),
    foreignKey({ columns: [t.workspaceId, t.topicId], foreignColumns: [topics.workspaceId, topics.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }).onDelete(
      'cascade',
    ),
    onlyOwnWorkspace(),
  ],
);
