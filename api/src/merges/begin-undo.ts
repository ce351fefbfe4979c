import type { MergeId, VisitorId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topicFollowers, topicReads, topics, topicTags } from '../db/schema/topics.ts';
import { visitorMerges } from '../db/schema/visitor-merges.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { undoableSince } from './begin-merge.ts';

const isMerged = (row: string): SQL =>
  sql.raw(`${row}.seq > merge.after_seq and ${row}.seq <= merge.after_seq + merge.count`);

/** The merge that is being undone, and its topics: those that came with it, and whatever else holds what came. */
export const parting = ({ actor }: Context, id: MergeId): SQL => sql`
    merge as (
      select * from ${visitorMerges} where workspace_id = ${actor.workspaceId} and id = ${id} and state = 'parting'
    ),
    ${ownTopics}`;

const ownTopics: SQL = sql`
    held as (
      select message.topic_id, bool_or(message.seq <= merge.after_seq) as has_kept, bool_or(${isMerged('message')}) as has_merged,
        min(message.seq) filter (where message.seq > merge.after_seq + merge.count) as later_seq,
        count(*) filter (where ${isMerged('message')}) as came
      from merge join ${messages} message
        on message.workspace_id = merge.workspace_id and message.thread_id = merge.thread_id
      group by message.topic_id
    ),
    own as (
      select key::uuid as id from merge, jsonb_object_keys(merge.before -> 'merged' -> 'topics') key
      union select topic_id from held where has_merged
    )`;

/**
 * Whether somebody has proven since, on a browser that came with the merge, who he is. What it holds is his by that, as
 * it would have been without the merge. `merge` names a row of merges.
 */
export const isProvenSince = (merge: string): SQL<boolean> => sql`exists (select from ${visitorKeys} device
    where device.workspace_id = ${sql.raw(merge)}.workspace_id and device.visitor_id = ${sql.raw(merge)}.kept_id
      and device.proven_by is not null and ${sql.raw(merge)}.before -> 'merged' -> 'keys' ? device.key_hash)`;

/**
 * Takes the merge up again where all that came with it still lies together: nobody has put parts of it and of what was
 * there into one topic since, neither visitor has become part of somebody else, and nobody has proven it to be his.
 */
export function beginUndo(ctx: Context<AgentActor>, keptId: VisitorId, id: MergeId): SQL {
  const since = sql`${undoableSince(ctx.now()).toISOString()}::timestamptz`;
  return sql`
    with merge as (
      select merge.* from ${visitorMerges} merge
        join ${threads} thread on thread.workspace_id = merge.workspace_id and thread.id = merge.thread_id
          and thread.visitor_id = merge.kept_id
      where merge.workspace_id = ${ctx.actor.workspaceId} and merge.id = ${id} and merge.kept_id = ${keptId}
        and merge.state = 'merged' and merge.at >= ${since}
        and not exists (select from ${visitors} visitor
          where visitor.workspace_id = merge.workspace_id and visitor.id = merge.merged_id)
    ),
    ${ownTopics},
    apart as (
      select topic.id from merge join ${topics} topic
        on topic.workspace_id = merge.workspace_id and topic.thread_id = merge.thread_id
      where topic.id in (select id from own) and topic.status <> 'merged'
          and topic.id not in (select topic_id from held where has_merged)
        or topic.status = 'merged' and (topic.id in (select id from own)) <> (topic.merged_into_id in (select id from own))
    )
    update ${visitorMerges} undone set state = 'parting', undone_at = ${ctx.now().toISOString()}::timestamptz from merge
    where undone.workspace_id = merge.workspace_id and undone.id = merge.id and undone.before <> '{}'
      and coalesce((select sum(came) from held), 0) = merge.count
      and not exists (select from held where has_kept and has_merged) and not exists (select from apart)
      and not ${isProvenSince('merge')}`;
}

/**
 * What was written since stays with the kept visitor, whoever wrote it: where it stands in a topic that goes, it gets a
 * topic of its own. What goes is again as it was before the merge: whose turn it is, what was said in it last.
 */
