import type { ChangeId, TopicId } from '@everthread/shared/models/ids';
import { and, eq, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { topicEvents } from '../db/schema/topic-events.ts';
import { topics } from '../db/schema/topics.ts';
import { AppError } from '../errors.ts';
import { recordEach } from '../outbox/record-event.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { threadOfTopic } from '../threads/thread-of-topic.ts';
import { applyStates, describe, linkedIds, nextRev, sameState } from './apply-states.ts';
import type { ChangedTopic } from './change-topic.ts';
import { selectTopicEvents } from './topic-event-rows.ts';
import { selectTopics } from './topic-rows.ts';
import { toTopic } from './topic-view.ts';

/**
 * Makes of the topic what it was before the change, as far as that was about. Refused as `conflict` where somebody has
 * changed the same since, or where it would snooze until a time that has passed. Safe to repeat.
 */
export async function undoChange(
  ctx: Context<AgentActor>,
  topicId: TopicId,
  changeId: ChangeId,
): Promise<ChangedTopic> {
  const { workspaceId } = ctx.actor;
  const { thatTopic, itsThread } = threadOfTopic(ctx.db, workspaceId, topicId);
  const thatChange = and(
    eq(topicEvents.workspaceId, workspaceId),
    eq(topicEvents.id, changeId),
    eq(topicEvents.topicId, topicId),
  );
  const [, , [topic], [event]] = await inWorkspace(ctx, [
    lockThread(ctx.db, itsThread),
    undoStatement(ctx, topicId, changeId),
    selectTopics(ctx.db).where(thatTopic),
    selectTopicEvents(ctx.db).where(thatChange),
  ]);
  if (!topic || !event) throw new AppError('not_found', 'No such change');
  if (!event.undoneAt) {
    throw new AppError('conflict', 'This has changed since and cannot be undone', {
      details: { topic: toTopic(topic) },
    });
  }
  return { topic, event };
}

function undoStatement(ctx: Context<AgentActor>, topicId: TopicId, changeId: ChangeId) {
  const { workspaceId } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const told = { topicId: sql`id`, changeId: sql`${changeId}::text`, thread: sql`thread_id` };
  return ctx.db.execute(sql`
    with old as (
      select topic.*, ${linkedIds('topic')} from ${topics} topic
      where topic.workspace_id = ${workspaceId} and topic.id = ${topicId} and topic.status <> 'merged'
    ),
    news as (
      select old.workspace_id, old.thread_id, old.id,
        ${describe('old')} || event.before || jsonb_build_object('tag_ids', ${backTo('tag_ids')}, 'follower_ids', ${backTo('follower_ids')}) as will
      from old join ${topicEvents} event on event.workspace_id = old.workspace_id and event.topic_id = old.id
      where event.id = ${changeId} and event.kind = 'changed' and event.undone_at is null
        and ${sameState(describe('old'), sql`${describe('old')} || event.after`)}
        and coalesce((event.before ->> 'snoozed_until')::timestamptz > ${now}, true)
    ),
    ${nextRev},
    ${applyStates},
    undone as (
      update ${topicEvents} event set undone_at = ${now}, rev = thread.rev from news, thread
      where event.workspace_id = news.workspace_id and event.id = ${changeId}
    )
    ${recordEach('topic.changed', told, sql`changed`, ctx.now())}`);
}

/** What hangs on the topic, without what the change has added, and with what it has taken away. */
export const backTo = (field: 'tag_ids' | 'follower_ids') => {
  const name = sql.raw(field);
  const ids = (state: 'before' | 'after') =>
    sql`select value::uuid from jsonb_array_elements_text(coalesce(event.${sql.raw(state)} -> ${sql.raw(`'${field}'`)}, '[]')) value`;
  return sql`array((select unnest(old.${name}) except (${ids('after')} except ${ids('before')}))
    union (${ids('before')} except ${ids('after')}) order by 1)`;
};
