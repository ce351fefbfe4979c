import type { TopicId } from '@everthread/shared/models/ids';
import { and, eq, inArray, ne, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { AttachmentRow } from '../attachments/attachment-rows.ts';
import type { Context } from '../context.ts';
import type { Database } from '../db/connect.ts';
import { agents } from '../db/schema/agents.ts';
import { attachments } from '../db/schema/attachments.ts';
import { messages } from '../db/schema/messages.ts';
import { scheduledMessages } from '../db/schema/scheduled.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';

const quoted = alias(messages, 'quoted');

/** Its files, in their order. */
const filesOfReply: SQL<AttachmentRow[]> = sql`(
  select coalesce(json_agg(json_build_object('id', file.id, 'name', file.name, 'type', file.type, 'size', file.size,
    'width', file.width, 'height', file.height)
    order by array_position(${scheduledMessages.attachmentIds}, file.id)), '[]')
  from ${attachments} file
  where file.workspace_id = ${scheduledMessages.workspaceId} and file.id = any(${scheduledMessages.attachmentIds}))`;

/** Where it would go now, unless it begins a topic of its own. */
const latestTopic: SQL<TopicId | null> = sql`(
  select topic.id from ${topics} topic
  where topic.workspace_id = ${scheduledMessages.workspaceId} and topic.thread_id = ${scheduledMessages.threadId}
    and topic.status <> 'merged'
  order by topic.last_seq desc limit 1)`;

/** Replies that wait or waited. Add `where` (with the workspace) and order. */
export const selectScheduled = (db: Database) =>
  db
    .select({
      id: scheduledMessages.id,
      threadId: scheduledMessages.threadId,
      rev: scheduledMessages.rev,
      state: scheduledMessages.state,
      agentId: scheduledMessages.agentId,
      agentName: agents.name,
      isOwn: sql<boolean>`${scheduledMessages.agentId} is not distinct from current_agent()`,
      isHeld: scheduledMessages.isHeld,
      dueAt: scheduledMessages.dueAt,
      seenSeq: scheduledMessages.seenSeq,
      text: scheduledMessages.text,
      attachmentIds: scheduledMessages.attachmentIds,
      macro: scheduledMessages.actions,
      latestTopicId: latestTopic,
      wantedQuoteId: scheduledMessages.quotedId,
      quotedId: quoted.id,
      quotedSeq: quoted.seq,
      quotedBy: quoted.authorKind,
      quotedText: quoted.text,
      files: filesOfReply,
    })
    .from(scheduledMessages)
    .innerJoin(
      threads,
      and(eq(threads.workspaceId, scheduledMessages.workspaceId), eq(threads.id, scheduledMessages.threadId)),
    )
    .innerJoin(
      agents,
      and(eq(agents.workspaceId, scheduledMessages.workspaceId), eq(agents.id, scheduledMessages.agentId)),
    )
    .leftJoin(
      quoted,
      and(eq(quoted.workspaceId, scheduledMessages.workspaceId), eq(quoted.id, scheduledMessages.quotedId)),
    );

export type ScheduledRow = Awaited<ReturnType<typeof selectScheduled>>[number];

/** What is still to be seen of them: all that wait or were left behind, and what came back to who asks. */
export const stillToBeSeen = (): SQL | undefined =>
  and(
    inArray(scheduledMessages.state, ['waiting', 'returned', 'left']),
    or(ne(scheduledMessages.state, 'returned'), sql`${scheduledMessages.agentId} = current_agent()`),
  );

/** Of `sent`: what this reply became. A colleague may have given its id, which he saw, to words of his own. */
export const isOf = ({ actor }: Context, { id, agentId }: Pick<ScheduledRow, 'id' | 'agentId'>): SQL =>
  sql`sent.workspace_id = ${actor.workspaceId} and sent.id = ${id} and sent.agent_id = ${agentId} and sent.kind = 'message'`;
