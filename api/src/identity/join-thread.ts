import { MOST_PAGES } from '@everthread/shared/models/visitor-details';
import { type SQL, sql } from 'drizzle-orm';
import type { Context, PersonActor } from '../context.ts';
import { attachments } from '../db/schema/attachments.ts';
import { drafts } from '../db/schema/drafts.ts';
import { messages } from '../db/schema/messages.ts';
import { scheduledMessages } from '../db/schema/scheduled.ts';
import { threads } from '../db/schema/threads.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topicReads, topics } from '../db/schema/topics.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { recordEach } from '../outbox/record-event.ts';
import { visitorChanged } from '../visitors/visitor-changed.ts';
import { anonymousOfKey, personsVisitor } from '../visitors/which-visitor.ts';

/** The person is not known yet: the anonymous visitor becomes him. What he had claimed of himself is not proven, and goes. */
export function becomePerson(ctx: Context<PersonActor>, keyHash: string) {
  const { workspaceId, person } = ctx.actor;
  return ctx.db.execute(sql`
    with changed as (
      update ${visitors} visitor set identity = 'verified', external_id = ${person.externalId},
        name = ${person.name ?? null}, email = ${person.email ?? null}
      where visitor.workspace_id = ${workspaceId} and visitor.id = ${anonymousOfKey(workspaceId, keyHash)}
        and ${personsVisitor(ctx.actor)} is null
      returning visitor.workspace_id, visitor.id
    ),
    ${visitorChanged(ctx, sql`changed`)}`);
}

/**
 * The person is known: what he wrote anonymously is appended to his thread, in its order, and the anonymous visitor is
 * no more. One statement, because between its parts the foreign keys would not hold. Needs the locks of both threads.
 *
 * Everything that moves gets a revision above any that either thread has had: whoever knew it as it was takes it anew.
 */
export function joinAnonymousThread(ctx: Context<PersonActor>, keyHash: string) {
  const { workspaceId } = ctx.actor;
  return ctx.db.execute(sql`
    with pair as (
      select known.workspace_id, known.id, known.visitor_id, known.last_seq as after,
        greatest(known.rev, anonymous.rev) as rev_after, greatest(known.rev, anonymous.rev) + anonymous.last_seq as rev,
        anonymous.id as old_id, anonymous.visitor_id as old_visitor_id, anonymous.last_seq as count,
        ${seenTogether('visitor_seen_seq', 'agent')} as visitor_seen_seq,
        ${seenTogether('team_seen_seq', 'visitor')} as team_seen_seq
      from ${threads} known, ${threads} anonymous
      where known.workspace_id = ${workspaceId} and known.visitor_id = ${personsVisitor(ctx.actor)}
        and anonymous.workspace_id = ${workspaceId}
        and anonymous.visitor_id = ${anonymousOfKey(workspaceId, keyHash)}
    ),
    thread as (
      update ${threads} thread set last_seq = pair.after + pair.count, rev = pair.rev,
        visitor_seen_seq = pair.visitor_seen_seq, team_seen_seq = pair.team_seen_seq
      from pair where ${isIn('thread.id', 'pair.id')}
    ),
    moved_topics as (
      update ${topics} topic set thread_id = pair.id, rev = pair.rev, first_seq = ${movedSeq('topic.first_seq')},
        last_seq = ${movedSeq('topic.last_seq')},
        last_visitor_seq = ${movedSeq('topic.last_visitor_seq')}
      from pair where ${isIn('topic.thread_id', 'pair.old_id')}
      returning topic.workspace_id, topic.id
    ),
    moved_reads as (
      update ${topicReads} read set seq = read.seq + pair.after
      from pair, ${topics} topic
      where ${isIn('topic.thread_id', 'pair.old_id')} and read.workspace_id = topic.workspace_id
        and read.topic_id = topic.id and read.seq > 0
    ),
    moved_messages as (
      update ${messages} message set thread_id = pair.id, seq = message.seq + pair.after,
        rev = pair.rev_after + message.seq
      from pair where ${isIn('message.thread_id', 'pair.old_id')}
    ),
    moved_events as (
      update ${topicEvents} event set thread_id = pair.id, rev = pair.rev, after_seq = event.after_seq + pair.after
      from pair where ${isIn('event.thread_id', 'pair.old_id')}
    ),
    moved_files as (
      update ${attachments} file set thread_id = pair.id from pair where ${isIn('file.thread_id', 'pair.old_id')}
    ),
    moved_replies as (
      update ${scheduledMessages} reply set thread_id = pair.id from pair where ${isIn('reply.thread_id', 'pair.old_id')}
    ),
    ${moveDrafts},
    ${moveNotes},
    moved_keys as (
      update ${visitorKeys} device set visitor_id = pair.visitor_id
      from pair where ${isIn('device.visitor_id', 'pair.old_visitor_id')}
    ),
    emptied as (
      delete from ${visitors} visitor using pair where ${isIn('visitor.id', 'pair.old_visitor_id')}
    )
    ${recordEach(
      'thread.joined',
      {
        threadId: sql`id`,
        joinedThreadId: sql`old_id`,
        joinedVisitorId: sql`old_visitor_id`,
        topicIds: sql`(select coalesce(jsonb_agg(id), '[]') from moved_topics)`,
        thread: sql`id`,
      },
      sql`pair`,
      ctx.now(),
    )}`);
}

