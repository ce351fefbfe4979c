import type { AgentId, AttachmentId, MessageId, ThreadId, WorkspaceId } from '@everthread/shared/models/ids';
import type { MacroRun } from '@everthread/shared/models/saved-reply';
import type { ScheduledState } from '@everthread/shared/models/scheduled';
import { sql } from 'drizzle-orm';
import {
  boolean,
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
import { threads } from './threads.ts';

const at = () => timestamp({ withTimezone: true });

/** Replies that wait: a few seconds, so that they can be taken back, or until a time that their writer chose. */
export const scheduledMessages = pgTable(
  'scheduled_messages',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    id: uuid().$type<MessageId>().notNull(), // chosen by the writer; the message's once it is sent
    threadId: uuid().$type<ThreadId>().notNull(),
    agentId: uuid().$type<AgentId>().notNull(),
    rev: integer().notNull(), // 1, 2, 3 … with each change of it
    state: text().$type<ScheduledState>().notNull(),
    isHeld: boolean().notNull(), // for a few seconds only: what it says is nobody else's yet
    dueAt: at().notNull(),
    seenSeq: integer().notNull(), // up to where its writer had seen the thread
    text: text().notNull(),
    quotedId: uuid().$type<MessageId>(),
    attachmentIds: uuid().array().$type<AttachmentId[]>().notNull(),
    actions: jsonb().$type<MacroRun>(), // what else is done to its topic when it goes
    createdAt: at().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // What waits in a thread or was left there, and what came back to its writer.
    index().on(t.workspaceId, t.threadId).where(sql`state in ('waiting', 'returned', 'left')`),
    index().on(t.workspaceId, t.agentId).where(sql`state in ('waiting', 'returned')`),
    foreignKey({ columns: [t.workspaceId, t.threadId], foreignColumns: [threads.workspaceId, threads.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }),
    check('scheduled_messages_state', sql`${t.state} in ('waiting', 'sent', 'cancelled', 'returned', 'left')`),
    onlyOwnWorkspace(),
  ],
);
