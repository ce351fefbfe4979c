import type { TopicId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { uuids } from '../db/lists.ts';
import { messages } from '../db/schema/messages.ts';
import { waits } from '../db/schema/promises.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { withPolicy } from '../experiments/with-policy.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { threadOfTopic } from '../threads/thread-of-topic.ts';
import { peopleOnShift, readGrounds, selectGrounds, termsFor } from './grounds.ts';
import { recordLearning } from './learn-waits.ts';
import { makePromise } from './make-promise.ts';
import { selectNeed } from './need-of-promise.ts';
import { settlePromise } from './settle-promise.ts';

type EventOf<Type extends OutboxEvent['type']> = Extract<OutboxEvent, { type: Type }>;

/** Something was written, or taken back: waits begin with it, or end. */
export const reviewSent: Handler<EventOf<'message.sent' | 'message.changed'>> = async (ctx, events) => {
  const topicIds = ctx.ahead
    ? ctx.ahead
        .filter(({ message, topic }) => {
          // What the bot says neither begins a wait nor ends one.
          if (message.kind === 'note' || message.authorKind === 'bot') return false;
          // Who has been told waits on; who took something back may not.
          const isTold = topic.promise !== null && topic.promise.kind !== 'own-words';
          return message.agentId !== null || message.deletedAt !== null || !isTold;
        })
        .map(({ topic }) => topic.id)
    : await topicsOf(ctx, events);
  await reviewEach(ctx, topicIds);
};

/** Something was done to topics: whose wait is over by it, or begins again. */
export const reviewTopics: Handler<EventOf<'topic.changed'>> = (ctx, events) =>
  reviewEach(
    ctx,
    events.map(({ topicId }) => topicId),
  );

/** Messages have gone from topics into others. */
export const reviewMoved: Handler<EventOf<'thread.rearranged' | 'thread.joined'>> = (ctx, events) =>
  reviewEach(
    ctx,
    events.flatMap(({ topicIds }) => topicIds),
  );

/** Two threads have become one, or two again: their topics hold other messages than those for which waits were noted. */
export const reviewMerged: Handler<EventOf<'visitors.merged'>> = async (ctx, events) => {
  const ids = uuids(events.flatMap(({ visitorIds }) => visitorIds));
  const [found] = await inWorkspace(ctx, [
    ctx.db.execute<{ id: TopicId }>(sql`
      select topic.id from ${threads} thread
        join ${topics} topic on topic.workspace_id = thread.workspace_id and topic.thread_id = thread.id
      where thread.workspace_id = ${ctx.actor.workspaceId}
        and thread.visitor_id = any(${ids})
        and (topic.waiting_since is not null or topic.promise_id is not null or exists (
          select from ${waits} wait where wait.workspace_id = topic.workspace_id and wait.topic_id = topic.id
            and wait.ended_at is null))`),
  ]);
  await reviewEach(
    ctx,
    found.rows.map(({ id }) => id),
  );
};

async function reviewEach(ctx: HandlerContext, topicIds: readonly TopicId[]): Promise<void> {
  for (const topicId of new Set(topicIds)) await review(ctx, topicId);
}

/** Ends what is over in a topic, in the trip that reads what the next promise would rest on; then makes that, if there is a need. */
async function review(ctx: HandlerContext, topicId: TopicId): Promise<void> {
  const { itsThread } = threadOfTopic(ctx.db, ctx.actor.workspaceId, topicId);
  const [, , found, ...read] = await inWorkspace(ctx, [
    lockThread(ctx.db, itsThread),
    settlePromise(ctx, topicId),
    selectNeed(ctx, topicId),
    ...selectGrounds(ctx),
  ]);
  const [need] = found.rows;
  const grounds = readGrounds(ctx, ...read);
  if (grounds?.learned.isDue) await inWorkspace(ctx, [recordLearning(ctx)]);
  if (!need || !grounds || (need.promiseId && need.isNoted)) return;
  const nowMs = ctx.now().getTime();
  const people = peopleOnShift(grounds, need.teamId, nowMs);
  await makePromise(ctx, need, people, termsFor(await withPolicy(ctx, grounds, topicId), need, nowMs));
}

async function topicsOf(ctx: HandlerContext, events: readonly EventOf<'message.sent' | 'message.changed'>[]) {
  const ids = uuids(events.map(({ messageId }) => messageId));
  const [found] = await inWorkspace(ctx, [
    ctx.db.execute<{ topicId: TopicId }>(sql`
      select distinct topic_id as "topicId" from ${messages} message
      where message.workspace_id = ${ctx.actor.workspaceId} and message.kind = 'message'
        and message.id = any(${ids})`),
  ]);
  return found.rows.map(({ topicId }) => topicId);
}
