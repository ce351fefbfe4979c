import type { AgentId, TagId } from '@everthread/shared/models/ids';
import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { threads } from '../db/schema/threads.ts';
import { topicFollowers, topicReads, topics, topicTags } from '../db/schema/topics.ts';
import { visitors } from '../db/schema/visitors.ts';
import { promiseOfTopic } from '../promises/topic-promise.ts';
import { hasTargets, targetOfTopic } from '../targets/topic-target.ts';

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
  channel: topics.channel,
  preview: topics.preview,
  previewBy: topics.previewBy,
  subject: topics.subject,
  assigneeId: topics.assigneeId,
  teamId: topics.teamId,
  priority: topics.priority,
  // Qualified by hand: inside a subquery drizzle would leave the outer table's name out.
  tagIds: sql<TagId[]>`array(select tag_id from ${topicTags} tag
    where tag.workspace_id = "topics"."workspace_id" and tag.topic_id = "topics"."id" order by tag_id)`,
  followerIds: sql<AgentId[]>`array(select agent_id from ${topicFollowers} follower
    where follower.workspace_id = "topics"."workspace_id" and follower.topic_id = "topics"."id" order by agent_id)`,
  snoozedUntil: topics.snoozedUntil,
  waitingSince: topics.waitingSince,
  promiseDueAt: topics.promiseDueAt,
  promise: promiseOfTopic,
  targetDueAt: topics.targetDueAt,
  target: targetOfTopic,
  hasTargets, // whether its workspace has any
  ratingAskedAt: topics.ratingAskedAt,
  rating: topics.rating,
  ratingWord: topics.ratingWord,
  ratedAt: topics.ratedAt,
  mergedIntoId: topics.mergedIntoId,
  visitorId: visitors.id,
  visitorName: visitors.shownName,
  visitorIdentity: visitors.identity,
};

/** Topics with their visitor. Add `where` (with the workspace) and order. */
export const selectTopics = (db: Database) =>
  db
    .select(topicColumns)
    .from(topics)
    .innerJoin(threads, and(eq(threads.workspaceId, topics.workspaceId), eq(threads.id, topics.threadId)))
    .innerJoin(visitors, and(eq(visitors.workspaceId, threads.workspaceId), eq(visitors.id, threads.visitorId)));

/** As `selectTopics`, with how far the asking agent has read in each. */
export const selectTopicsAsRead = (db: Database) =>
  db
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
    );

export type TopicDetails = Awaited<ReturnType<typeof selectTopics>>[number];
