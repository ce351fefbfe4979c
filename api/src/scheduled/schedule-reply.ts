import type { ThreadId } from '@everthread/shared/models/ids';
import type { NewScheduled, ReleaseTime } from '@everthread/shared/models/scheduled';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { areSameFiles } from '../attachments/attachment-rows.ts';
import { keepFiles } from '../attachments/keep-files.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { messages } from '../db/schema/messages.ts';
import { scheduledMessages } from '../db/schema/scheduled.ts';
import { threads } from '../db/schema/threads.ts';
import { AppError } from '../errors.ts';
import { nothingCameAfter, selectBetween, staleReply } from '../messages/stale-reply.ts';
import { recordEvent } from '../outbox/record-event.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { type ScheduledRow, selectScheduled } from './scheduled-rows.ts';

const A_YEAR_IN_MS = 366 * 24 * 60 * 60 * 1000;

/**
 * Keeps a reply until it is due, and the fact that it then is; the visitor learns nothing of it before. Refused as
 * `stale` like a reply that goes at once, and judged again when it goes. Safe to repeat with one id.
 */
export async function scheduleReply(
  ctx: Context<AgentActor>,
  threadId: ThreadId,
  input: NewScheduled,
): Promise<ScheduledRow> {
  const { workspaceId } = ctx.actor;
  const whichThread = actorsThread(ctx.actor, threadId);
  const thisReply = and(eq(scheduledMessages.workspaceId, workspaceId), eq(scheduledMessages.id, input.id));
  const [, , [reply], between] = await inWorkspace(ctx, [
    lockThread(ctx.db, whichThread),
    store(ctx, whichThread, input, dueAtOf(ctx, input.release)),
    selectScheduled(ctx.db).where(thisReply),
    selectBetween(ctx, whichThread, input.seenSeq),
  ]);
  if (reply) return demandSame(reply, threadId, input);
  throw between.length > 0 ? staleReply(between) : new AppError('not_found', 'No such thread');
}

/** When a reply is due. Throws `invalid` for a time that is over, or too far away. */
export function dueAtOf(ctx: Context, release: ReleaseTime): Date {
  const now = ctx.now().getTime();
  if ('holdSeconds' in release) return new Date(now + release.holdSeconds * 1000);
  const dueAt = new Date(release.at);
  if (dueAt.getTime() <= now) throw new AppError('invalid', 'This time is over. Choose one that is still to come');
  if (dueAt.getTime() > now + A_YEAR_IN_MS) throw new AppError('invalid', 'Choose a time within a year');
  return dueAt;
}

function store(ctx: Context<AgentActor>, whichThread: SQL | undefined, input: NewScheduled, dueAt: Date) {
  const { id, text, quoteId, attachmentIds = [], seenSeq, release, macro } = input;
  const due = sql`${dueAt.toISOString()}::timestamptz`;
  const list = sql`${attachmentIds.length > 0 ? `{${attachmentIds.join(',')}}` : '{}'}::uuid[]`;
  const files = keepFiles(ctx, list, attachmentIds.length, due);
  const isThere = sql`not_found_unless(exists (select from ${messages} quoted
      where quoted.workspace_id = ${threads.workspaceId} and quoted.thread_id = ${threads.id} and quoted.id = ${quoteId ?? null}
        and quoted.kind = 'message'), 'What this reply answers to is not a message of this thread')`;
  return ctx.db.execute(sql`
    with stored as (
      insert into ${scheduledMessages} (workspace_id, id, thread_id, agent_id, rev, state, is_held, due_at, seen_seq,
        text, quoted_id, attachment_ids, actions, created_at)
      select ${threads.workspaceId}, ${id}::uuid, ${threads.id}, current_agent(), 1, 'waiting',
        ${'holdSeconds' in release}::boolean, ${due}, ${seenSeq}::integer, ${text}, ${quoteId ?? null}::uuid, ${list},
        ${macro ? JSON.stringify(macro) : null}::jsonb, ${ctx.now().toISOString()}::timestamptz
      from ${threads}
      where ${and(whichThread, nothingCameAfter(seenSeq), quoteId && isThere)}
        and not exists (select from ${messages} sent where sent.workspace_id = ${threads.workspaceId} and sent.id = ${id})
      on conflict do nothing
      returning workspace_id, thread_id
    ),
    ${files.kept},
    told as (
      ${recordEvent({ type: 'scheduled.changed', replyId: id }, sql`stored where ${files.isWhole}`, ctx.now())}
    )
    ${recordEvent({ type: 'reply.due', replyId: id }, sql`stored`, ctx.now(), { dueAt })}`);
}

function demandSame(reply: ScheduledRow, threadId: ThreadId, input: NewScheduled): ScheduledRow {
  const isSame =
    reply.isOwn &&
    reply.threadId === threadId &&
    reply.text === input.text &&
    reply.wantedQuoteId === (input.quoteId ?? null) &&
    areSameFiles(
      reply.attachmentIds.map((id) => ({ id })),
      input.attachmentIds,
    );
  if (!isSame) throw new AppError('conflict', 'This message id already stands for another message. Choose a new id');
  return reply;
}
