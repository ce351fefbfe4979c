import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { agents } from '../db/schema/agents.ts';
import { mentions } from '../db/schema/mentions.ts';
import { messages } from '../db/schema/messages.ts';

/** Mentions with the note that they stand in. Add `where` (with the workspace and whose they are) and order. */
export const selectMentions = (db: Database) =>
  db
    .select({
      agentId: mentions.agentId,
      messageId: mentions.messageId,
      teamId: mentions.teamId,
      at: mentions.at,
      readAt: mentions.readAt,
      threadId: messages.threadId,
      topicId: messages.topicId,
      seq: messages.seq,
      text: messages.text,
      authorId: agents.id,
      authorName: agents.name,
    })
    .from(mentions)
    .innerJoin(messages, and(eq(messages.workspaceId, mentions.workspaceId), eq(messages.id, mentions.messageId)))
    .innerJoin(agents, and(eq(agents.workspaceId, messages.workspaceId), eq(agents.id, messages.agentId)));

export type MentionRow = Awaited<ReturnType<typeof selectMentions>>[number];
