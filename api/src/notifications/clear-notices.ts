import { type SQL, sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { outbox } from '../db/schema/outbox.ts';
import { promises } from '../db/schema/promises.ts';
import { agentNotices } from '../db/schema/push.ts';
import { topicTargets } from '../db/schema/targets.ts';
import { topicFollowers, topics } from '../db/schema/topics.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { isAtRisk, livingDevices } from './reachable-agents.ts';

const GOOD_FOR_MS = 60 * 60 * 1000; // a notification that has hung there for so long may as well hang on

/** What an agent has read on one device is taken away on the others. */
export const clearRead: Handler<Extract<OutboxEvent, { type: 'topic.read' }>> = async (ctx, events) => {
  const isRead = sql`exists (select from jsonb_to_recordset(${JSON.stringify(events)}::jsonb)
      as read("topicId" uuid, "agentId" uuid, seq integer)
    where notice.topic_id = read."topicId" and notice.agent_id = read."agentId"
      and (notice.seq <= read.seq or notice.about in ('assignment', 'target', 'promise')))`;
  await inWorkspace(ctx, [clear(ctx, sql`${agentNotices} notice where ${isRead} and`)]);
};

/** What would hardly hold was kept, or gave way to another promise: who was told to hurry need not any more. */
export const clearOver: Handler<Extract<OutboxEvent, { type: 'promise.changed' }>> = async (ctx, events) => {
  const topicIds = events.flatMap(({ topicId, wasAtRisk }) => (wasAtRisk ? [topicId] : []));
  if (topicIds.length === 0) return;
  await inWorkspace(ctx, [
    clearSettled(ctx, sql`select jsonb_array_elements_text(${JSON.stringify(topicIds)}::jsonb)::uuid`),
  ]);
};

/** A statement: what was told of these topics is taken from everybody whom it no longer concerns. */
export const clearSettled = (ctx: HandlerContext, topicIds: SQL) =>
  clear(
    ctx,
    sql`${agentNotices} notice using ${topics} topic
    where topic.workspace_id = notice.workspace_id and topic.id = notice.topic_id and notice.topic_id in (${topicIds})
      and notice.about in ('message', 'assignment', 'target', 'promise')
      and (topic.status in ('done', 'merged')
        or (notice.about = 'message' and (topic.status <> 'open' or topic.waiting_since is null))
        or (notice.about = 'target' and not exists (select from ${topicTargets} running
          where running.workspace_id = topic.workspace_id and running.topic_id = topic.id
            and running.ended_at is null and running.warned_at is not null))
        or (notice.about = 'promise' and not exists (select from ${promises} promise
          where promise.workspace_id = topic.workspace_id and promise.id = topic.promise_id and ${isAtRisk}))
        or (topic.assignee_id is distinct from notice.agent_id and (notice.about = 'assignment'
          or (topic.assignee_id is not null and not exists (select from ${topicFollowers} follower
            where follower.workspace_id = topic.workspace_id and follower.topic_id = topic.id
              and follower.agent_id = notice.agent_id))))) and`,
  );

function clear(ctx: HandlerContext, from: SQL) {
  const { workspaceId } = ctx.actor;
  const now = ctx.now();
  const until = new Date(now.getTime() + GOOD_FOR_MS).toISOString();
  return ctx.db.execute(sql`
    with gone as (
      delete from ${from} notice.workspace_id = ${workspaceId} returning notice.agent_id, notice.topic_id, notice.told_at
    ),
    over as (
      select agent_id, jsonb_agg(distinct topic_id) as topic_ids from gone where told_at is not null group by agent_id
    )
    insert into ${outbox} (workspace_id, type, payload, created_at, due_at, expires_at)
    select ${workspaceId}::uuid, 'push.over', jsonb_build_object('agentId', over.agent_id, 'deviceId', device.id,
        'topicIds', over.topic_ids, 'tries', 0, 'until', ${until}::text),
      ${now.toISOString()}::timestamptz, ${now.toISOString()}::timestamptz, ${until}::timestamptz
    from over join (${livingDevices(ctx)}) on agent.id = over.agent_id`);
}
