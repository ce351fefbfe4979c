import { and, eq, inArray, type SQL } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { messages } from '../db/schema/messages.ts';
import { topics } from '../db/schema/topics.ts';
import { type MessageRow, selectMessages } from '../messages/message-rows.ts';
import { selectTopics, type TopicDetails } from '../topics/topic-rows.ts';

/** Messages with their topics, as the views of both sides take them. */
export type ReadMessages = { messages: readonly MessageRow[]; topics: readonly TopicDetails[] };

/** Two statements that read the messages with these ids, and their topics. */
export function selectForRooms({ db, actor }: Context<SystemActor>, ids: MessageRow['id'][] | SQL) {
  const { workspaceId } = actor;
  const theirs = and(eq(messages.workspaceId, workspaceId), inArray(messages.id, ids));
  const theirTopics = db.select({ id: messages.topicId }).from(messages).where(theirs);
  return [
    selectMessages(db).where(theirs),
    selectTopics(db).where(and(eq(topics.workspaceId, workspaceId), inArray(topics.id, theirTopics))),
  ] as const;
}
