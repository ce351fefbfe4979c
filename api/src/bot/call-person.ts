import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import { and, eq, sql } from 'drizzle-orm';
import type { Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { AppError } from '../errors.ts';
import { MOST_READINGS } from '../flows/go-on-with.ts';
import { hasFlowRun, leaveFlow } from '../flows/leave-flow.ts';
import { callsTheBot } from './bot-rows.ts';
import { sayInThread } from './post-saying.ts';
import { type Asked, selectSituation } from './read-situation.ts';
import { audiencesOf, handoverSaying } from './take-turns.ts';

/**
 * The visitor wants a person, and has one called at once. Safe to repeat: where a person has a part in the topic already,
 * or was called, nothing happens.
 */
export async function callPerson(ctx: Context<VisitorActor>, threadId: ThreadId): Promise<void> {
  if (await leaveFlow(ctx, threadId)) return;
  // What he writes meanwhile overtakes the call, which then goes with that.
  for (let reading = 0; reading < MOST_READINGS; reading += 1) {
    const asked = await readLastAsked(ctx, threadId);
    if (asked.isTaken || asked.said.some(({ kind }) => kind === 'handover')) return;
    const { messageId, said, topicId } = asked;
    if (said.length === 0 && !(await hasFlowRun(ctx, topicId)) && !(await isBots(ctx, messageId))) return;
    const to = { messageId, threadId, isAnswerTo: false, audiences: audiencesOf(asked) };
    const [, called] = await inWorkspace(ctx, sayInThread(ctx, to, handoverSaying(asked, 'asked')).statements);
    if (called.length > 0) return;
  }
}

/** Whether the bot answers it, or is about to: then there is something to be called away from. */
async function isBots(ctx: Context, messageId: MessageId): Promise<boolean> {
  const { workspaceId } = ctx.actor;
  const itself = and(eq(messages.workspaceId, workspaceId), eq(messages.id, messageId), callsTheBot);
  const [[its]] = await inWorkspace(ctx, [ctx.db.select({ id: messages.id }).from(messages).where(itself)]);
  return its !== undefined;
}

/** What the visitor wrote last in his thread, and where that stands. Throws `not_found` where the thread is none of his. */
export async function readLastAsked(ctx: Context<VisitorActor>, threadId: ThreadId): Promise<Asked> {
  const { workspaceId, visitorId } = ctx.actor;
  const last = sql`thread.visitor_id = ${visitorId} and message.id = (
    select own.id from ${messages} own
    where own.workspace_id = ${workspaceId} and own.thread_id = ${threadId} and own.author_kind = 'visitor'
      and own.deleted_at is null
    order by own.seq desc limit 1)`;
  const [{ rows }] = await inWorkspace(ctx, [selectSituation(ctx, last)]);
  if (!rows[0]) throw new AppError('not_found', 'No such thread');
  return rows[0];
}
