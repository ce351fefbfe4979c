import { and, eq } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';

/** What the views of a topic need. */
export const topicColumns = {
  id: topics.id,
  threadId: topics.threadId,
  rev: topics.rev,
  status: topics.status,
  firstSeq: topics.firstSeq,
  lastSeq: topics.lastSeq,
  lastVisitorSeq: topics.lastVisitorSeq,
  startedAt: topics.startedAt,
  lastMessageAt: topics.lastMessageAt,
  doneAt: topics.doneAt,
  preview: topics.preview,
  previewBy: topics.previewBy,
  visitorId: visitors.id,
  visitorName: visitors.name,
  visitorIdentity: visitors.identity,
};

/** Topics with their visitor. Add `where` (with the workspace) and order. */
export const selectTopics = (db: Database) =>
  db
    .select(topicColumns)
    .from(topics)
    .innerJoin(threads, and(eq(threads.workspaceId, topics.workspaceId), eq(threads.id, topics.threadId)))
    .innerJoin(visitors, and(eq(visitors.workspaceId, threads.workspaceId), eq(visitors.id, threads.visitorId)));

export type TopicDetails = Awaited<ReturnType<typeof selectTopics>>[number];