export const splitOffLater = (ctx: Context<AgentActor>, id: MergeId): SQL => sql`
    with ${parting(ctx, id)},
    fresh as materialized (
      select held.topic_id, held.later_seq, gen_random_uuid() as id from held where has_merged and later_seq is not null
    ),
    later as (
      select fresh.id, message.seq, message.sent_at, message.author_kind, message.kind
      from merge, fresh join ${messages} message on message.topic_id = fresh.topic_id and message.seq >= fresh.later_seq
      where message.workspace_id = merge.workspace_id
    ),
    begun as (
      insert into ${topics} (workspace_id, id, thread_id, rev, status, first_seq, last_seq, last_visitor_seq, started_at,
        last_message_at, done_at, preview, preview_by, channel, assignee_id, team_id, priority, snoozed_until, waiting_since)
      select topic.workspace_id, fresh.id, topic.thread_id, topic.rev, topic.status, fresh.later_seq, topic.last_seq,
        coalesce((select max(seq) from later where later.id = fresh.id and author_kind = 'visitor'), 0),
        (select min(sent_at) from later where later.id = fresh.id), topic.last_message_at, topic.done_at, topic.preview,
        topic.preview_by, topic.channel, topic.assignee_id, topic.team_id, topic.priority, topic.snoozed_until,
        case when topic.waiting_since is not null then
          (select min(sent_at) from later where later.id = fresh.id and author_kind = 'visitor' and sent_at >= topic.waiting_since) end
      from merge, fresh join ${topics} topic on topic.id = fresh.topic_id
      where topic.workspace_id = merge.workspace_id
    ),
    moved as (
      update ${messages} message set topic_id = fresh.id from merge, fresh
      where message.workspace_id = merge.workspace_id and message.topic_id = fresh.topic_id
        and message.seq >= fresh.later_seq
    ),
    tagged as (
      insert into ${topicTags} (workspace_id, topic_id, tag_id)
      select tagged.workspace_id, fresh.id, tagged.tag_id
      from merge, fresh join ${topicTags} tagged on tagged.topic_id = fresh.topic_id
      where tagged.workspace_id = merge.workspace_id
    ),
    followed as (
      insert into ${topicFollowers} (workspace_id, topic_id, agent_id)
      select followed.workspace_id, fresh.id, followed.agent_id
      from merge, fresh join ${topicFollowers} followed on followed.topic_id = fresh.topic_id
      where followed.workspace_id = merge.workspace_id
    ),
    read as (
      insert into ${topicReads} (workspace_id, topic_id, agent_id, seq)
      select read.workspace_id, fresh.id, read.agent_id, read.seq
      from merge, fresh join ${topicReads} read on read.topic_id = fresh.topic_id
      where read.workspace_id = merge.workspace_id
    )
    update ${topics} topic set last_seq = stays.last_seq, last_visitor_seq = stays.last_visitor_seq,
      status = settled.status, last_message_at = was.last_message_at, preview = was.preview, preview_by = was.preview_by,
      waiting_since = was.waiting_since, done_at = case when settled.status = 'done' then was.done_at end,
      snoozed_until = case when settled.status = 'snoozed' then was.snoozed_until end
    from merge, fresh,
      lateral (select max(message.seq) as last_seq,
          coalesce(max(message.seq) filter (where message.author_kind = 'visitor'), 0) as last_visitor_seq
        from ${messages} message where message.workspace_id = merge.workspace_id and message.topic_id = fresh.topic_id
          and ${isMerged('message')}) stays,
      lateral jsonb_populate_record(null::topics,
        coalesce(merge.before -> 'merged' -> 'topics' -> fresh.topic_id::text, '{}')) known,
      lateral (select coalesce(known.status, 'open') as status, coalesce(known.last_message_at, last.sent_at) as last_message_at,
          coalesce(known.preview, left(last.text, 200)) as preview, coalesce(known.preview_by, last.author_kind) as preview_by,
          known.waiting_since, known.done_at, known.snoozed_until
        from ${messages} last where last.workspace_id = merge.workspace_id and last.thread_id = merge.thread_id
          and last.seq = stays.last_seq) was,
      lateral (select case when was.status = 'merged' or was.status = 'snoozed' and was.snoozed_until <= merge.undone_at
        then 'open' else was.status end as status) settled
    where topic.workspace_id = merge.workspace_id and topic.id = fresh.topic_id`;
