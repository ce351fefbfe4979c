import type { TopicId } from '@everthread/shared/models/ids';
import type { TopicChange } from '@everthread/shared/models/topic-change';
import type { ChangeResult, ChangeUndos, TopicChanges } from '@everthread/shared/models/topic-changes';
import { and, eq, inArray, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topics } from '../db/schema/topics.ts';
import { AppError } from '../errors.ts';
import { changeMany, type NamedChange, undoMany } from './change-many.ts';
import { type ChangedTopic, changeTopic, termsOf } from './change-topic.ts';
import { selectTopicEvents } from './topic-event-rows.ts';
import { toTopicEvent } from './topic-event-view.ts';
import { selectTopics } from './topic-rows.ts';
import { toTopic } from './topic-view.ts';
import { undoChange } from './undo-change.ts';

/** Does to several topics what an agent wants done, in one trip. What was not done to one is said of that one. */
export async function changeTopics(
  ctx: Context<AgentActor>,
  { changes }: TopicChanges,
): Promise<readonly ChangeResult[]> {
  const soon = ctx.now().getTime();
  const inGroups = Map.groupBy(
    changes.filter(({ change }) => !(change.snoozedUntil && Date.parse(change.snoozedUntil) <= soon)),
    ({ change: { id: _, ...wanted } }) => JSON.stringify(wanted),
  );
  const statements = [...inGroups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const terms = termsOf(ctx.actor.workspaceId, first.change);
    const isMeant = sql`${terms.isAssignable} and ${terms.isTeam} and ${terms.isExpected}`;
    return changeMany(ctx, group.map(nameOf), first.change, isMeant);
  });
  const made = await together(ctx, changes.map(nameOf), statements);
  return Promise.all(
    changes.map(({ topicId, change }, i) => {
      const { topic, event } = made[i] ?? {};
      if (topic && (event?.topicId === topicId || isSo(change, toTopic(topic)))) return tell(topicId, { topic, event });
      // Why it was not done, the same change alone says.
      return explain(topicId, () => changeTopic(ctx, topicId, change));
    }),
  );
}

/** Takes several changes back, in one trip. What could not be taken back is said. */
export async function undoChanges(ctx: Context<AgentActor>, { undos }: ChangeUndos): Promise<readonly ChangeResult[]> {
  const made = await together(ctx, undos, [undoMany(ctx, undos)]);
  return Promise.all(
    undos.map(({ topicId, changeId }, i) => {
      const { topic, event } = made[i] ?? {};
      if (topic && event?.topicId === topicId && event.undoneAt) return tell(topicId, { topic, event });
      return explain(topicId, () => undoChange(ctx, topicId, changeId));
    }),
  );
}

const nameOf = ({ topicId, change }: TopicChanges['changes'][number]): NamedChange => ({
  topicId,
  changeId: change.id,
});

/** Locks the threads, always in the same order, makes the statements, and reads what has become of each topic. */
async function together(
  ctx: Context<AgentActor>,
  named: readonly NamedChange[],
  statements: readonly ReturnType<typeof changeMany>[],
): Promise<readonly Partial<ChangedTopic>[]> {
  const { workspaceId } = ctx.actor;
  const these = inArray(
    topics.id,
    named.map(({ topicId }) => topicId),
  );
  const itsThreads = ctx.db
    .select({ id: topics.threadId })
    .from(topics)
    .where(and(eq(topics.workspaceId, workspaceId), these));
  const results = await inWorkspace(ctx, [
    ctx.db
      .select({ id: threads.id })
      .from(threads)
      .where(and(eq(threads.workspaceId, workspaceId), inArray(threads.id, itsThreads)))
      .orderBy(threads.id)
      .for('update'),
    ...statements,
    selectTopics(ctx.db).where(and(eq(topics.workspaceId, workspaceId), these)),
    selectTopicEvents(ctx.db).where(
      and(
        eq(topicEvents.workspaceId, workspaceId),
        inArray(
          topicEvents.id,
          named.map(({ changeId }) => changeId),
        ),
      ),
    ),
  ]);
  const [topicRows, eventRows] = results.slice(-2) as [ChangedTopic['topic'][], NonNullable<ChangedTopic['event']>[]];
  const topicById = new Map(topicRows.map((row) => [row.id, row]));
  const eventById = new Map(eventRows.map((row) => [row.id, row]));
  return named.map(({ topicId, changeId }) => {
    const topic = topicById.get(topicId);
    return { ...(topic && { topic }), event: eventById.get(changeId) };
  });
}

const tell = (topicId: TopicId, { topic, event }: ChangedTopic): ChangeResult => ({
  topicId,
  topic: toTopic(topic),
  event: event ? toTopicEvent(event) : null,
});

async function explain(topicId: TopicId, alone: () => Promise<ChangedTopic>): Promise<ChangeResult> {
  try {
    return tell(topicId, await alone());
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { topicId, error: { code: error.code, message: error.message } };
  }
}

/** Whether a topic is as the change wants it, so that there was nothing to do. */
function isSo(change: TopicChange, topic: ReturnType<typeof toTopic>): boolean {
  const { status, snoozedUntil = null, addTagIds = [], removeTagIds = [] } = change;
  const { addFollowerIds = [], removeFollowerIds = [] } = change;
  const fields = ['assigneeId', 'teamId', 'priority', 'subject'] as const;
  return (
    topic.status !== 'merged' &&
    (status === undefined || topic.status === status) &&
    (status !== 'snoozed' || topic.snoozedUntil === snoozedUntil) &&
    fields.every((field) => change[field] === undefined || change[field] === topic[field]) &&
    addTagIds.every((id) => topic.tagIds.includes(id)) &&
    !removeTagIds.some((id) => topic.tagIds.includes(id)) &&
    addFollowerIds.every((id) => topic.followerIds.includes(id)) &&
    !removeFollowerIds.some((id) => topic.followerIds.includes(id))
  );
}
