import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import type { ScheduledChange } from '@everthread/shared/models/scheduled';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { attachments } from '../db/schema/attachments.ts';
import { scheduledMessages } from '../db/schema/scheduled.ts';
import { threads } from '../db/schema/threads.ts';
import { AppError } from '../errors.ts';
import { nothingCameAfter, selectBetween, staleReply } from '../messages/stale-reply.ts';
import { recordEvent } from '../outbox/record-event.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { dueAtOf } from './schedule-reply.ts';
import { type ScheduledRow, selectScheduled } from './scheduled-rows.ts';

/** Lets one's own reply go at another time, or at once; also one that came back, by who has seen why. Safe to repeat. */
export async function changeScheduled(
  ctx: Context<AgentActor>,
  threadId: ThreadId,
  id: MessageId,
  { release, seenSeq }: ScheduledChange,
): Promise<ScheduledRow> {
  const whichThread = actorsThread(ctx.actor, threadId);
  const dueAt = release === 'now' ? ctx.now() : dueAtOf(ctx, release);
  const due = sql`${dueAt.toISOString()}::timestamptz`;
  const [, , [reply], between] = await inWorkspace(ctx, [
    lockThread(ctx.db, whichThread),
    ctx.db.execute(sql`
      with changed as (
        update ${scheduledMessages} reply set rev = reply.rev + 1, state = 'waiting', due_at = ${due},
          seen_seq = ${seenSeq}::integer, is_held = reply.is_held and ${release === 'now'}::boolean
        where ${ownUnsent(threadId, id)}
          and exists (select from ${threads} where ${and(whichThread, nothingCameAfter(seenSeq))})
        returning workspace_id, thread_id, attachment_ids
      ),
      kept as (
        update ${attachments} file set created_at = greatest(file.created_at, ${due}) from changed
        where file.workspace_id = changed.workspace_id and file.id = any(changed.attachment_ids) and file.message_id is null
      ),
      told as (${recordEvent({ type: 'scheduled.changed', replyId: id }, sql`changed`, ctx.now())})
      ${recordEvent({ type: 'reply.due', replyId: id }, sql`changed`, ctx.now(), { dueAt })}`),
    selectOwn(ctx, threadId, id),
    selectBetween(ctx, whichThread, seenSeq),
  ]);
  if (!reply) throw noSuchReply();
  if (reply.state === 'sent' && release === 'now') return reply;
  if (reply.state === 'sent') throw sentAlready();
  if (reply.state === 'cancelled') throw new AppError('conflict', 'This reply was taken back already');
  if (between.length > 0) throw staleReply(between);
  return reply;
}

/**
 * Takes over what a colleague wrote who is no longer there, its files with it: it is as one's own that came back. Safe to
 * repeat; `conflict` where another was quicker.
 */
export async function takeScheduled(
  ctx: Context<AgentActor>,
  threadId: ThreadId,
  id: MessageId,
): Promise<ScheduledRow> {
  const [, , [reply]] = await inWorkspace(ctx, [
    lockThread(ctx.db, actorsThread(ctx.actor, threadId)),
    ctx.db.execute(sql`
      with taken as (
        update ${scheduledMessages} reply set rev = reply.rev + 1, state = 'returned', agent_id = current_agent()
        where ${inThread(threadId, id)} and reply.state = 'left'
        returning workspace_id, thread_id, attachment_ids
      ),
      files as (
        update ${attachments} file set agent_id = current_agent() from taken
        where file.workspace_id = taken.workspace_id and file.id = any(taken.attachment_ids) and file.message_id is null
      )
      ${recordEvent({ type: 'scheduled.changed', replyId: id }, sql`taken`, ctx.now())}`),
    selectAny(ctx, threadId, id),
  ]);
  if (!reply) throw noSuchReply();
  if (!reply.isOwn || reply.state !== 'returned')
    throw new AppError('conflict', 'Somebody else has seen to this reply');
  return reply;
}

/** Takes one's own reply back before it goes, or lets go of one that was left behind. Safe to repeat; `conflict` where it has gone. */
export async function cancelScheduled(
  ctx: Context<AgentActor>,
  threadId: ThreadId,
  id: MessageId,
): Promise<ScheduledRow> {
  const [, , [reply]] = await inWorkspace(ctx, [
    lockThread(ctx.db, actorsThread(ctx.actor, threadId)),
    ctx.db.execute(sql`
      with changed as (
        update ${scheduledMessages} reply set rev = reply.rev + 1, state = 'cancelled'
        where ${ownUnsent(threadId, id)} or (${inThread(threadId, id)} and reply.state = 'left')
        returning workspace_id, thread_id
      )
      ${recordEvent({ type: 'scheduled.changed', replyId: id }, sql`changed`, ctx.now())}`),
    selectAny(ctx, threadId, id),
  ]);
  if (!reply || (!reply.isOwn && reply.state !== 'cancelled')) throw noSuchReply();
  if (reply.state === 'sent') throw sentAlready();
  return reply;
}

const inThread = (threadId: ThreadId, id: MessageId): SQL =>
  sql`reply.workspace_id = current_workspace() and reply.thread_id = ${threadId} and reply.id = ${id}`;

const ownUnsent = (threadId: ThreadId, id: MessageId): SQL =>
  sql`${inThread(threadId, id)}
    and reply.agent_id = current_agent() and reply.state in ('waiting', 'returned')`;

const isThat = (actor: AgentActor, threadId: ThreadId, id: MessageId) =>
  and(
    eq(scheduledMessages.workspaceId, actor.workspaceId),
    eq(scheduledMessages.threadId, threadId),
    eq(scheduledMessages.id, id),
  );

const selectAny = ({ db, actor }: Context<AgentActor>, threadId: ThreadId, id: MessageId) =>
  selectScheduled(db).where(isThat(actor, threadId, id));

const selectOwn = ({ db, actor }: Context<AgentActor>, threadId: ThreadId, id: MessageId) =>
  selectScheduled(db).where(and(isThat(actor, threadId, id), sql`${scheduledMessages.agentId} = current_agent()`));

const noSuchReply = () => new AppError('not_found', 'No such reply');
const sentAlready = () => new AppError('conflict', 'This reply was sent already');
