import type { PromiseId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { promises } from '../db/schema/promises.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import { recordEach } from '../outbox/record-event.ts';

/**
 * Of the row `promise` and its `topic`: open, the topic's, and not yet answered, whatever has been settled so far. What is
 * said of a promise to anybody is said under the thread's lock and this condition, so never after an answer.
 */
export const isUnanswered: SQL = sql`promise.outcome = 'open' and topic.promise_id = promise.id
  and (promise.waiting_since is null or promise.waiting_since = topic.waiting_since)`;

/**
 * One statement: that a promise will hardly hold, for the team alone; or that its time has passed, for both sides. Once
 * each. Needs the lock of `lockThread` before it.
 */
export function warnOfPromise({ db, actor, now }: Context<SystemActor>, id: PromiseId, state: 'at-risk' | 'broken') {
  const at = sql`${now().toISOString()}::timestamptz`;
  const [change, isTime] =
    state === 'broken'
      ? [sql`outcome = 'broken', settled_at = promise.due_at`, sql`promise.due_at <= ${at}`]
      : [sql`at_risk_at = ${at}`, sql`promise.at_risk_at is null and promise.due_at > ${at}`];
  const event =
    state === 'broken'
      ? recordEach('promise.changed', { topicId: sql`id`, rev: sql`rev`, thread: sql`null` }, sql`told`, now())
      : sql`, news as (${recordEach(
          'promise.unseen',
          { agentId: sql`null::uuid`, topicId: sql`id`, rev: sql`rev`, thread: sql`null` },
          sql`told`,
          now(),
        )})
        ${recordEach(
          'promise.at-risk',
          { topicId: sql`id`, promiseId: sql`promise_id`, thread: sql`null` },
          sql`told`,
          now(),
        )}`;
  return db.execute(sql`
    with warned as (
      update ${promises} promise set ${change} from ${topics} topic
      where promise.workspace_id = ${actor.workspaceId} and promise.id = ${id}
        and topic.workspace_id = promise.workspace_id and topic.id = promise.topic_id and ${isUnanswered} and ${isTime}
      returning topic.workspace_id, topic.thread_id, topic.id
    ),
    thread as (
      update ${threads} thread set rev = thread.rev + 1 from warned
      where thread.workspace_id = warned.workspace_id and thread.id = warned.thread_id
      returning thread.rev
    ),
    told as (
      update ${topics} topic set rev = thread.rev from warned, thread
      where topic.workspace_id = warned.workspace_id and topic.id = warned.id
      returning topic.workspace_id, topic.id, topic.rev, topic.promise_id
    )
    ${event}`);
}
