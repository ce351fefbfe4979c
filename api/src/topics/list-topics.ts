import type { ListedStatus, TopicPage } from '@everthread/shared/models/topic-page';
import { and, count, desc, eq, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import { topicReads, topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { readCursor, writeCursor } from './topic-cursor.ts';
import { topicColumns } from './topic-rows.ts';
import { toTopic } from './topic-view.ts';

const PAGE = 50;

/** One page of the inbox list, newest first, with how far the asking agent has read in each topic. */
export async function listTopics(
  ctx: Context<AgentActor>,
  status: ListedStatus,
  before: string | undefined,
): Promise<TopicPage> {
  const { workspaceId } = ctx.actor;
  const cursor = before === undefined ? undefined : readCursor(before);
  const beyond =
    cursor && sql`(${topics.lastMessageAt}, ${topics.id}) < (${cursor.lastMessageAt}::timestamptz, ${cursor.id}::uuid)`;
  const [rows, countRows] = await inWorkspace(ctx, [
    ctx.db
      .select({ ...topicColumns, readSeq: topicReads.seq })
      .from(topics)
      .innerJoin(threads, and(eq(threads.workspaceId, topics.workspaceId), eq(threads.id, topics.threadId)))
      .innerJoin(visitors, and(eq(visitors.workspaceId, threads.workspaceId), eq(visitors.id, threads.visitorId)))
      .leftJoin(
        topicReads,
        and(
          eq(topicReads.workspaceId, topics.workspaceId),
          eq(topicReads.topicId, topics.id),
          sql`${topicReads.agentId} = current_agent()`,
        ),
      )
      .where(and(eq(topics.workspaceId, workspaceId), eq(topics.status, status), beyond))
      .orderBy(desc(topics.lastMessageAt), desc(topics.id))
      .limit(PAGE + 1),
    ctx.db
      .select({ status: topics.status, count: count() })
      .from(topics)
      .where(eq(topics.workspaceId, workspaceId))
      .groupBy(topics.status),
  ]);
  const page = rows.slice(0, PAGE).map((row) => ({ topic: toTopic(row), readSeq: row.readSeq ?? 0 }));
  const last = page.at(-1);
  const countOf = (wanted: ListedStatus) => countRows.find((row) => row.status === wanted)?.count ?? 0;
  return {
    topics: page,
    next: rows.length > PAGE && last ? writeCursor(last.topic) : null,
    counts: { open: countOf('open'), waiting: countOf('waiting'), done: countOf('done') },
  };
}