/** Where something is begun in the known thread already, what was begun in the other is kept beside it. */
const moveDrafts = sql`
    kept_drafts as (
      update ${drafts} known set rev = greatest(known.rev, old.rev) + 1,
        kept = known.kept || old.kept || jsonb_build_array(jsonb_build_object('text', old.text, 'at', old.changed_at))
      from pair, ${drafts} old
      where ${isIn('known.thread_id', 'pair.id')} and ${isIn('old.thread_id', 'pair.old_id')}
        and old.agent_id = known.agent_id and old.kind = known.kind
    ),
    moved_drafts as (
      update ${drafts} old set thread_id = pair.id, rev = old.rev + 1 from pair
      where ${isIn('old.thread_id', 'pair.old_id')} and not exists (select from ${drafts} known
        where ${isIn('known.thread_id', 'pair.id')} and known.agent_id = old.agent_id and known.kind = old.kind)
    )`;

/** What the team wrote down of the one holds for the other; of two it is what was written of the known one. */
const moveNotes = sql`
    moved_notes as (
      update ${visitors} known set
        noted_name = coalesce(known.noted_name, old.noted_name), noted_email = coalesce(known.noted_email, old.noted_email),
        attributes = (old.attributes - array(select jsonb_object_keys(known.private_attributes))) || known.attributes,
        private_attributes = (old.private_attributes - array(select jsonb_object_keys(known.attributes)))
          || known.private_attributes,
        pages = (select coalesce(jsonb_agg(page order by page ->> 'at'), '[]') from (
          select page from jsonb_array_elements(known.pages || old.pages) page
          order by page ->> 'at' desc limit ${MOST_PAGES}) latest)
      from pair, ${visitors} old
      where ${isIn('known.id', 'pair.visitor_id')} and ${isIn('old.id', 'pair.old_visitor_id')}
    )`;

/** 0 is no place: of what has none, or was merged away. */
const movedSeq = (column: string): SQL => sql.raw(`case when ${column} > 0 then ${column} + pair.after else 0 end`);

function isIn(column: string, own: string): SQL {
  const table = column.split('.')[0] ?? '';
  return sql.raw(`${table}.workspace_id = pair.workspace_id and ${column} = ${own}`);
}

/** Who had seen all of the one thread has now seen as much of the other; who had not has not. */
function seenTogether(column: 'visitor_seen_seq' | 'team_seen_seq', otherSide: 'visitor' | 'agent'): SQL {
  const [known, anonymous] = [sql.raw(`known.${column}`), sql.raw(`anonymous.${column}`)];
  return sql`case when ${anonymous} > 0 and ${known} >= coalesce((
      select max(seq) from ${messages} message where message.workspace_id = known.workspace_id
        and message.thread_id = known.id and message.author_kind = ${otherSide} and message.kind = 'message'), 0)
    then known.last_seq + ${anonymous} else ${known} end`;
}
