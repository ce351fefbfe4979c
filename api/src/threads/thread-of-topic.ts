import type { TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';

/** The conditions on `topics` and on `threads` that find a topic of this workspace, and the thread that it lies in. */
export function threadOfTopic(db: Database, workspaceId: WorkspaceId, topicId: TopicId) {
  const thatTopic = and(eq(topics.workspaceId, workspaceId), eq(topics.id, topicId));
  const itsThread = and(
    eq(threads.workspaceId, workspaceId),
    inArray(threads.id, db.select({ id: topics.threadId }).from(topics).where(thatTopic)),
  );
  return { thatTopic, itsThread };
}
