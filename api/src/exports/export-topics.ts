import { PRIORITIES } from '@everthread/shared/client/topic-order';
import type { TopicId } from '@everthread/shared/models/ids';
import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { agents } from '../db/schema/agents.ts';
import { messages } from '../db/schema/messages.ts';
import { teams } from '../db/schema/teams.ts';
import { threads } from '../db/schema/threads.ts';
import { tags, topics, topicTags } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { type Exporter, iso } from './export-rows.ts';
import { EXPORT_PAGE, exporterOf } from './exporter-of.ts';

/** A workspace's topics with who they are about, by id. */
export function topicExport(ctx: Context<AgentActor>): Exporter<TopicId> {
  return exporterOf<PageRow, TopicId>(ctx, {
    columns: COLUMNS,
    table: topics,
    bornAt: topics.startedAt,
    selectPage: (which) => selectPage(ctx, which),
    isBeyond: (id) => gt(topics.id, id),
    placeOf: ({ id }) => id,
    toRow,
  });
}

const selectPage = (ctx: Context<AgentActor>, which: SQL | undefined) =>
  ctx.db
    .select({
      id: topics.id,
      threadId: topics.threadId,
      status: topics.status,
      subject: topics.subject,
      priority: topics.priority,
      startedAt: topics.startedAt,
      lastMessageAt: topics.lastMessageAt,
      waitingSince: topics.waitingSince,
      snoozedUntil: topics.snoozedUntil,
      doneAt: topics.doneAt,
      assignee: agents.name,
      team: teams.name,
      tags: sql<string[]>`array(select tag.name from ${topicTags} given
        join ${tags} tag on tag.workspace_id = given.workspace_id and tag.id = given.tag_id
        where given.workspace_id = "topics"."workspace_id" and given.topic_id = "topics"."id" order by tag.name)`,
      messages: sql<number>`(select count(*)::integer from ${messages} message
        where message.workspace_id = "topics"."workspace_id" and message.thread_id = "topics"."thread_id"
          and message.topic_id = "topics"."id" and message.kind = 'message')`,
      visitorId: visitors.id,
      visitorName: visitors.shownName,
      visitorEmail: visitors.shownEmail,
      visitorIdentity: visitors.identity,
      externalId: visitors.externalId,
      language: visitors.language,
    })
    .from(topics)
    .innerJoin(threads, and(eq(threads.workspaceId, topics.workspaceId), eq(threads.id, topics.threadId)))
    .innerJoin(visitors, and(eq(visitors.workspaceId, threads.workspaceId), eq(visitors.id, threads.visitorId)))
    .leftJoin(agents, and(eq(agents.workspaceId, topics.workspaceId), eq(agents.id, topics.assigneeId)))
    .leftJoin(teams, and(eq(teams.workspaceId, topics.workspaceId), eq(teams.id, topics.teamId)))
    .where(which)
    .orderBy(asc(topics.id))
    .limit(EXPORT_PAGE);

type PageRow = Awaited<ReturnType<typeof selectPage>>[number];

const toRow = (row: PageRow) => ({
  topic_id: row.id,
  thread_id: row.threadId,
  status: row.status,
  subject: row.subject,
  priority: PRIORITIES[row.priority] ?? 'none',
  assignee: row.assignee,
  team: row.team,
  tags: row.tags,
  messages: row.messages,
  started_at: iso(row.startedAt),
  last_message_at: iso(row.lastMessageAt),
  waiting_since: iso(row.waitingSince),
  snoozed_until: iso(row.snoozedUntil),
  done_at: iso(row.doneAt),
  visitor_id: row.visitorId,
  visitor_name: row.visitorName,
  visitor_email: row.visitorEmail,
  visitor_identity: row.visitorIdentity,
  external_id: row.externalId,
  language: row.language,
});

const COLUMNS: readonly (keyof ReturnType<typeof toRow>)[] = [
  'topic_id',
  'thread_id',
  'status',
  'subject',
  'priority',
  'assignee',
  'team',
  'tags',
  'messages',
  'started_at',
  'last_message_at',
  'waiting_since',
  'snoozed_until',
  'done_at',
  'visitor_id',
  'visitor_name',
  'visitor_email',
  'visitor_identity',
  'external_id',
  'language',
];
