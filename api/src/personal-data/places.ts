import { type SQL, sql } from 'drizzle-orm';
import { attachments } from '../db/schema/attachments.ts';
import { joinedThreads, mailCodes, receivedMails } from '../db/schema/mail.ts';
import { messages, messageVersions } from '../db/schema/messages.ts';
import { outbox } from '../db/schema/outbox.ts';
import { threads } from '../db/schema/threads.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topics } from '../db/schema/topics.ts';
import { visitorMerges } from '../db/schema/visitor-merges.ts';
import { visitorTags } from '../db/schema/visitor-tags.ts';
import { visitorKeys, visitors } from '../db/schema/visitors.ts';
import { knocks, recoveryLinks, visitorDevices, visitorPasses } from '../db/schema/ways-back.ts';
import type { Him, Place } from './place.ts';
import { PLACES_OF_BOT } from './places-of-bot.ts';
import { PLACES_OF_TEAM } from './places-of-team.ts';
import { ofMessage, ofThread, ofVisitor } from './whose.ts';

const byKey = ({ visitorIds }: Him): SQL =>
  sql`each.key_hash in (select device.key_hash from ${visitorKeys} device
    where device.workspace_id = each.workspace_id and device.visitor_id = any(${visitorIds}))`;

/**
 * Every table in which something of a visitor lies, what hangs on others before them: the one list that erasing,
 * exporting and the test go by, which asks the database for what is missing here.
 */
export const PLACES: readonly Place[] = [
  {
    table: knocks,
    kind: 'notices',
    isHis: ofMessage,
    own: { columns: ['rung', 'at', 'seen_at'], which: sql`each.failed_at is null` },
  },
  {
    table: receivedMails,
    kind: 'mails',
    isHis: ofMessage,
    // The team answers by mail as well.
    own: {
      columns: ['from_address', 'from_name', 'subject', 'text', 'received_at'],
      which: isSeen('each.message_id', true),
    },
    silent: ['html', 'mail_id'], // the same as the text, and what only mailboxes read
  },
  {
    table: messageVersions,
    kind: 'messages',
    isHis: ofMessage,
    team: ['message_id', 'version', 'text', 'replaced_at'],
  },
  ...PLACES_OF_BOT,
  {
    table: attachments,
    kind: 'files',
    isHis: ofThread,
    own: { columns: ['id', 'message_id', 'name', 'type', 'size', 'created_at'], which: isSeen('each.message_id') },
    silent: ['storage_key', 'digest'],
    hasFiles: true,
  },
  ...PLACES_OF_TEAM,
  {
    table: topicEvents,
    kind: 'topics',
    isHis: ofThread,
    team: ['topic_id', 'kind', 'at', 'before', 'after'],
  },
  {
    table: messages,
    kind: 'messages',
    isHis: ofThread,
    own: {
      columns: ['id', 'topic_id', 'seq', 'author_kind', 'via', 'text', 'sent_at', 'edited_at', 'deleted_at'],
      which: sql`each.kind = 'message'`,
    },
    team: ['kind', 'agent_id', 'author_identity'],
    silent: ['mentions'],
    finds: 'm',
    first: sql`each.seq desc`, // what is quoted after what quotes it
  },
  {
    table: topics,
    kind: 'topics',
    isHis: ofThread,
    own: { columns: ['id', 'started_at', 'rating', 'rating_word', 'rated_at'], which: sql`each.status <> 'merged'` },
    team: ['status', 'channel', 'subject'],
    silent: ['preview', 'preview_by'], // the beginning of a message
    finds: 't',
  },
  {
    table: outbox,
    kind: 'waiting',
    isHis: ({ visitorIds, threadIds }) =>
      sql`(each.thread_id = any(${threadIds}) or each.payload ->> 'visitorId' = any(${visitorIds}::text[]))`,
    silent: ['type', 'payload', 'last_error'], // ids of what happened
  },
  {
    table: threads,
    kind: 'profile',
    isHis: ({ visitorIds, threadIds }) => sql`(each.id = any(${threadIds}) or each.visitor_id = any(${visitorIds}))`,
    own: { columns: ['created_at', 'way_back', 'quiet'] },
  },
  {
    table: visitorMerges,
    kind: 'merges',
    isHis: ({ visitorIds }) => sql`(each.kept_id = any(${visitorIds}) or each.merged_id = any(${visitorIds}))`,
    team: ['merged_name', 'at', 'state'],
    silent: ['before', 'after'], // what an undo goes by: the same as lies in the other places
  },
  {
    table: joinedThreads,
    kind: 'merges',
    isHis: ({ visitorIds, threadIds }) =>
      sql`(each.old_visitor_id = any(${visitorIds}) or each.into_thread_id = any(${threadIds}))`,
  },
  { table: mailCodes, kind: 'waiting', isHis: ofVisitor, silent: ['address', 'code_hash'] },
  { table: recoveryLinks, kind: 'waiting', isHis: ofVisitor, silent: ['address', 'link_hash'] },
  {
    table: visitorPasses,
    kind: 'waiting',
    isHis: byKey,
    silent: ['pass_hash', 'key_hash', 'purpose', 'new_key_hash', 'device_name'],
  },
  {
    table: visitorDevices,
    kind: 'browsers',
    isHis: byKey,
    own: { columns: ['created_at', 'last_reached_at'] },
    silent: ['key_hash', 'endpoint', 'p256dh', 'auth'],
  },
  {
    table: visitorKeys,
    kind: 'browsers',
    isHis: ofVisitor,
    own: { columns: ['name', 'created_at', 'last_used_at'] },
    silent: ['key_hash', 'proven_by', 'parent_hash', 'let_in_for'],
  },
  { table: visitorTags, kind: 'profile', isHis: ofVisitor, team: ['tag_id'] },
  {
    table: visitors,
    kind: 'profile',
    isHis: ({ visitorIds }) => sql`each.id = any(${visitorIds})`,
    own: {
      columns: [
        ...['id', 'name', 'email', 'external_id', 'identity', 'page_url', 'page_title', 'referrer', 'language'],
        ...['time_zone', 'mail_address', 'mail_proof', 'attribute_sources', 'pages', 'first_seen_at', 'last_seen_at'],
      ],
    },
    team: ['noted_name', 'noted_email', 'attributes', 'private_attributes'],
    silent: ['shown_name', 'shown_email', 'former_ids', 'mail_proven_by'], // made of the others
    finds: 'v',
  },
];

/** Of what hangs on a message: only what he sees of it. `byHim`: and only where he wrote it. */
function isSeen(messageId: string, byHim = false): SQL {
  return sql`exists (select from ${messages} message where message.workspace_id = each.workspace_id
    and message.id = ${sql.raw(messageId)} and message.kind = 'message' and message.deleted_at is null
    ${byHim ? sql`and message.author_kind = 'visitor'` : sql``})`;
}
