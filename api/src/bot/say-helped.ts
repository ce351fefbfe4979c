import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { botMessages } from '../db/schema/bot.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { AppError } from '../errors.ts';
import { type SentRows, selectWithTopics } from '../messages/message-rows.ts';
import { recordEach } from '../outbox/record-event.ts';
import { actorsThread } from '../threads/actors-thread.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { readLastAsked } from './call-person.ts';
import { sayInThread } from './post-saying.ts';
import { resolveTopic } from './resolve-topic.ts';
import { audiencesOf, handoverSaying } from './take-turns.ts';

/**
 * The visitor says whether an answer helped. Then its topic is done, unless a person has a part in it or he has asked
 * more since; otherwise a person is called. What he said first counts.
 */
export async function sayHelped(
  ctx: Context<VisitorActor>,
  threadId: ThreadId,
  messageId: MessageId,
  helped: boolean,
): Promise<SentRows> {
  const whichThread = actorsThread(ctx.actor, threadId);
  const asked = helped ? undefined : await readLastAsked(ctx, threadId);
  const follows = asked
    ? sayInThread(
        ctx,
        {
          messageId: asked.messageId,
          threadId,
          isAnswerTo: false,
          audiences: audiencesOf(asked),
          question: { text: asked.text, outcome: 'unhelpful' },
        },
        handoverSaying(asked, 'unhelpful'),
      ).statements
    : [resolveTopic(ctx, messageId, 'confirmed', sql`said.helped and message.thread_id = ${threadId}`)];
  const results = await inWorkspace(ctx, [
    lockThread(ctx.db, whichThread),
    noteHelped(ctx, whichThread, messageId, helped),
    ...follows,
    selectWithTopics(ctx.db).where(
      and(whichThread, eq(messages.workspaceId, ctx.actor.workspaceId), eq(messages.id, messageId)),
    ),
  ]);
  const [row] = results.at(-1) as SentRows[];
  if (row?.message.bot?.kind !== 'answer') throw new AppError('not_found', 'No such answer');
  return row;
}

/** Keeps what was said first, and shows it: the message changes with it. */
function noteHelped(ctx: Context, whichThread: SQL | undefined, messageId: MessageId, helped: boolean) {
  return ctx.db.execute(sql`
    with said as (
      update ${botMessages} said set helped = ${helped}::boolean, helped_at = ${ctx.now().toISOString()}::timestamptz
      from ${messages} message, ${threads}
      where said.workspace_id = ${ctx.actor.workspaceId} and said.message_id = ${messageId} and said.kind = 'answer'
        and said.helped is null and message.workspace_id = said.workspace_id and message.id = said.message_id
        and ${threads.workspaceId} = message.workspace_id and ${threads.id} = message.thread_id and ${whichThread}
      returning said.workspace_id, message.thread_id, said.message_id
    ),
    thread as (
      update ${threads} thread set rev = thread.rev + 1 from said
      where thread.workspace_id = said.workspace_id and thread.id = said.thread_id
      returning thread.workspace_id, thread.id, thread.rev
    ),
    shown as (
      update ${messages} message set rev = thread.rev from thread
      where message.workspace_id = thread.workspace_id and message.thread_id = thread.id and message.id = ${messageId}
      returning message.workspace_id, message.thread_id, message.id
    )
    ${recordEach('message.changed', { messageId: sql`id`, thread: sql`thread_id` }, sql`shown`, ctx.now())}`);
}
