import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { agents } from '../db/schema/agents.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';

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
      visitorId: threads.visitorId,
      agentId: messages.agentId,
      agentName: agents.name,
    })
    .from(messages)
    .innerJoin(threads, and(eq(threads.workspaceId, messages.workspaceId), eq(threads.id, messages.threadId)))
    .leftJoin(agents, and(eq(agents.workspaceId, messages.workspaceId), eq(agents.id, messages.agentId)));

export type MessageRow = Awaited<ReturnType<typeof selectMessages>>[number];
