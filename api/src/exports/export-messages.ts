import type { ThreadId } from '@everthread/shared/models/ids';
import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { agents } from '../db/schema/agents.ts';
import { attachments } from '../db/schema/attachments.ts';
import { messages } from '../db/schema/messages.ts';
import { threads } from '../db/schema/threads.ts';
import { visitors } from '../db/schema/visitors.ts';
import { type Exporter, iso } from './export-rows.ts';
import { EXPORT_PAGE, exporterOf } from './exporter-of.ts';

type Place = { threadId: ThreadId; seq: number };

/** A workspace's messages and notes, thread by thread in their order. What was deleted has no text. */
export function messageExport(ctx: Context<AgentActor>): Exporter<Place> {
  return exporterOf<PageRow, Place>(ctx, {
    columns: COLUMNS,
    table: messages,
    bornAt: messages.sentAt,
    selectPage: (which) => selectPage(ctx, which),
    isBeyond: ({ threadId, seq }) =>
      sql`(${messages.threadId}, ${messages.seq}) > (${threadId}::uuid, ${seq}::integer)`,
    placeOf: ({ threadId, seq }) => ({ threadId, seq }),
    toRow,
  });
}

const selectPage = (ctx: Context<AgentActor>, which: SQL | undefined) =>
  ctx.db
    .select({
      id: messages.id,
      threadId: messages.threadId,
      topicId: messages.topicId,
      seq: messages.seq,
      kind: messages.kind,
      authorKind: messages.authorKind,
      authorIdentity: messages.authorIdentity,
      agentName: agents.name,
      visitorName: visitors.shownName,
      text: messages.text,
      sentAt: messages.sentAt,
      editedAt: messages.editedAt,
      deletedAt: messages.deletedAt,
      files: sql<string[]>`array(select file.name from ${attachments} file
        where file.workspace_id = "messages"."workspace_id" and file.message_id = "messages"."id" order by file.position)`,
    })
    .from(messages)
    .innerJoin(threads, and(eq(threads.workspaceId, messages.workspaceId), eq(threads.id, messages.threadId)))
    .innerJoin(visitors, and(eq(visitors.workspaceId, threads.workspaceId), eq(visitors.id, threads.visitorId)))
    .leftJoin(agents, and(eq(agents.workspaceId, messages.workspaceId), eq(agents.id, messages.agentId)))
    .where(which)
    .orderBy(asc(messages.threadId), asc(messages.seq))
    .limit(EXPORT_PAGE);

type PageRow = Awaited<ReturnType<typeof selectPage>>[number];

const toRow = (row: PageRow) => ({
  message_id: row.id,
  thread_id: row.threadId,
  topic_id: row.topicId,
  seq: row.seq,
  kind: row.kind,
  author: row.authorKind,
  author_name: row.agentName ?? row.visitorName,
  author_identity: row.authorIdentity,
  text: row.text,
  files: row.deletedAt ? [] : row.files,
  sent_at: iso(row.sentAt),
  edited_at: iso(row.editedAt),
  deleted_at: iso(row.deletedAt),
});

const COLUMNS: readonly (keyof ReturnType<typeof toRow>)[] = [
  'message_id',
  'thread_id',
  'topic_id',
  'seq',
  'kind',
  'author',
  'author_name',
  'author_identity',
  'text',
  'files',
  'sent_at',
  'edited_at',
  'deleted_at',
];
