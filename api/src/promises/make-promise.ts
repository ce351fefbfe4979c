import type { PromiseId } from '@everthread/shared/models/ids';
import type { PromiseBasis } from '@everthread/shared/models/promise';
import { type SQL, sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { promises, waits } from '../db/schema/promises.ts';
import { threads } from '../db/schema/threads.ts';
import { topics } from '../db/schema/topics.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import { recordEach, recordEvent } from '../outbox/record-event.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { threadOfTopic } from '../threads/thread-of-topic.ts';
import type { Need } from './need-of-promise.ts';
import { waitsSince } from './settle-promise.ts';

/** What is to be promised, and when it is first looked at again. */
export type Terms = {
  dueMs: number;
  watchMs: number;
  likelihood: number;
  basis: PromiseBasis;
  quantiles: Record<string, number> | null;
  queueAhead: number | null; // where the team shows it
};

/**
 * Notes that a visitor waits, and promises him an answer where there are terms. Nothing is promised twice: where he waits
 * no longer, or since another time, or has a promise, it stays so.
 */
export async function makePromise(
  ctx: Context<SystemActor>,
  need: Need,
  peopleOnShift: number,
  terms: Terms | undefined,
): Promise<void> {
  const { workspaceId } = ctx.actor;
  const { topicId, queueAhead, kind } = need;
  const since = sql`${new Date(need.sinceMs).toISOString()}::timestamptz`;
  const waits_ = sql`(select topic.*, ${waitsSince} as since from ${topics} topic
    where topic.workspace_id = ${workspaceId} and topic.id = ${topicId}) topic where topic.since = ${since}`;
  await inWorkspace(ctx, [
    lockThread(ctx.db, threadOfTopic(ctx.db, workspaceId, topicId).itsThread),
    ctx.db.execute(sql`
      insert into ${waits} as wait (workspace_id, topic_id, since, team_id, kind, queue_ahead, people_on_shift)
      select topic.workspace_id, topic.id, topic.since, topic.team_id, ${kind}, ${queueAhead}, ${peopleOnShift} from ${waits_}
      on conflict (workspace_id, topic_id, since) do update set ended_at = null, ended = null, agent_id = null
        where wait.ended = 'left'`),
    ...(terms ? [ctx.db.execute(promiseStatement(ctx, need, terms, sql`${waits_} and topic.promise_id is null`))] : []),
  ]);
}

function promiseStatement(ctx: Context<SystemActor>, need: Need, terms: Terms, whoWaits: SQL): SQL {
  const { messageId, kind } = need;
  const { dueMs, watchMs, likelihood, basis, quantiles, queueAhead } = terms;
  const id = ctx.newId() as PromiseId;
  return sql`
    with made as (
      insert into ${promises} (workspace_id, id, topic_id, message_id, kind, waiting_since, team_id, made_at, due_at,
        likelihood, basis, quantiles, queue_ahead)
      select topic.workspace_id, ${id}::uuid, topic.id, ${messageId}::uuid, ${kind}, topic.waiting_since, topic.team_id,
        ${ctx.now().toISOString()}::timestamptz, ${new Date(dueMs).toISOString()}::timestamptz, ${likelihood}, ${basis},
        ${quantiles && JSON.stringify(quantiles)}::jsonb, ${queueAhead}
      from ${whoWaits}
      returning workspace_id, id, topic_id, due_at
    ),
    ${holdPromise(ctx, id, dueMs, watchMs)}`;
}

/**
 * The end of a statement whose part `made` has put a promise down: it is the topic's now, as the thread's next `rev`, it
 * will be looked at again, and both sides are told. `wasAtRisk`: of the promise that it takes the place of, as far as the
 * statement knows one.
 */
export function holdPromise(
  ctx: Context,
  id: PromiseId,
  dueMs: number,
  watchMs: number,
  wasAtRisk: SQL = sql`false`,
): SQL {
  const event = (type: 'promise.watch' | 'promise.due', dueAt: number): SQL =>
    recordEvent({ type, promiseId: id } satisfies OutboxEvent, sql`held`, ctx.now(), { dueAt: new Date(dueAt) });
  const fields = { topicId: sql`topic_id`, rev: sql`rev`, wasAtRisk, thread: sql`null` };
  return sql`
    thread as (
      update ${threads} thread set rev = thread.rev + 1
      from made join ${topics} topic on topic.workspace_id = made.workspace_id and topic.id = made.topic_id
      where thread.workspace_id = topic.workspace_id and thread.id = topic.thread_id
      returning thread.rev
    ),
    held as (
      update ${topics} topic set promise_id = made.id, promise_due_at = made.due_at, rev = thread.rev from made, thread
      where topic.workspace_id = made.workspace_id and topic.id = made.topic_id
      returning topic.workspace_id, null::uuid as thread_id, topic.id as topic_id, topic.rev
    ),
    watched as (${event('promise.watch', watchMs)}),
    ends as (${event('promise.due', dueMs)})
    ${recordEach('promise.changed', fields, sql`held`, ctx.now())}`;
}
