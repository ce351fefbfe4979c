import type { TopicId } from '@everthread/shared/models/ids';
import type { MessagesMove } from '@everthread/shared/models/topic-change';
import { and, eq, inArray, type sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topics } from '../db/schema/topics.ts';
import { AppError } from '../errors.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { threadOfTopic } from '../threads/thread-of-topic.ts';
import { beginMove, finishMove, keepLinksOfBoth, takeOver } from './move-statements.ts';
import { mergeReads, moveMessagesTo, recount } from './rearrange.ts';
import { selectTopicEvents, type TopicEventRow } from './topic-event-rows.ts';
import { selectTopics, type TopicDetails } from './topic-rows.ts';

/** Both topics as they now are, and what was kept of it. */
export type MovedMessages = { topics: TopicDetails[]; event: TopicEventRow };

/**
 * Puts messages of a topic into another one of the same thread, or into a new one: splits, merges, or moves one alone.
 * Their places in the thread stay. A topic from which all are gone is merged into the other. Safe to repeat.
 */
export async function moveMessages(
  ctx: Context<AgentActor>,
  topicId: TopicId,
  move: MessagesMove,
): Promise<MovedMessages> {
  const { workspaceId } = ctx.actor;
  const { thatTopic, itsThread } = threadOfTopic(ctx.db, workspaceId, topicId);
  const run = (statement: ReturnType<typeof sql>) => ctx.db.execute(statement);
  const [, , , , , , , , , , bothTopics, [event], [source]] = await inWorkspace(ctx, [
    lockThread(ctx.db, itsThread),
    run(beginMove(ctx, topicId, move)),
    run(moveMessagesTo(workspaceId, move.id, 'topic_id')),
    run(takeOver(workspaceId, move.id)),
    run(recount(workspaceId, move.id, 'other_id')),
    run(recount(workspaceId, move.id, 'topic_id')),
    run(mergeReads(workspaceId, move.id)),
    run(keepLinksOfBoth(workspaceId, move.id, 'tags')),
    run(keepLinksOfBoth(workspaceId, move.id, 'followers')),
    run(finishMove(ctx, move.id)),
    selectTopics(ctx.db).where(and(eq(topics.workspaceId, workspaceId), inArray(topics.id, [topicId, move.intoId]))),
    selectTopicEvents(ctx.db).where(and(eq(topicEvents.workspaceId, workspaceId), eq(topicEvents.id, move.id))),
    selectTopics(ctx.db).where(thatTopic),
  ]);
  if (!source) throw new AppError('not_found', 'No such topic');
  if (event && (event.topicId !== move.intoId || event.otherId !== topicId)) {
    throw new AppError('conflict', 'This id already stands for another change. Choose a new id');
  }
  if (!event) throw refusal(source, move, bothTopics);
  return { topics: bothTopics, event };
}

/** Why nothing was moved. */
function refusal(source: TopicDetails, { intoId, isNew }: MessagesMove, found: readonly TopicDetails[]): AppError {
  if (source.status === 'merged') return new AppError('conflict', 'This topic was merged into another');
  const target = found.find(({ id }) => id === intoId && id !== source.id);
  if (isNew && target) return new AppError('conflict', '`intoId` already stands for another topic. Choose a new id');
  if (!isNew && target?.status === 'merged') return new AppError('conflict', 'The other topic was merged away');
  if (!isNew && target?.threadId !== source.threadId) {
    return new AppError('invalid', '`intoId` must be another topic of the same thread');
  }
  return new AppError('invalid', 'The topic must hold the message and, for a new topic, more than goes there');
}
