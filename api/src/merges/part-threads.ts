import type { MergeId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { attachments } from '../db/schema/attachments.ts';
import { drafts } from '../db/schema/drafts.ts';
import { messages } from '../db/schema/messages.ts';
import { scheduledMessages } from '../db/schema/scheduled.ts';
import { threads } from '../db/schema/threads.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topicReads, topics } from '../db/schema/topics.ts';
import { parting } from './begin-undo.ts';
import { partVisitors } from './part-visitors.ts';

const END = 'merge.after_seq + merge.count';

/** A place of the one thread, as a place of the thread that comes back. */
const inMerged = (seq: string): string => `least(greatest(${seq} - merge.after_seq, 0), merge.count)`;

/** A place of the one thread, as a place of the kept one without what goes. */
const inKept = (seq: string): string =>
  `case when ${seq} > ${END} then ${seq} - merge.count else least(${seq}, merge.after_seq) end`;

/** 0 is no place. */
const place = (seq: string, isOwn: string): SQL =>
  sql.raw(`case when ${seq} <= 0 then ${seq} when ${isOwn} then ${inMerged(seq)} else ${inKept(seq)} end`);

const threadFor = (isOwn: string): SQL =>
  sql.raw(`case when ${isOwn} then merge.merged_thread_id else merge.kept_thread_id end`);

const ofThread = (table: string): SQL =>
  sql.raw(`${table}.workspace_id = merge.workspace_id and ${table}.thread_id = merge.thread_id`);

const isOwnTopic = (id: string): string => `${id} in (select id from own)`;
const came = (seq: string): string => `${seq} > merge.after_seq and ${seq} <= ${END}`;

/** What a side had seen: as before the merge, where that is all it has seen since; else so much of it as it then holds. */
const seen = (column: string, side: 'merged' | 'kept', translated: string): SQL =>
  sql.raw(`case when thread.${column} = (merge.after -> 'thread' ->> '${column}')::integer
    then (merge.before -> '${side}' -> 'thread' ->> '${column}')::integer
    else ${side === 'merged' ? `greatest((merge.before -> 'merged' -> 'thread' ->> '${column}')::integer, ${translated})` : translated} end`);

const keptSeen = (column: string) => seen(column, 'kept', `(${inKept(`thread.${column}`)})`);
const mergedSeen = (column: string) => seen(column, 'merged', inMerged(`thread.${column}`));

/** What somebody had begun to write in both threads, and has not touched since, is parted again; else it stays together. */
const partDrafts: SQL = sql`
    drafts_then as (
      select own_draft.agent_id, own_draft.kind, to_jsonb(own_draft) as own_words, kept_draft.kept as kept_before,
        kept_draft.agent_id is not null as is_both, joined.rev as rev_after
      from merge
        cross join lateral jsonb_populate_recordset(null::drafts, merge.before -> 'merged' -> 'drafts') own_draft
        join lateral jsonb_populate_recordset(null::drafts, merge.after -> 'drafts') joined
          on joined.agent_id = own_draft.agent_id and joined.kind = own_draft.kind
        left join lateral jsonb_populate_recordset(null::drafts, merge.before -> 'kept' -> 'drafts') kept_draft
          on kept_draft.agent_id = own_draft.agent_id and kept_draft.kind = own_draft.kind
    ),
    untouched as (
      select drafts_then.*, draft.rev from merge join ${drafts} draft on ${ofThread('draft')}
        join drafts_then on drafts_then.agent_id = draft.agent_id and drafts_then.kind = draft.kind
      where draft.rev = drafts_then.rev_after
    ),
    parted_drafts as (
      update ${drafts} draft set rev = draft.rev + 1,
        thread_id = case when untouched.is_both is false then merge.merged_thread_id else merge.kept_thread_id end,
        kept = coalesce(untouched.kept_before, draft.kept)
      from merge join ${drafts} known on ${ofThread('known')}
        left join untouched on untouched.agent_id = known.agent_id and untouched.kind = known.kind
      where draft.workspace_id = known.workspace_id and draft.thread_id = known.thread_id
        and draft.agent_id = known.agent_id and draft.kind = known.kind
    ),
    drafts_again as (
      insert into ${drafts} (workspace_id, agent_id, thread_id, kind, rev, text, quoted_id, mentions, kept, changed_at)
      select again.workspace_id, again.agent_id, merge.merged_thread_id, again.kind, untouched.rev + 1, again.text,
        again.quoted_id, again.mentions, again.kept, again.changed_at
      from merge, untouched cross join lateral jsonb_populate_record(null::drafts, untouched.own_words) again
      where untouched.is_both
    )`;

/**
 * Makes two threads of the one again, under the ids that they had; what came goes to the places it had, what was written
 * since moves up. One statement, as what put them together. Each is at a revision above any that the one has had.
 */
export const partThreads = (ctx: Context<AgentActor>, id: MergeId): SQL => sql`
    with ${parting(ctx, id)},
    thread as (
      update ${threads} thread set id = merge.kept_thread_id, last_seq = thread.last_seq - merge.count,
        rev = thread.rev + merge.count + 1, visitor_seen_seq = ${keptSeen('visitor_seen_seq')},
        team_seen_seq = ${keptSeen('team_seen_seq')}
      from merge where thread.workspace_id = merge.workspace_id and thread.id = merge.thread_id
      returning thread.rev
    ),
    thread_again as (
      insert into ${threads} (workspace_id, id, visitor_id, last_seq, rev, visitor_seen_seq, team_seen_seq, created_at,
        way_back, quiet)
      select merge.workspace_id, merge.merged_thread_id, merge.merged_id, merge.count, thread.rev + merge.count + 1,
        ${mergedSeen('visitor_seen_seq')}, ${mergedSeen('team_seen_seq')},
        (merge.before -> 'merged' -> 'thread' ->> 'created_at')::timestamptz,
        coalesce(merge.before -> 'merged' -> 'thread' ->> 'way_back', 'any'),
        nullif(merge.before -> 'merged' -> 'thread' -> 'quiet', 'null')
      from merge join ${threads} thread on thread.workspace_id = merge.workspace_id and thread.id = merge.thread_id
    ),
    parted_topics as (
      update ${topics} topic set thread_id = ${threadFor(isOwnTopic('topic.id'))}, rev = thread.rev,
        first_seq = ${place('topic.first_seq', isOwnTopic('topic.id'))},
        last_seq = ${place('topic.last_seq', isOwnTopic('topic.id'))},
        last_visitor_seq = ${place('topic.last_visitor_seq', isOwnTopic('topic.id'))}
      from merge, thread where ${ofThread('topic')}
    ),
    parted_reads as (
      update ${topicReads} read set seq = ${place('read.seq', isOwnTopic('read.topic_id'))}
      from merge join ${topics} topic on ${ofThread('topic')}
      where read.workspace_id = topic.workspace_id and read.topic_id = topic.id
    ),
    parted_messages as (
      update ${messages} message set thread_id = ${threadFor(came('message.seq'))},
        seq = ${place('message.seq', came('message.seq'))},
        rev = case when ${sql.raw(came('message.seq'))} then thread.rev - 1 - merge.count + message.seq - merge.after_seq else message.rev end,
        quoted_id = case when quoted.seq is null or (${sql.raw(came('quoted.seq'))}) = (${sql.raw(came('message.seq'))})
          then message.quoted_id end
      from merge cross join thread join ${messages} each on ${ofThread('each')}
        left join ${messages} quoted on quoted.workspace_id = each.workspace_id and quoted.id = each.quoted_id
      where message.workspace_id = each.workspace_id and message.id = each.id
    ),
    parted_events as (
      update ${topicEvents} event set thread_id = ${threadFor(isOwnTopic('event.topic_id'))},
        rev = case when ${sql.raw(isOwnTopic('event.topic_id'))} then thread.rev else event.rev end,
        after_seq = ${place('event.after_seq', isOwnTopic('event.topic_id'))}
      from merge, thread where ${ofThread('event')}
    ),
    parted_files as (
      update ${attachments} file set thread_id = case
          when file.message_id is null and merge.before -> 'merged' -> 'files' ? file.id::text
            or exists (select from ${messages} message where message.workspace_id = file.workspace_id
              and message.id = file.message_id and ${sql.raw(came('message.seq'))})
          then merge.merged_thread_id else merge.kept_thread_id end
      from merge where ${ofThread('file')}
    ),
    parted_replies as (
      update ${scheduledMessages} reply set thread_id = ${threadFor('mine.is_own')},
        seen_seq = ${place('reply.seen_seq', 'mine.is_own')}
      from merge join ${scheduledMessages} each on ${ofThread('each')}
        cross join lateral (select coalesce(
          each.rev = (merge.before -> 'merged' -> 'replies' ->> each.id::text)::integer
            or (merge.before -> 'merged' -> 'replies' ? each.id::text and each.state in ('waiting', 'returned', 'left')),
          false) as is_own) mine
      where reply.workspace_id = each.workspace_id and reply.id = each.id
    ),
    ${partDrafts},
    ${partVisitors}
    select 1`;
