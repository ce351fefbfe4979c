import type { AgentId, MessageId, ThreadId, TopicId, VisitorId } from '@everthread/shared/models/ids';
import type { Search, SearchFilters } from '@everthread/shared/models/search';
import { HITS_A_PAGE } from '@everthread/shared/models/search';
import type { TopicStatus } from '@everthread/shared/models/topic';
import type { Identity } from '@everthread/shared/models/visitor';
import { type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { attachments } from '../db/schema/attachments.ts';
import { messages } from '../db/schema/messages.ts';
import type { SearchKind } from '../db/schema/search.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import type { Term } from './terms.ts';

/** So many of the newest that have the rarest word are looked at, however few of them have the others too. */
const MOST_EXAMINED = 20_000;
const OF_OTHERS = 20;

/** How a row was found. `doc` alone: where the search stopped before the end. */
export type Found = { doc: string; exact: number; meant: string[] | null };
type Visited = { visitorId: VisitorId; visitorName: string | null; identity: Identity };

export type MessageRow = Found &
  Visited & {
    id: MessageId | null;
    threadId: ThreadId;
    topicId: TopicId;
    kind: 'message' | 'note';
    agentId: AgentId | null;
    isDeleted: boolean;
    text: string;
    files: string[];
    sentAt: number;
    status: TopicStatus;
    subject: string | null;
  };

export type TopicRow = Found &
  Visited & { id: TopicId | null; threadId: ThreadId; status: TopicStatus; subject: string; lastMessageAt: number };

export type VisitorRow = Found & {
  id: VisitorId | null;
  threadId: ThreadId;
  topicId: TopicId;
  identity: Identity;
  name: string | null;
  email: string | null;
  externalId: string | null;
  lastSeenAt: number;
};

type Asked = { ctx: Context<AgentActor>; terms: readonly Term[]; search: Search };

const ms = (time: string) => sql.raw(`(extract(epoch from ${time}) * 1000)::float8`);

// Said once, not with every row; and the row that only says where the search stopped has nothing else.
const how = sql`found.doc::text as doc, found.exact, case when row_number() over () = 1 then found.meant end as meant`;
const visited = sql`visitor.id as "visitorId", visitor.shown_name as "visitorName", visitor.identity`;

export function selectMessages({ ctx, terms, search }: Asked) {
  const { workspaceId } = ctx.actor;
  return ctx.db.execute<MessageRow>(sql`
    select ${how}, message.id, message.thread_id as "threadId", message.topic_id as "topicId", message.kind,
      message.agent_id as "agentId", message.deleted_at is not null as "isDeleted", left(message.text, 4000) as text, ${ms('message.sent_at')} as "sentAt",
      array(select file.name from ${attachments} file where file.workspace_id = ${workspaceId}
        and file.message_id = message.id order by file.position) as files,
      topic.status, topic.subject, ${visited}
    from ${found('m', terms, search, HITS_A_PAGE)}
      left join ${messages} message on message.workspace_id = ${workspaceId} and message.id = found.source_id
      left join ${topics} topic on topic.workspace_id = ${workspaceId} and topic.id = message.topic_id
      ${itsVisitor(workspaceId, sql`message.thread_id`)}`);
}

export function selectTopics({ ctx, terms, search }: Asked) {
  const { workspaceId } = ctx.actor;
  return ctx.db.execute<TopicRow>(sql`
    select ${how}, topic.id, topic.thread_id as "threadId", topic.status, topic.subject,
      ${ms('topic.last_message_at')} as "lastMessageAt", ${visited}
    from ${found('t', terms, search, OF_OTHERS)}
      left join ${topics} topic on topic.workspace_id = ${workspaceId} and topic.id = found.source_id
      ${itsVisitor(workspaceId, sql`topic.thread_id`)}`);
}

export function selectVisitors({ ctx, terms, search }: Asked) {
  const { workspaceId } = ctx.actor;
  return ctx.db.execute<VisitorRow>(sql`
    select ${how}, visitor.id, visitor.identity, visitor.shown_name as name, visitor.shown_email as email, visitor.external_id as "externalId",
      ${ms('visitor.last_seen_at')} as "lastSeenAt", thread.id as "threadId", latest.id as "topicId"
    from ${found('v', terms, search, OF_OTHERS)}
      left join ${visitors} visitor on visitor.workspace_id = ${workspaceId} and visitor.id = found.source_id
      left join ${threads} thread on thread.workspace_id = ${workspaceId} and thread.visitor_id = visitor.id
      left join lateral (select topic.id from ${topics} topic
        where topic.workspace_id = ${workspaceId} and topic.thread_id = thread.id and topic.status <> 'merged'
        order by topic.last_seq desc limit 1) latest on true`);
}

const itsVisitor = (workspaceId: string, threadId: SQL) => sql`
  left join ${threads} thread on thread.workspace_id = ${workspaceId} and thread.id = ${threadId}
  left join ${visitors} visitor on visitor.workspace_id = ${workspaceId} and visitor.id = thread.visitor_id`;

const found = (kind: SearchKind, terms: readonly Term[], { filters, next }: Search, wanted: number) =>
  sql`find_search_docs(${kind}, ${JSON.stringify(terms)}::jsonb, ${JSON.stringify(toSql(filters))}::jsonb,
    ${kind === 'm' ? (next ?? null) : null}::bigint, ${wanted}, ${MOST_EXAMINED}) found`;

/** The filters in the words of `find_search_docs`. */
function toSql({ from, after, before, in: where, ...filters }: SearchFilters = {}) {
  const by = from === 'visitor' ? { by: 'visitor' } : from === 'team' ? { by: 'agent' } : from && { agent: from };
  return {
    ...filters,
    ...by,
    ...(after && { after: Date.parse(after) }),
    ...(before && { before: Date.parse(before) }),
    ...(where && { in: where === 'notes' ? 'note' : 'message' }),
  };
}
