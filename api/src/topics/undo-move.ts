import type { ChangeId, TopicId } from '@everthread/shared/models/ids';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topics } from '../db/schema/topics.ts';
import { AppError } from '../errors.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { threadOfTopic } from '../threads/thread-of-topic.ts';
import type { MovedMessages } from './move-messages.ts';
import { finishMove } from './move-statements.ts';
import { moveMessagesTo, recount } from './rearrange.ts';
import { selectTopicEvents } from './topic-event-rows.ts';
import { selectTopics } from './topic-rows.ts';
import { beginUndo, dropLinks, putBack, readAgain } from './undo-move-statements.ts';

/**
 * Puts messages back where they were taken from, and both topics as they were, as far as nobody has changed them since;
 * what was written meanwhile stays, and a topic that the move had begun ends. Refused as `conflict` where the messages
 * have gone elsewhere. Safe to repeat. `topicId`: into which they had been put.
 */
export async function undoMove(ctx: Context<AgentActor>, topicId: TopicId, changeId: ChangeId): Promise<MovedMessages> {
  const { workspaceId } = ctx.actor;
  const { itsThread } = threadOfTopic(ctx.db, workspaceId, topicId);
  const thatChange = and(
    eq(topicEvents.workspaceId, workspaceId),
    eq(topicEvents.id, changeId),
    eq(topicEvents.topicId, topicId),
    inArray(topicEvents.kind, ['split', 'merged', 'moved']),
  );
  const run = (statement: ReturnType<typeof sql>) => ctx.db.execute(statement);
  const otherId = ctx.db.select({ id: topicEvents.otherId }).from(topicEvents).where(thatChange);
  const [, , , , , , , , , , [event], bothTopics] = await inWorkspace(ctx, [
    lockThread(ctx.db, itsThread),
    run(beginUndo(ctx, topicId, changeId)),
    run(moveMessagesTo(workspaceId, changeId, 'other_id')),
    run(putBack(ctx, changeId)),
    run(recount(workspaceId, changeId, 'topic_id')),
    run(recount(workspaceId, changeId, 'other_id')),
    run(readAgain(workspaceId, changeId)),
    run(dropLinks(workspaceId, changeId, 'tags')),
    run(dropLinks(workspaceId, changeId, 'followers')),
    run(finishMove(ctx, changeId)),
    selectTopicEvents(ctx.db).where(thatChange),
    selectTopics(ctx.db).where(
      and(eq(topics.workspaceId, workspaceId), sql`(${topics.id} = ${topicId} or ${topics.id} in ${otherId})`),
    ),
  ]);
  if (!event) throw new AppError('not_found', 'No such change');
  if (!event.undoneAt) throw new AppError('conflict', 'These messages have moved on since and cannot be put back');
  return { topics: bothTopics, event };
}
