import type { TopicId } from '@everthread/shared/models/ids';
import type { Mention, NewMessage } from '@everthread/shared/models/message';
import { type SQL, sql } from 'drizzle-orm';
import { nameOfFirst, takeFiles } from '../attachments/take-files.ts';
import { type Context, identityOf } from '../context.ts';
import { endingWith } from '../db/ending-with.ts';
import { attachments } from '../db/schema/attachments.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { knownMentions, mentionAgents } from '../mentions/mention-agents.ts';
import { recordEvent } from '../outbox/record-event.ts';
import { firstCharacters } from './first-characters.ts';
import { selectWithTopics } from './message-rows.ts';

export type NewEntry = NewMessage & {
  kind: 'message' | 'note';
  mentions?: readonly Mention[] | undefined;
  via?: 'mail' | undefined;
};

export const PREVIEW_LENGTH = 200;

/**
 * `claimUntil`: the caller follows the event up himself. `alongside`: what else the statement does, as named parts. `isBots`:
 * the bot says it, in nobody's name; whose turn it is, and who waits since when, stays as it was.
 */
type Manner = { claimUntil?: Date | undefined; alongside?: SQL | undefined; isBots?: boolean };

/**
 * One statement: takes the thread's next `seq` and `rev`, carries its topic on or begins the next, stores the message
 * and the fact that it was sent. Nothing happens where `whichThread` finds none. Needs the lock of `lockThread` before
 * it. A repeated id breaks the messages' primary key (SQLSTATE 23505). Gives the message with its topic, and the id of
 * its event where that was claimed.
 *
 * Where the latest topic is done, a message soon after it (the workspace's `reopen_within_hours`) is about the same
 * matter and reopens it; a later one begins the next topic. A note, and what the bot says, belongs to the latest topic as it is.
 */
