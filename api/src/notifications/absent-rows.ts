import type { AgentId, TopicId } from '@everthread/shared/models/ids';
import type { NoticeKind, NotificationSettings } from '@everthread/shared/models/notification';
import type { WorkingHours } from '@everthread/shared/models/profile';
import { type SQL, sql } from 'drizzle-orm';
import { mentions } from '../db/schema/mentions.ts';
import { messages } from '../db/schema/messages.ts';
import { promises } from '../db/schema/promises.ts';
import { agentNotices } from '../db/schema/push.ts';
import { scheduledMessages } from '../db/schema/scheduled.ts';
import { topicTargets } from '../db/schema/targets.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topicReads, topics } from '../db/schema/topics.ts';
import type { OutboxEvent, ToldNotice } from '../outbox/events.ts';
import type { HandlerContext } from '../outbox/handler.ts';
import { isAtRisk, livingDevices, reachableAgents, visitorKind } from './reachable-agents.ts';

export type Unseen = Extract<OutboxEvent, { type: `${string}.unseen` }>;

/** What there is to tell an agent of a topic, by which of the events, and what is known of him. */
export type AbsentRow = ToldNotice & {
  nth: number; // of the events
  agentId: AgentId;
  topicId: TopicId;
  kind: NoticeKind;
  seq: number;
  readSeq: number;
  toldSeq: number | null;
  isPutOff: boolean;
  isCovered: boolean;
  lastToldMs: number | null;
  isAway: boolean;
  hasDevice: boolean;
  hours: WorkingHours | null;
  settings: NotificationSettings | null;
};

/** For each agent who can be reached: what of these events still concerns him, as it is now. */
export function selectAbsent(ctx: HandlerContext, events: readonly Unseen[]) {
  const { workspaceId } = ctx.actor;
  const named = JSON.stringify(events.map((event, nth) => ({ nth, ...event })));
  const branch = (about: ToldNotice['about'], from: SQL, seq: SQL, at: SQL, kind = sql`${about}::text`) =>
    sql`select named.nth, agent.id as agent_id, ${about}::text as about, topic.id as topic_id, ${seq} as seq, ${at} as at,
        ${kind} as kind
      from named ${from} where named.type = ${`${about}.unseen`}`;
  const inWorkspaceOf = (row: string) => sql`${sql.raw(row)}.workspace_id = ${workspaceId}`;
  const reachable = sql`join reachable agent on agent.id = named."agentId"`;
  return ctx.db.execute<AbsentRow>(sql`
    with named as (
      select * from jsonb_to_recordset(${named}::jsonb) as named(nth integer, type text, "agentId" uuid,
        "topicId" uuid, "messageId" uuid, "changeId" uuid, "replyId" uuid, rev integer)
    ),
    reachable as (
      select agent.*, agent.id in (select agent.id from ${livingDevices(ctx)}) as has_device from ${reachableAgents(ctx)}
    ),
    due as (
      ${branch(
        'message',
        sql`join ${messages} first on ${inWorkspaceOf('first')} and first.id = named."messageId"
        join ${topics} topic on ${inWorkspaceOf('topic')} and topic.thread_id = first.thread_id
          and topic.last_visitor_seq >= first.seq and topic.status = 'open' and topic.waiting_since is not null
        join reachable agent on named."agentId" is null or agent.id = named."agentId"`,
        sql`topic.last_visitor_seq`,
        sql`topic.last_message_at`,
        visitorKind,
      )}
      union all
      ${branch(
        'mention',
        sql`${reachable}
        join ${mentions} mention on ${inWorkspaceOf('mention')} and mention.agent_id = agent.id
          and mention.message_id = named."messageId" and mention.read_at is null
        join ${messages} note on ${inWorkspaceOf('note')} and note.id = mention.message_id and note.deleted_at is null
        join ${topics} topic on ${inWorkspaceOf('topic')} and topic.id = note.topic_id`,
        sql`note.seq`,
        sql`note.sent_at`,
      )}
      union all
      ${branch(
        'assignment',
        sql`${reachable}
        join ${topics} topic on ${inWorkspaceOf('topic')} and topic.id = named."topicId"
          and topic.assignee_id = agent.id and topic.status not in ('done', 'merged')
        join ${topicEvents} change on ${inWorkspaceOf('change')} and change.id = named."changeId"`,
        sql`change.rev`,
        sql`change.at`,
      )}
      union all
      ${branch(
        'returned',
        sql`${reachable}
        join ${scheduledMessages} reply on ${inWorkspaceOf('reply')} and reply.id = named."replyId"
          and reply.agent_id = agent.id and reply.state = 'returned'
        cross join lateral (select * from ${topics} latest where ${inWorkspaceOf('latest')}
          and latest.thread_id = reply.thread_id and latest.status <> 'merged' order by latest.last_seq desc limit 1) topic`,
        sql`topic.last_seq`,
        sql`reply.due_at`,
      )}
      union all
      ${branch(
        'target',
        sql`join ${topics} topic on ${inWorkspaceOf('topic')} and topic.id = named."topicId" and exists (
          select from ${topicTargets} running where ${inWorkspaceOf('running')} and running.topic_id = topic.id
            and running.ended_at is null and running.warned_at is not null)
        join reachable agent on named."agentId" is null or agent.id = named."agentId"`,
        sql`named.rev`,
        sql`topic.last_message_at`,
        sql`case when ${visitorKind} is not null then 'target' end`,
      )}
      union all
      ${branch(
        'promise',
        sql`join ${topics} topic on ${inWorkspaceOf('topic')} and topic.id = named."topicId"
        join ${promises} promise on ${inWorkspaceOf('promise')} and promise.id = topic.promise_id and ${isAtRisk}
        join reachable agent on named."agentId" is null or agent.id = named."agentId"`,
        sql`named.rev`,
        sql`topic.last_message_at`,
        // An agent's own word is his to keep, unless the topic has gone to another.
        sql`case when promise.agent_id is not null and topic.assignee_id is null
            then case when promise.agent_id = agent.id then 'promise' end
          when ${visitorKind} is not null then 'promise' end`,
      )}
    )
    select due.nth, due.agent_id as "agentId", due.about, due.topic_id as "topicId", due.seq, due.kind,
      coalesce(read.seq, 0) as "readSeq", notice.seq as "toldSeq",
      (notice.seq is not null and notice.told_at is null) as "isPutOff",
      exists (select from ${agentNotices} other where ${inWorkspaceOf('other')} and other.agent_id = due.agent_id
        and other.topic_id = due.topic_id and other.told_at >= due.at
        and (due.about, other.about) in (('message', 'assignment'), ('message', 'returned'), ('assignment', 'message'))
      ) as "isCovered", last.ms as "lastToldMs",
      agent.is_away as "isAway", agent.has_device as "hasDevice", agent.hours, agent.notifications as settings
    from due
      join reachable agent on agent.id = due.agent_id
      left join ${topicReads} read on ${inWorkspaceOf('read')} and read.topic_id = due.topic_id
        and read.agent_id = due.agent_id
      left join ${agentNotices} notice on ${inWorkspaceOf('notice')} and notice.agent_id = due.agent_id
        and notice.topic_id = due.topic_id and notice.about = due.about
      cross join lateral (select (extract(epoch from max(told_at)) * 1000)::float8 as ms from ${agentNotices} told
        where ${inWorkspaceOf('told')} and told.agent_id = due.agent_id) last
    where due.kind is not null
    order by due.nth`);
}
