import type { ChangeId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import type { MessagesMove } from '@everthread/shared/models/topic-change';
import { type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topicFollowers, topicReads, topics, topicTags } from '../db/schema/topics.ts';
import { recordEach } from '../outbox/record-event.ts';
import { describe, linkedIds } from './apply-states.ts';
import { underWay } from './rearrange.ts';
import { recordWakes } from './record-wakes.ts';

/** A topic's state with what a rearrangement changes besides. */
const wholeState = (row: string): SQL =>
  sql`(${describe(row)} || ${sql.raw(`jsonb_build_object('last_message_at', ${row}.last_message_at, 'last_visitor_seq', ${row}.last_visitor_seq)`)})`;

/** Begins the event of a move that can be made, and the new topic where one is wanted: with `rev` 0, to be finished. */
export function beginMove(
  ctx: Context<AgentActor>,
  topicId: TopicId,
  { id, messages: wanted, intoId, isNew = false }: MessagesMove,
): SQL {
  const { workspaceId } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const kind = wanted.which === 'all' ? 'merged' : wanted.which === 'from' && isNew ? 'split' : 'moved';
  const chosen =
    wanted.which === 'all'
      ? sql`true`
      : sql`message.seq ${sql.raw(wanted.which === 'from' ? '>=' : '=')} (
          select first.seq from ${messages} first where first.workspace_id = source.workspace_id
            and first.topic_id = source.id and first.id = ${wanted.messageId})`;
  return sql`
    with source as (
      select topic.*, ${linkedIds('topic')} from ${topics} topic
      where topic.workspace_id = ${workspaceId} and topic.id = ${topicId} and topic.status <> 'merged'
        and not exists (select from ${topicEvents} made where made.workspace_id = ${workspaceId} and made.id = ${id})
    ),
    target as (
      select topic.*, ${linkedIds('topic')} from ${topics} topic
        join source on source.workspace_id = topic.workspace_id and source.thread_id = topic.thread_id
      where topic.id = ${intoId} and topic.id <> source.id and topic.status <> 'merged'
    ),
    chosen as (
      select jsonb_agg(message.id order by message.seq) filter (where ${chosen}) as ids, count(*) filter (where ${chosen}) as moved,
        count(*) as held, min(message.sent_at) as at
      from source join ${messages} message on message.workspace_id = source.workspace_id and message.topic_id = source.id
    ),
    may as (
      select source.* from source, chosen where chosen.moved > 0
        and case when ${isNew}::boolean then chosen.moved < chosen.held else exists (select from target) end
    ),
    begun as (
      insert into ${topics} (workspace_id, id, thread_id, rev, status, first_seq, last_seq, started_at, last_message_at, done_at,
        preview, preview_by, channel, assignee_id, team_id, priority, snoozed_until)
      select workspace_id, ${intoId}::uuid, thread_id, 0, status, -1, -1, started_at, started_at, done_at, '', preview_by, channel,
        assignee_id, team_id, priority, snoozed_until
      from may where ${isNew}::boolean
      returning id
    )
    insert into ${topicEvents} (workspace_id, id, thread_id, topic_id, other_id, rev, after_seq, kind, agent_id, at, before, after)
    select may.workspace_id, ${id}::uuid, may.thread_id, ${intoId}::uuid, may.id, 0, thread.last_seq, ${kind}, current_agent(), ${now},
      jsonb_build_object('source', ${wholeState('may')}, 'target', (select ${wholeState('target')} from target), 'reads', (
        select coalesce(jsonb_object_agg(read.agent_id, read.seq), '{}') from ${topicReads} read
        where read.workspace_id = may.workspace_id and read.topic_id = ${intoId})),
      jsonb_build_object('messages', chosen.ids)
    from may cross join chosen
      join ${threads} thread on thread.workspace_id = may.workspace_id and thread.id = may.thread_id`;
}

/**
 * Once the messages have moved: the target takes over what comes with them. Who waits goes along, and is never put
 * aside. Of two that are merged it is open if one is, else as the one that was written in last; what it has keeps
 * its place before what the other has.
 */
export const takeOver = (workspaceId: WorkspaceId, changeId: ChangeId): SQL => sql`
    with ${underWay(workspaceId, changeId)},
    source as (
      select state.* from event cross join lateral jsonb_populate_record(null::topics, event.before -> 'source') state
    ),
    target as (
      select state.* from event cross join lateral jsonb_populate_record(null::topics,
        case when event.before -> 'target' = 'null' then (event.before -> 'source') - 'waiting_since' - 'last_message_at' - 'subject'
          else event.before -> 'target' end) state
    ),
    -- What came, what stayed behind, and what was there before.
    came as (
      select max(message.seq) as last_seq, ${SAID_AT}, max(message.sent_at) as any_at,
        min(message.sent_at) filter (where message.author_kind = 'visitor' and message.sent_at >= source.waiting_since) as waiting_since
      from event, source, ${messages} message
      where message.workspace_id = event.workspace_id and message.topic_id = event.topic_id and message.id in (select id from ids)
    ),
    stayed as (
      select ${SAID_AT}, max(message.sent_at) as any_at,
        min(message.sent_at) filter (where message.author_kind = 'visitor' and message.sent_at >= source.waiting_since) as waiting_since
      from event cross join source left join ${messages} message
        on message.workspace_id = event.workspace_id and message.topic_id = event.other_id
    ),
    there as (
      select max(message.seq) as last_seq, ${SAID_AT}, max(message.sent_at) as any_at
      from event left join ${messages} message on message.workspace_id = event.workspace_id
        and message.topic_id = event.topic_id and message.id not in (select id from ids)
    ),
    later as (select came.last_seq > coalesce(there.last_seq, 0) as is_source from came, there),
    -- A topic of nothing but notes stands where the last of them was written, which is no message of the two together.
    told as (
      select coalesce(
        greatest(
          case when there.said_at is not null or target.last_message_at > there.any_at then target.last_message_at end,
          case when event.kind <> 'merged' then came.said_at
            when came.said_at is not null or source.last_message_at > came.any_at then source.last_message_at end),
        came.any_at) as at
      from event, source, target, came, there
    ),
    turn as (
      select case when event.kind <> 'merged' then target.status
          when 'open' in (source.status, target.status) then 'open'
          when later.is_source then source.status else target.status end as status,
        least(target.waiting_since, came.waiting_since) as waiting_since,
        case when event.kind = 'merged' and later.is_source then source.snoozed_until else target.snoozed_until end as snoozed_until,
        case when event.kind = 'merged' then greatest(source.done_at, target.done_at) else target.done_at end as done_at
      from event, source, target, later, came
    ),
    settled as (
      select case when turn.waiting_since is not null and turn.status in ('waiting', 'done') then 'open' else turn.status end as status,
        turn.waiting_since, turn.snoozed_until, turn.done_at
      from turn
    ),
    giving as (
      update ${topics} topic set waiting_since = stayed.waiting_since,
        last_message_at = case when source.last_message_at > coalesce(greatest(came.said_at, stayed.said_at), stayed.any_at)
          then source.last_message_at else coalesce(stayed.said_at, stayed.any_at, topic.started_at) end
      from event, source, came, stayed
      where topic.workspace_id = event.workspace_id and topic.id = event.other_id
    )
    update ${topics} topic set status = settled.status, waiting_since = settled.waiting_since,
      done_at = case when settled.status = 'done' then settled.done_at end,
      snoozed_until = case when settled.status = 'snoozed' then settled.snoozed_until end,
      last_message_at = told.at,
      assignee_id = case when event.kind = 'merged' then coalesce(target.assignee_id, source.assignee_id) else topic.assignee_id end,
      team_id = case when event.kind = 'merged' then coalesce(target.team_id, source.team_id) else topic.team_id end,
      subject = case when event.kind = 'merged' then coalesce(target.subject, source.subject) else topic.subject end,
      priority = case when event.kind = 'merged' then greatest(target.priority, source.priority) else topic.priority end
    from event, source, target, told, settled
    where topic.workspace_id = event.workspace_id and topic.id = event.topic_id`;

/** Of two that are merged the target has what either had; a new topic what the one had that it comes from. */
export function keepLinksOfBoth(workspaceId: WorkspaceId, changeId: ChangeId, which: 'tags' | 'followers'): SQL {
  const [table, column] = which === 'tags' ? [sql`${topicTags}`, 'tag_id'] : [sql`${topicFollowers}`, 'agent_id'];
  const key = sql.raw(column);
  return sql`
    with ${underWay(workspaceId, changeId)}
    insert into ${table} (workspace_id, topic_id, ${key})
    select event.workspace_id, event.topic_id, held.${key}
    from event join ${table} held on held.workspace_id = event.workspace_id and held.topic_id = event.other_id
    where event.kind = 'merged' or event.before -> 'target' = 'null'
    on conflict do nothing`;
}

/** When a message, no note, was last written. */
const SAID_AT = sql`max(message.sent_at) filter (where message.kind = 'message') as said_at`;

/** The event gets its revision, and how both topics are now; everybody is told. */
export const finishMove = (ctx: Context<AgentActor>, changeId: ChangeId): SQL => {
  const { workspaceId } = ctx.actor;
  return sql`
    with ${underWay(workspaceId, changeId)},
    states as (
      select topic.id, topic.status, topic.snoozed_until, topic.workspace_id, topic.thread_id, ${wholeState('topic')} as state
      from event cross join lateral (
        select topic.*, ${linkedIds('topic')} from ${topics} topic
        where topic.workspace_id = event.workspace_id and topic.id in (event.topic_id, event.other_id)) topic
    ),
    finished as (
      update ${topicEvents} done set rev = thread.rev, after = done.after || jsonb_build_object(
        'source', (select state from states where id = event.other_id), 'target', (select state from states where id = event.topic_id))
      from event join ${threads} thread on thread.workspace_id = event.workspace_id and thread.id = event.thread_id
      where done.workspace_id = event.workspace_id and done.id = event.id
      returning done.workspace_id, done.thread_id, done.topic_id, done.other_id
    ),
    ${recordWakes(ctx)}
    ${recordEach(
      'thread.rearranged',
      {
        threadId: sql`thread_id`,
        topicIds: sql`jsonb_build_array(other_id, topic_id)`,
        changeId: sql`${changeId}::text`,
        thread: sql`thread_id`,
      },
      sql`finished`,
      ctx.now(),
    )}`;
};
