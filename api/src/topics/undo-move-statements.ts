import type { ChangeId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { messages } from '../db/schema/messages.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topicFollowers, topicReads, topics, topicTags } from '../db/schema/topics.ts';
import { underWay } from './rearrange.ts';

/** Takes the event up again where its messages are still where it put them. `isQuiet`: nobody has written since. */
export function beginUndo(ctx: Context<AgentActor>, topicId: TopicId, changeId: ChangeId): SQL {
  const { workspaceId } = ctx.actor;
  return sql`
    with event as (
      select event.* from ${topicEvents} event
        join ${topics} target on target.workspace_id = event.workspace_id and target.id = event.topic_id
        join ${topics} source on source.workspace_id = event.workspace_id and source.id = event.other_id
      where event.workspace_id = ${workspaceId} and event.id = ${changeId} and event.topic_id = ${topicId}
        and event.kind in ('split', 'merged', 'moved') and event.undone_at is null and target.status <> 'merged'
        and (source.status <> 'merged' or source.merged_into_id = target.id)
    ),
    held as (
      select message.id, message.seq, message.id::text in (select jsonb_array_elements_text(event.after -> 'messages')) as is_moved
      from event join ${messages} message on message.workspace_id = event.workspace_id and message.topic_id = event.topic_id
    ),
    going as (
      select jsonb_agg(held.id order by held.seq) as ids, count(*) filter (where held.is_moved) as count
      from event, held where held.is_moved or event.before -> 'target' = 'null'
    )
    update ${topicEvents} undone set undone_at = ${ctx.now().toISOString()}::timestamptz, rev = 0,
      after = event.after || jsonb_build_object('back', going.ids, 'is_quiet', not exists (
        select from ${messages} message where message.workspace_id = event.workspace_id
          and message.thread_id = event.thread_id and message.seq > event.after_seq
          and message.topic_id in (event.topic_id, event.other_id)))
    from event, going
    where undone.workspace_id = event.workspace_id and undone.id = event.id
      and going.count = jsonb_array_length(event.after -> 'messages')`;
}

/** The turn of a topic as it was kept: whose it is, and since when. */
const turnOf = (state: string): string =>
  `row(${state}.status, ${state}.done_at, ${state}.snoozed_until, ${state}.waiting_since)`;

/** Both topics as they were before, where they are still as the move has left them. Who has written meanwhile waits on. */
export const putBack = (ctx: Context<AgentActor>, changeId: ChangeId): SQL => {
  const { workspaceId } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const read = (name: string, side: 'before' | 'after', topic: 'source' | 'target') => sql`${sql.raw(name)} as (
      select state.* from event cross join lateral jsonb_populate_record(null::topics, coalesce(nullif(event.${sql.raw(side)} -> ${sql.raw(`'${topic}'`)}, 'null'), '{}')) state
    )`;
  const row = (name: string, column: string) => sql`${sql.raw(name)} as (
      select topic.* from event join ${topics} topic on topic.workspace_id = event.workspace_id and topic.id = event.${sql.raw(column)}
    )`;
  const waits = (isBack: SQL) => sql`(
      select min(message.sent_at) from event cross join target join ${messages} message
        on message.workspace_id = event.workspace_id and message.thread_id = event.thread_id
      where message.author_kind = 'visitor' and message.sent_at >= target.waiting_since and ${isBack})`;
  const said = (isThat: SQL) => sql`(
      select max(message.sent_at) filter (where message.kind = 'message')
      from event join ${messages} message on message.workspace_id = event.workspace_id and message.thread_id = event.thread_id
      where ${isThat})`;
  const cameBack = sql`message.id in (select id from ids)`;
  const stayed = sql`message.topic_id = event.topic_id`;
  const field = (name: string) =>
    sql.raw(`case when event.kind = 'merged' and target.${name} is not distinct from target_after.${name}
        then target_before.${name} else target.${name} end`);
  return sql`
    with ${underWay(workspaceId, changeId)},
    ${read('source_before', 'before', 'source')}, ${read('target_before', 'before', 'target')},
    ${read('source_after', 'after', 'source')}, ${read('target_after', 'after', 'target')},
    ${row('source', 'other_id')}, ${row('target', 'topic_id')},
    touch as (
      select source.status = 'merged' as was_merged,
        (event.after ->> 'is_quiet')::boolean and ${sql.raw(`${turnOf('source')} is not distinct from ${turnOf('source_after')}`)} as source_untouched,
        (event.after ->> 'is_quiet')::boolean and ${sql.raw(`${turnOf('target')} is not distinct from ${turnOf('target_after')}`)} as target_untouched
      from event, source, target, source_after, target_after
    ),
    turn as (
      select case when touch.was_merged or touch.source_untouched then source_before.status
          when event.before -> 'target' = 'null' and target.status = 'open' then 'open' else source.status end as status,
        case when touch.was_merged or touch.source_untouched then source_before.waiting_since
          else least(source.waiting_since, ${waits(cameBack)}) end as waiting_since,
        case when touch.was_merged or touch.source_untouched then source_before.done_at else source.done_at end as done_at,
        case when touch.was_merged or touch.source_untouched then source_before.snoozed_until else source.snoozed_until end as snoozed_until,
        case when touch.was_merged or touch.source_untouched then source_before.last_message_at
          else greatest(source.last_message_at, ${said(cameBack)}) end as last_message_at
      from event, touch, source, target, source_before
    ),
    settled as (
      select *, case when status = 'snoozed' and snoozed_until <= ${now} then 'open'
        when waiting_since is not null and status in ('waiting', 'done') then 'open' else status end as now_status
      from turn
    ),
    restored as (
      update ${topics} topic set status = settled.now_status, waiting_since = settled.waiting_since,
        done_at = case when settled.now_status = 'done' then settled.done_at end,
        snoozed_until = case when settled.now_status = 'snoozed' then settled.snoozed_until end,
        last_message_at = settled.last_message_at, merged_into_id = null,
        first_seq = case when topic.status = 'merged' then -1 else topic.first_seq end
      from event, settled
      where topic.workspace_id = event.workspace_id and topic.id = event.other_id
    )
    update ${topics} topic set
      status = case when touch.target_untouched and target_before.status is not null then target_before.status else topic.status end,
      done_at = case when touch.target_untouched and target_before.status is not null then target_before.done_at else topic.done_at end,
      snoozed_until = case when touch.target_untouched and target_before.status is not null then target_before.snoozed_until else topic.snoozed_until end,
      waiting_since = case when touch.target_untouched and target_before.status is not null then target_before.waiting_since else ${waits(stayed)} end,
      last_message_at = case when touch.target_untouched and target_before.status is not null then target_before.last_message_at
        else coalesce(${said(stayed)}, topic.last_message_at) end,
      assignee_id = ${field('assignee_id')}, team_id = ${field('team_id')}, subject = ${field('subject')}, priority = ${field('priority')}
    from event, touch, target, target_before, target_after
    where topic.workspace_id = event.workspace_id and topic.id = event.topic_id`;
};

/** What the move has put on the target, it loses again. */
export function dropLinks(workspaceId: WorkspaceId, changeId: ChangeId, which: 'tags' | 'followers'): SQL {
  const [table, column, field] =
    which === 'tags' ? [sql`${topicTags}`, 'tag_id', 'tag_ids'] : [sql`${topicFollowers}`, 'agent_id', 'follower_ids'];
  const ids = (side: 'before' | 'after') =>
    sql.raw(`select jsonb_array_elements_text(event.${side} -> 'target' -> '${field}')`);
  return sql`
    with ${underWay(workspaceId, changeId)}
    delete from ${table} link using event
    where event.kind = 'merged' and link.workspace_id = event.workspace_id and link.topic_id = event.topic_id
      and link.${sql.raw(column)}::text in (${ids('after')}) and link.${sql.raw(column)}::text not in (${ids('before')})`;
}

/** Who had read further in the target before, has again. */
export const readAgain = (workspaceId: WorkspaceId, changeId: ChangeId): SQL => sql`
    with ${underWay(workspaceId, changeId)}
    update ${topicReads} read set seq = greatest(read.seq, mark.value::integer)
    from event cross join lateral jsonb_each_text(event.before -> 'reads') mark
    where read.workspace_id = event.workspace_id and read.topic_id = event.topic_id and read.agent_id::text = mark.key`;
