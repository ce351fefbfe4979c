import type { AgentId, AttachmentId, MessageId, ThreadId, WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, primaryKey, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { agents } from './agents.ts';
import { messages } from './messages.ts';
import { onlyOwnWorkspace } from './policies.ts';
import { threads } from './threads.ts';

/** A file in a thread. Until a message takes it, only its uploader's; never taken, it is removed after a day. */
export const attachments = pgTable(
  'attachments',
  {
    workspaceId: uuid().$type<WorkspaceId>().notNull(),
    id: uuid().$type<AttachmentId>().notNull(), // chosen by the uploader, so that a retry uploads once
    threadId: uuid().$type<ThreadId>().notNull(),
    messageId: uuid().$type<MessageId>(),
    agentId: uuid().$type<AgentId>(), // the uploader where he is an agent; else the thread's visitor
    storageKey: text().notNull(), // random: nothing of the name, which is for display only
    name: text().notNull(),
    type: text().notNull(), // ours, from the bytes
    size: integer().notNull(), // bytes
    width: integer(), // pixels, for images
    height: integer(),
    createdAt: timestamp({ withTimezone: true }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // What a page of messages shows.
    index().on(t.workspaceId, t.messageId),
    // What was uploaded and never sent.
    index().on(t.createdAt).where(sql`message_id is null`),
    foreignKey({ columns: [t.workspaceId, t.threadId], foreignColumns: [threads.workspaceId, threads.id] }).onDelete(
      'cascade',
    ),
    foreignKey({
      columns: [t.workspaceId, t.threadId, t.messageId],
      foreignColumns: [messages.workspaceId, messages.threadId, messages.id],
    }),
    foreignKey({ columns: [t.workspaceId, t.agentId], foreignColumns: [agents.workspaceId, agents.id] }),
    check('attachments_size', sql`${t.size} >= 0`),
    onlyOwnWorkspace(),
  ],
);
