import type { ChangeId, WorkspaceId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import { attachments } from '../db/schema/attachments.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topicReads, topics } from '../db/schema/topics.ts';
import { PREVIEW_LENGTH } from '../messages/append-message.ts';

// The statements that every rearrangement of messages ends with. Under way it is an event with `rev` 0, which no other
// has: so where nothing was begun they do nothing.

/** Parts of a statement: the event that is under way, and which messages it moves. */
export const underWay = (workspaceId: WorkspaceId, changeId: ChangeId): SQL => sql`event as (
      select event.* from ${topicEvents} event
      where event.workspace_id = ${workspaceId} and event.id = ${changeId} and event.rev = 0
    ),
    ids as (
      select value::uuid as id from event, jsonb_array_elements_text(coalesce(event.after -> 'back', event.after -> 'messages'))
    )`;

/** Messages change their topic. Each is a change of its own, as the next revisions of the thread. */
export const moveMessagesTo = (
  workspaceId: WorkspaceId,
  changeId: ChangeId,
  toColumn: 'topic_id' | 'other_id',
): SQL => sql`
    with ${underWay(workspaceId, changeId)},
    moved as (
      select message.workspace_id, message.id, row_number() over (order by message.seq) as place
      from event join ${messages} message
        on message.workspace_id = event.workspace_id and message.thread_id = event.thread_id
      where message.id in (select id from ids)
    ),
    thread as (
      update ${threads} thread set rev = thread.rev + (select count(*) from moved) + 1 from event
      where thread.workspace_id = event.workspace_id and thread.id = event.thread_id
      returning thread.rev
    )
    update ${messages} message
    set topic_id = event.${sql.raw(toColumn)}, rev = thread.rev - 1 - (select count(*) from moved) + moved.place
    from event, thread, moved
    where message.workspace_id = moved.workspace_id and message.id = moved.id`;

/**
 * What a topic says of its messages is made true again. Without any it is merged into the other. The giving topic first:
 * no two may begin at one message.
 */
export function recount(workspaceId: WorkspaceId, changeId: ChangeId, which: 'topic_id' | 'other_id'): SQL {
  const [id, other] = [sql.raw(which), sql.raw(which === 'topic_id' ? 'other_id' : 'topic_id')];
  return sql`
    with ${underWay(workspaceId, changeId)},
    held as (
      select event.${id} as id, min(message.seq) as first_seq, max(message.seq) as last_seq,
        coalesce(max(message.seq) filter (where message.author_kind = 'visitor'), 0) as last_visitor_seq
      from event left join ${messages} message
        on message.workspace_id = event.workspace_id and message.topic_id = event.${id}
      group by event.${id}
    ),
    said as (
      select message.sent_at, message.author_kind,
        case when message.text <> '' or message.deleted_at is not null then left(message.text, ${PREVIEW_LENGTH})
          else coalesce((select file.name from ${attachments} file
            where file.workspace_id = message.workspace_id and file.message_id = message.id
            order by file.position limit 1), '') end as preview
      from event join ${messages} message
        on message.workspace_id = event.workspace_id and message.topic_id = event.${id}
      order by message.kind = 'message' desc, message.seq desc limit 1
    )
    update ${topics} topic set rev = thread.rev,
      first_seq = coalesce(held.first_seq, 0), last_seq = coalesce(held.last_seq, 0),
      last_visitor_seq = held.last_visitor_seq,
      started_at = coalesce((select message.sent_at from ${messages} message
        where message.workspace_id = topic.workspace_id and message.thread_id = topic.thread_id
          and message.seq = held.first_seq), topic.started_at),
      preview = coalesce(said.preview, topic.preview), preview_by = coalesce(said.author_kind, topic.preview_by),
      status = case when held.first_seq is null then 'merged' else topic.status end,
      merged_into_id = case when held.first_seq is null then event.${other} end,
      done_at = case when held.first_seq is not null then topic.done_at end,
      snoozed_until = case when held.first_seq is not null then topic.snoozed_until end,
      waiting_since = case when held.first_seq is not null then topic.waiting_since end
    from event
      join ${threads} thread on thread.workspace_id = event.workspace_id and thread.id = event.thread_id
      cross join held left join said on true
    where topic.workspace_id = event.workspace_id and topic.id = held.id`;
}

/** Who has read how far: what was unread in either topic stays unread; what was read in both stays read. */
export const mergeReads = (workspaceId: WorkspaceId, changeId: ChangeId): SQL => sql`
    with ${underWay(workspaceId, changeId)},
    marks as (
      select event.workspace_id, event.topic_id, reader.agent_id, coalesce(there.seq, 0) as there, coalesce(came.seq, 0) as came,
        coalesce((event.before -> 'target' ->> 'last_visitor_seq')::integer, 0) > coalesce(there.seq, 0) as is_unread_there,
        coalesce((select max(message.seq) from ${messages} message
          where message.workspace_id = event.workspace_id and message.thread_id = event.thread_id
            and message.author_kind = 'visitor'
            and message.id in (select id from ids)), 0) > coalesce(came.seq, 0) as is_unread_came
      from event
        cross join lateral (select distinct read.agent_id from ${topicReads} read
          where read.workspace_id = event.workspace_id and read.topic_id in (event.topic_id, event.other_id)) reader
        left join ${topicReads} there on there.workspace_id = event.workspace_id
          and there.topic_id = event.topic_id and there.agent_id = reader.agent_id
        left join ${topicReads} came on came.workspace_id = event.workspace_id
          and came.topic_id = event.other_id and came.agent_id = reader.agent_id
    )
    insert into ${topicReads} (workspace_id, topic_id, agent_id, seq)
    select workspace_id, topic_id, agent_id,
      case when is_unread_there and is_unread_came then least(there, came)
        when is_unread_there then there when is_unread_came then came else greatest(there, came) end
    from marks
    on conflict (workspace_id, topic_id, agent_id) do update set seq = excluded.seq`;