export function appendMessage(
  ctx: Context,
  whichThread: SQL | undefined,
  entry: NewEntry,
  { claimUntil, alongside, isBots = false }: Manner = {},
) {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const isAgents = ctx.actor.kind === 'agent' || ctx.actor.kind === 'absent-agent';
  const by = isBots ? 'bot' : isAgents ? 'agent' : 'visitor';
  const isNote = sql`${entry.kind === 'note'}::boolean`;
  const changesNoTurn = sql`${entry.kind === 'note' || isBots}::boolean`;
  const nextStatus = by === 'visitor' ? 'open' : 'waiting'; // whose turn it is now
  const waitingSince =
    by === 'visitor'
      ? sql`coalesce(topic.waiting_since, ${now})`
      : sql`case when ${changesNoTurn} then topic.waiting_since end`;
  const lastVisitorSeq = by === 'visitor' ? sql`thread.last_seq` : sql`latest.last_visitor_seq`;
  const { attachmentIds: fileIds = [] } = entry;
  const files = fileIds.length > 0 ? takeFiles(ctx, entry.id, fileIds) : undefined;
  const preview = entry.text === '' ? nameOfFirst(fileIds) : sql`${firstCharacters(entry.text, PREVIEW_LENGTH)}`;

  const append = sql`
    with thread as (
      update ${threads} set last_seq = last_seq + 1, rev = rev + 1 where ${whichThread}
      returning *
    ),
    latest as (
      select topic.*, ${changesNoTurn} or topic.status <> 'done'
          or topic.done_at > ${now} - make_interval(hours => workspace.reopen_within_hours) as goes_on
      from ${topics} topic
        join thread on thread.workspace_id = topic.workspace_id and thread.id = topic.thread_id
        join ${workspaces} workspace on workspace.id = topic.workspace_id
      order by topic.last_seq desc limit 1
    ),
    begun as (
      insert into ${topics} (workspace_id, id, thread_id, rev, status, first_seq, last_seq, last_visitor_seq,
        started_at, last_message_at, preview, preview_by, waiting_since)
      select workspace_id, ${ctx.newId() as TopicId}::uuid, id, rev, ${nextStatus}, last_seq, last_seq,
        ${by === 'visitor' ? sql`last_seq` : sql`0`}, ${now}, ${now}, ${preview}, ${by},
        ${by === 'visitor' ? now : sql`null`}
      from thread where not exists (select from latest where goes_on)
      returning *
    ),
    continued as (
      update ${topics} topic set
        rev = thread.rev, last_seq = thread.last_seq,
        status = case when ${changesNoTurn} then topic.status else ${nextStatus} end,
        done_at = case when ${changesNoTurn} then topic.done_at end,
        snoozed_until = case when ${changesNoTurn} then topic.snoozed_until end,
        waiting_since = ${waitingSince},
        last_visitor_seq = ${lastVisitorSeq},
        last_message_at = case when ${isNote} then topic.last_message_at else ${now} end,
        preview = case when ${isNote} then topic.preview else ${preview} end,
        preview_by = case when ${isNote} then topic.preview_by else ${by} end
      from thread, latest
      where latest.goes_on and topic.workspace_id = latest.workspace_id and topic.id = latest.id
      returning topic.*
    ),
    stored as (
      insert into ${messages} (workspace_id, id, thread_id, topic_id, seq, rev, kind, author_kind, agent_id, author_identity,
        quoted_id, mentions, text, via, sent_at)
      select thread.workspace_id, ${entry.id}::uuid, thread.id, topic.id, thread.last_seq, thread.rev, ${entry.kind}, ${by},
        ${by === 'agent' ? sql`current_agent()` : sql`null`}, ${isBots ? null : identityOf(ctx.actor)},
        ${quoted(entry)}, ${entry.mentions?.length ? knownMentions(entry.mentions) : sql`null`}, ${entry.text}, ${entry.via ?? null}, ${now}
      from thread, (select id from begun union all select id from continued) topic
      returning *
    )
    ${files ? sql`, ${files.taken}` : sql``}
    ${alongside ? sql`, ${alongside}` : sql``}
    ${entry.mentions?.length ? sql`, ${mentionAgents(ctx)}` : sql``},
    event as (
      ${recordEvent(
        { type: 'message.sent', messageId: entry.id },
        files ? sql`stored where ${files.isWhole}` : sql`stored`,
        ctx.now(),
        { claimedUntil: claimUntil },
      )}
      returning id, attempts
    ),
    ${asWritten(ctx, entry)}`;
  return appended(ctx.db, append);
}

/** As the one message of `asWritten`; with the id of its event where that was claimed. */
const appended = endingWith((db) =>
  selectWithTopics(db, {
    claimedId: sql<number | null>`(select id from event where attempts = 1)`.mapWith(Number),
  }).where(sql`${messages.id} = (select id from stored)`),
);

/**
 * A statement does not see what it has written itself, only what it returns. From here on the tables' names stand for
 * that, so that what is told of the message is read by the one query that reads it anywhere.
 */
const asWritten = ({ actor }: Context, { quoteId, attachmentIds: fileIds = [] }: NewEntry) => sql`
    ${threads} as (select * from thread),
    ${topics} as (select * from begun union all select * from continued),
    ${fileIds.length > 0 ? sql`${attachments} as (select * from taken),` : sql``}
    ${messages} as (
      select * from stored
      ${quoteId ? sql`union all select * from ${messages} where workspace_id = ${actor.workspaceId} and id = ${quoteId}` : sql``}
    )`;

/**
 * What the message answers to. What this thread does not hold, or what its reader may not see, becomes an id that no
 * message has, which the foreign key then refuses.
 */
const quoted = ({ quoteId, kind }: NewEntry) =>
  quoteId === undefined
    ? sql`null`
    : sql`coalesce((select quoted.id from ${messages} quoted
        where quoted.workspace_id = thread.workspace_id and quoted.thread_id = thread.id and quoted.id = ${quoteId}
          and (quoted.kind = 'message' or ${kind === 'note'}::boolean)), ${NOBODYS_ID}::uuid)`;
const NOBODYS_ID = '00000000-0000-0000-0000-000000000000';
