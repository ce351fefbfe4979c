import { MOST_PAGES } from '@everthread/shared/models/visitor-details';
import { type SQL, sql } from 'drizzle-orm';
import { attachments } from '../db/schema/attachments.ts';
import { drafts } from '../db/schema/drafts.ts';
import { messages } from '../db/schema/messages.ts';
import { scheduledMessages } from '../db/schema/scheduled.ts';
import { threads } from '../db/schema/threads.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topicReads, topics } from '../db/schema/topics.ts';
import { visitorTags } from '../db/schema/visitor-tags.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';

/** Who had seen all of the one thread has now seen as much of the other; who had not has not. */
function seenTogether(column: 'visitor_seen_seq' | 'team_seen_seq', otherSide: 'visitor' | 'agent'): SQL {
  const [known, anonymous] = [sql.raw(`known.${column}`), sql.raw(`anonymous.${column}`)];
  return sql`case when ${anonymous} > 0 and ${known} >= coalesce((
      select max(seq) from ${messages} message where message.workspace_id = known.workspace_id
        and message.thread_id = known.id and message.author_kind = ${otherSide} and message.kind = 'message'), 0)
    then known.last_seq + ${anonymous} else ${known} end`;
}

/**
 * What `moveTogether` wants to know of two locked threads, `known` and `anonymous`; and beside it `id`, under which the
 * known one goes on. `rev` is above any that either has had: whoever knew something as it was takes it anew.
 */
export const PAIR: SQL = sql`known.workspace_id, known.id as known_id, known.visitor_id, known.last_seq as after,
        greatest(known.rev, anonymous.rev) as rev_after, greatest(known.rev, anonymous.rev) + anonymous.last_seq as rev,
        anonymous.id as old_id, anonymous.visitor_id as old_visitor_id, anonymous.last_seq as count,
        ${seenTogether('visitor_seen_seq', 'agent')} as visitor_seen_seq,
        ${seenTogether('team_seen_seq', 'visitor')} as team_seen_seq,
        case when known.way_back = 'any' then anonymous.way_back else known.way_back end as way_back,
        coalesce(known.quiet, anonymous.quiet) as quiet`;

const isIn = (column: string, own: string): SQL =>
  sql.raw(`${column.split('.')[0]}.workspace_id = pair.workspace_id and ${column} = ${own}`);

/** Of the rows that name the thread by `column`: those that move, and those that stay in what may get another id. */
const ofBoth = (column: string): SQL =>
  sql.raw(`${column.split('.')[0]}.workspace_id = pair.workspace_id
        and (${column} = pair.old_id or ${column} = pair.known_id and pair.known_id <> pair.id)`);

/** What a column says of a row that moves; of one that stays what it said. */
const moved = (column: string, then: string): SQL =>
  sql.raw(`case when ${column.split('.')[0]}.thread_id = pair.old_id then ${then} else ${column} end`);

/** 0 is no place: of what has none, or was merged away. */
const movedSeq = (column: string): SQL =>
  moved(column, `case when ${column} > 0 then ${column} + pair.after else 0 end`);

/**
 * Who signs in is the one who wrote: how he wanted to be told holds on where nothing else was chosen. A merge, of which an
 * agent says so, gives the thread another id, and silences nobody.
 */
const isHimself: SQL = sql`pair.id = pair.known_id`;

/** Where something is begun in the known thread already, what was begun in the other is kept beside it. */
const moveDrafts = sql`
    kept_drafts as (
      update ${drafts} draft set thread_id = pair.id, rev = greatest(draft.rev, coalesce(old.rev, 0)) + 1,
        kept = known.kept || coalesce(old.kept, '[]') || case when old.text <> ''
          then jsonb_build_array(jsonb_build_object('text', old.text, 'at', old.changed_at)) else '[]' end
      from pair join ${drafts} known on ${isIn('known.thread_id', 'pair.known_id')}
        left join ${drafts} old on ${isIn('old.thread_id', 'pair.old_id')}
          and old.agent_id = known.agent_id and old.kind = known.kind
      where ${isIn('draft.thread_id', 'known.thread_id')} and draft.agent_id = known.agent_id and draft.kind = known.kind
        and (old.agent_id is not null or pair.known_id <> pair.id)
    ),
    moved_drafts as (
      update ${drafts} old set thread_id = pair.id, rev = old.rev + 1 from pair
      where ${isIn('old.thread_id', 'pair.old_id')} and not exists (select from ${drafts} known
        where ${isIn('known.thread_id', 'pair.known_id')} and known.agent_id = old.agent_id and known.kind = old.kind)
    )`;

/**
 * What the team wrote down of the one holds for the other; of two it is what was written of the known one. What the one
 * only said of himself holds for nobody who is proven; nor does where he wanted to be told.
 */
