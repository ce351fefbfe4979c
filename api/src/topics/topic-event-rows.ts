import { and, eq, getTableColumns } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { threads } from '../db/schema/threads.ts';
import { topicEvents } from '../db/schema/topic-events.ts';

/** What happened to topics, with their threads. Add `where` (with the workspace) and order. Never for visitors. */
export const selectTopicEvents = (db: Database) =>
  db
    .select(getTableColumns(topicEvents))
    .from(topicEvents)
    .innerJoin(threads, and(eq(threads.workspaceId, topicEvents.workspaceId), eq(threads.id, topicEvents.threadId)));

export type TopicEventRow = typeof topicEvents.$inferSelect;
