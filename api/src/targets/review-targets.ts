import type { TopicId, VisitorId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { uuids } from '../db/lists.ts';
import { messages } from '../db/schema/messages.ts';
import { targets, topicTargets } from '../db/schema/targets.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { recordAll } from '../outbox/record-event.ts';
import { reviewTopicTargets } from './review-topics.ts';

type EventOf<Type extends OutboxEvent['type']> = Extract<OutboxEvent, { type: Type }>;

/** How many topics are looked through for one event, where it may concern all of them. */
const TOPICS_AT_ONCE = 100;

/** Something was written, or taken back: the time of an answer begins with it, or ends. */
export const targetsOfSent: Handler<EventOf<'message.sent' | 'message.changed'>> = async (ctx, events) => {
  if (ctx.ahead) {
    const topicIds = ctx.ahead.flatMap(({ message, topic }) =>
      topic.hasTargets && message.kind === 'message' ? [topic.id] : [],
    );
    return reviewTopicTargets(ctx, topicIds);
  }
  const ids = uuids(events.map(({ messageId }) => messageId));
  await reviewFound(
    ctx,
    sql`select distinct topic_id as id from ${messages} message
    where message.workspace_id = ${ctx.actor.workspaceId} and message.kind = 'message'
      and message.id = any(${ids})`,
  );
};

/** Something was done to topics, or the time for a look has come. */
export const targetsOfTopics: Handler<EventOf<'topic.changed' | 'target.due'>> = (ctx, events) =>
  reviewTopicTargets(
    ctx,
    events.map(({ topicId }) => topicId),
  );

/** Messages have gone from topics into others. */
export const targetsOfMoved: Handler<EventOf<'thread.rearranged' | 'thread.joined'>> = (ctx, events) =>
  reviewTopicTargets(
    ctx,
    events.flatMap(({ topicIds }) => topicIds),
  );

/** Two visitors have become one, or two again; or another is known of one, and a segment may ask for that. */
export const targetsOfVisitors: Handler<EventOf<'visitors.merged' | 'visitor.changed'>> = async (ctx, events) => {
  const visitorIds = events.flatMap((event): VisitorId[] =>
    event.type === 'visitors.merged' ? event.visitorIds : [event.visitorId],
  );
  await reviewFound(
    ctx,
    sql`select topic.id from ${threads} thread
      join ${topics} topic on topic.workspace_id = thread.workspace_id and topic.thread_id = thread.id
    where thread.workspace_id = ${ctx.actor.workspaceId}
      and thread.visitor_id = any(${uuids(visitorIds)})
      and ${isAlive('topic')}`,
  );
};

/** Targets, hours or views have changed: every topic that goes on is looked at, some at a time. */
export const targetsOfAll: Handler<EventOf<'targets.review'>> = async (ctx, events) => {
  for (const { after = null } of events) {
    const [found] = await inWorkspace(ctx, [
      ctx.db.execute<{ id: TopicId }>(sql`
        select topic.id from ${topics} topic where topic.workspace_id = ${ctx.actor.workspaceId}
          and (${after}::uuid is null or topic.id > ${after}::uuid) and ${isAlive('topic')}
        order by topic.id limit ${TOPICS_AT_ONCE}`),
    ]);
    const ids = found.rows.map(({ id }) => id);
    await reviewTopicTargets(ctx, ids);
    const last = ids.at(-1);
    if (last && ids.length === TOPICS_AT_ONCE) {
      await inWorkspace(ctx, [recordAll(ctx, [{ event: { type: 'targets.review', after: last } }])]);
    }
  }
};

/** A view has changed that targets may go by. */
export const targetsOfViews: Handler<EventOf<'views.changed'>> = async (ctx, events) => {
  if (events.every(({ agentId }) => agentId !== null)) return;
  const [found] = await inWorkspace(ctx, [
    ctx.db.execute(sql`select 1 from ${targets}
      where workspace_id = ${ctx.actor.workspaceId} and view_id is not null and removed_at is null limit 1`),
  ]);
  if (found.rows.length > 0) await inWorkspace(ctx, [recordAll(ctx, [{ event: { type: 'targets.review' } }])]);
};

const isAlive = (topic: string): SQL => {
  const row = sql.raw(topic);
  return sql`(${row}.status in ('open', 'waiting', 'snoozed') or exists (select from ${topicTargets} running
    where running.workspace_id = ${row}.workspace_id and running.topic_id = ${row}.id and running.ended_at is null))`;
};

async function reviewFound(ctx: HandlerContext, which: SQL): Promise<void> {
  const hasTargets = sql`exists (select from ${targets} where workspace_id = ${ctx.actor.workspaceId})`;
  const [found] = await inWorkspace(ctx, [
    ctx.db.execute<{ id: TopicId }>(sql`select found.id from (${which}) found where ${hasTargets}`),
  ]);
  await reviewTopicTargets(
    ctx,
    found.rows.map(({ id }) => id),
  );
}