const moveNotes = sql`
    moved_notes as (
      update ${visitors} known set
        noted_name = coalesce(known.noted_name, old.noted_name), noted_email = coalesce(known.noted_email, old.noted_email),
        name = case when known.identity = 'claimed' then coalesce(known.name, old.name) else known.name end,
        email = case when known.identity = 'claimed' then coalesce(known.email, old.email) else known.email end,
        mail_address = case when known.identity = 'claimed' then coalesce(known.mail_address, old.mail_address) else known.mail_address end,
        mail_proof = case when known.identity = 'claimed' and known.mail_address is null then old.mail_proof else known.mail_proof end,
        mail_proven_by = case when known.identity = 'claimed' and known.mail_address is null then old.mail_proven_by else known.mail_proven_by end,
        attributes = (old.attributes - array(select jsonb_object_keys(known.private_attributes))) || known.attributes,
        private_attributes = (old.private_attributes - array(select jsonb_object_keys(known.attributes)))
          || known.private_attributes,
        attribute_sources = old.attribute_sources || (known.attribute_sources - array(
          select name from jsonb_object_keys(old.attributes) name where not known.attributes ? name)),
        pages = (select coalesce(jsonb_agg(page order by page ->> 'at'), '[]') from (
          select page from jsonb_array_elements(known.pages || old.pages) page
          order by page ->> 'at' desc limit ${MOST_PAGES}) latest),
        first_seen_at = least(known.first_seen_at, old.first_seen_at),
        last_seen_at = greatest(known.last_seen_at, old.last_seen_at),
        former_ids = coalesce(known.former_ids, '{}') || old.id || coalesce(old.former_ids, '{}')
      from pair, ${visitors} old
      where ${isIn('known.id', 'pair.visitor_id')} and ${isIn('old.id', 'pair.old_visitor_id')}
    ),
    moved_tags as (
      insert into ${visitorTags} (workspace_id, visitor_id, tag_id)
      select pair.workspace_id, pair.visitor_id, tagged.tag_id
      from pair join ${visitorTags} tagged on ${isIn('tagged.visitor_id', 'pair.old_visitor_id')}
      on conflict do nothing
    )`;

/**
 * Parts of the statement that makes one thread of `pair`: the anonymous one's messages stand after the known one's, and
 * its visitor is no more. One statement, because between its parts the foreign keys would not hold. What names a thread
 * or a visitor must be here; a test asks the database for what does.
 */
export const moveTogether: SQL = sql`
    thread as (
      update ${threads} thread set id = pair.id, last_seq = pair.after + pair.count, rev = pair.rev,
        visitor_seen_seq = pair.visitor_seen_seq, team_seen_seq = pair.team_seen_seq,
        way_back = case when ${isHimself} then pair.way_back else thread.way_back end,
        quiet = case when ${isHimself} then pair.quiet else thread.quiet end
      from pair where ${isIn('thread.id', 'pair.known_id')}
    ),
    moved_topics as (
      update ${topics} topic set thread_id = pair.id, rev = pair.rev, first_seq = ${movedSeq('topic.first_seq')},
        last_seq = ${movedSeq('topic.last_seq')},
        last_visitor_seq = ${movedSeq('topic.last_visitor_seq')}
      from pair, ${topics} before
      where ${ofBoth('topic.thread_id')} and before.workspace_id = topic.workspace_id and before.id = topic.id
      returning topic.workspace_id, topic.id, before.thread_id as thread_was
    ),
    moved_reads as (
      update ${topicReads} read set seq = read.seq + pair.after
      from pair, ${topics} topic
      where ${isIn('topic.thread_id', 'pair.old_id')} and read.workspace_id = topic.workspace_id
        and read.topic_id = topic.id and read.seq > 0
    ),
    moved_messages as (
      update ${messages} message set thread_id = pair.id, seq = ${moved('message.seq', 'message.seq + pair.after')},
        rev = ${moved('message.rev', 'pair.rev_after + message.seq')}
      from pair where ${ofBoth('message.thread_id')}
    ),
    moved_events as (
      update ${topicEvents} event set thread_id = pair.id, rev = ${moved('event.rev', 'pair.rev')},
        after_seq = ${moved('event.after_seq', 'event.after_seq + pair.after')}
      from pair where ${ofBoth('event.thread_id')}
    ),
    moved_files as (
      update ${attachments} file set thread_id = pair.id from pair where ${ofBoth('file.thread_id')}
    ),
    moved_replies as (
      update ${scheduledMessages} reply set thread_id = pair.id,
        seen_seq = ${moved('reply.seen_seq', 'reply.seen_seq + pair.after')}
      from pair where ${ofBoth('reply.thread_id')}
    ),
    ${moveDrafts},
    ${moveNotes},
    moved_keys as (
      update ${visitorKeys} device set visitor_id = pair.visitor_id
      from pair where ${isIn('device.visitor_id', 'pair.old_visitor_id')}
    ),
    emptied as (
      delete from ${visitors} visitor using pair where ${isIn('visitor.id', 'pair.old_visitor_id')}
    )`;
