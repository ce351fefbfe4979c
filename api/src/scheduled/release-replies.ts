import type { MessageId } from '@everthread/shared/models/ids';
import { and, eq, lte, type SQL, sql } from 'drizzle-orm';
import type { AbsentAgentActor, Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { scheduledMessages } from '../db/schema/scheduled.ts';
import { AppError } from '../errors.ts';
import { appendMessage } from '../messages/append-message.ts';
import { nothingCameAfter } from '../messages/stale-reply.ts';
import { isRepeat, isUnknownQuote } from '../messages/stored-message.ts';
import type { Handler } from '../outbox/handler.ts';
import { recordEvent } from '../outbox/record-event.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { macroStatements } from './run-macro.ts';
import { isOf, type ScheduledRow, selectScheduled } from './scheduled-rows.ts';

/** Lets the replies go whose time has come. */
export const releaseReplies: Handler<{ type: 'reply.due'; replyId: MessageId }> = async (ctx, events) => {
  for (const { replyId } of events) await releaseReply(ctx, replyId);
};

/**
 * Sends a reply that is due, once, in the name of its writer: its place is decided now, and whether it still answers
 * what he had seen. Where it does not, or he may no longer write, it is not sent. Safe to repeat.
 */
export async function releaseReply(ctx: Context<SystemActor>, id: MessageId): Promise<void> {
  const [[reply]] = await inWorkspace(ctx, [
    selectScheduled(ctx.db).where(
      and(
        eq(scheduledMessages.workspaceId, ctx.actor.workspaceId),
        eq(scheduledMessages.id, id),
        eq(scheduledMessages.state, 'waiting'),
        lte(scheduledMessages.dueAt, ctx.now()),
      ),
    ),
  ]);
  if (!reply) return; // taken back, put off, or gone already
  try {
    await send({ ...ctx, actor: { ...ctx.actor, kind: 'absent-agent', agentId: reply.agentId } }, reply);
  } catch (error) {
    if (isRepeat(error)) return end(ctx, reply, asStored(ctx, reply));
    // He may no longer write here: others may want to send what he meant to.
    if (error instanceof AppError && error.code === 'forbidden') return end(ctx, reply, sql`'left'`);
    // One of its files is no more: its writer must see to it.
    if (error instanceof AppError && error.code === 'not_found') return end(ctx, reply, sql`'returned'`);
    throw error;
  }
}

async function send(ctx: Context<AbsentAgentActor>, reply: ScheduledRow): Promise<void> {
  const { id, threadId, rev, text, wantedQuoteId, attachmentIds, seenSeq } = reply;
  const whichThread = actorsThread(ctx.actor, threadId);
  const isStillSo = sql`exists (select from ${scheduledMessages}
    where ${scheduledMessages.workspaceId} = ${ctx.actor.workspaceId} and ${scheduledMessages.id} = ${id}
      and ${scheduledMessages.state} = 'waiting' and ${scheduledMessages.rev} = ${rev})`;
  const sendWith = (quoteId: MessageId | null) =>
    inWorkspace(ctx, [
      lockThread(ctx.db, whichThread),
      appendMessage(ctx, and(whichThread, isStillSo, nothingCameAfter(seenSeq)), {
        id,
        kind: 'message',
        text,
        ...(quoteId ? { quoteId } : {}),
        ...(attachmentIds.length > 0 ? { attachmentIds } : {}),
      }),
      ...macroStatements(ctx, reply),
      endStatement(ctx, reply, asStored(ctx, reply)),
    ]);
  try {
    await sendWith(wantedQuoteId);
  } catch (error) {
    if (!isUnknownQuote(error)) throw error;
    await sendWith(null); // what it answered to has moved elsewhere
  }
}

async function end(ctx: Context<SystemActor>, reply: ScheduledRow, state: SQL) {
  const whichThread = actorsThread(ctx.actor, reply.threadId);
  await inWorkspace(ctx, [lockThread(ctx.db, whichThread), endStatement(ctx, reply, state)]);
}

const asStored = (ctx: Context, reply: ScheduledRow): SQL =>
  sql`case when exists (select from ${messages} sent where ${isOf(ctx, reply)}) then 'sent' else 'returned' end`;

const endStatement = (ctx: Context, { id, rev }: ScheduledRow, state: SQL) =>
  ctx.db.execute(sql`
    with ended as (
      update ${scheduledMessages} reply set rev = reply.rev + 1, state = ${state}
      where reply.workspace_id = ${ctx.actor.workspaceId} and reply.id = ${id}
        and reply.state = 'waiting' and reply.rev = ${rev}
      returning workspace_id, thread_id
    )
    ${recordEvent({ type: 'scheduled.changed', replyId: id }, sql`ended`, ctx.now())}`);
