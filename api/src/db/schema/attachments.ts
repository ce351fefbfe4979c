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
    position: integer(), // among the files of its message: 1, 2, 3 …
    agentId: uuid().$type<AgentId>(), // the uploader where he is an agent; else the thread's visitor
    // Random: nothing of the name, which is for display only. Until all bytes have come, the beginning of the key that
    // they will lie under; the row stands first, so that whatever lies in the storage can be found by a row.
    storageKey: text().notNull(),
    digest: text(), // SHA-256 of the bytes as they were sent; null until all have come
    name: text().notNull(),
    type: text().notNull(), // ours, from the bytes
    size: integer().notNull(), // bytes
    width: integer(), // pixels, for images
    height: integer(),
    createdAt: timestamp({ withTimezone: true }).notNull(), // in a reply that waits: when that is due
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    // What a page of messages shows.
    index().on(t.workspaceId, t.messageId),
    // How much came into a thread lately.
    index().on(t.workspaceId, t.threadId, t.createdAt),
    // How much came into the workspace lately.
    index().on(t.workspaceId, t.createdAt),
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
