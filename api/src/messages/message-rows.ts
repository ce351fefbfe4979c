import { and, eq } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { filesOfMessage } from '../attachments/attachment-rows.ts';
import type { Database } from '../db/connect.ts';
import { agents } from '../db/schema/agents.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';

const quoted = alias(messages, 'quoted');

/** Messages with what their views need of their thread and author. Add `where` (with the workspace) and order. */
export const selectMessages = (db: Database) =>
  db
    .select({
      id: messages.id,
      threadId: messages.threadId,
      topicId: messages.topicId,
      seq: messages.seq,
      rev: messages.rev,
      kind: messages.kind,
      text: messages.text,
      sentAt: messages.sentAt,
      editedAt: messages.editedAt,
      deletedAt: messages.deletedAt,
      authorIdentity: messages.authorIdentity,
      quotedId: quoted.id,
      quotedSeq: quoted.seq,
      quotedBy: quoted.authorKind,
      quotedText: quoted.text,
      files: filesOfMessage,
      visitorId: threads.visitorId,
      agentId: messages.agentId,
      agentName: agents.name,
    })
    .from(messages)
    .innerJoin(threads, and(eq(threads.workspaceId, messages.workspaceId), eq(threads.id, messages.threadId)))
    .leftJoin(agents, and(eq(agents.workspaceId, messages.workspaceId), eq(agents.id, messages.agentId)))
    .leftJoin(quoted, and(eq(quoted.workspaceId, messages.workspaceId), eq(quoted.id, messages.quotedId)));

export type MessageRow = Awaited<ReturnType<typeof selectMessages>>[number];
