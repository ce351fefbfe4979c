import type { PromiseId, TeamId, TopicId } from '@everthread/shared/models/ids';
import type { PromiseKind } from '@everthread/shared/models/promise';
import { sql } from 'drizzle-orm';
import { inWorkspace } from '../db/in-workspace.ts';
import { promises } from '../db/schema/promises.ts';
import { topics } from '../db/schema/topics.ts';
import { withPolicy } from '../experiments/with-policy.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { recordAll } from '../outbox/record-event.ts';
import { lockThread } from '../threads/lock-thread.ts';
import { threadOfTopic } from '../threads/thread-of-topic.ts';
import { aimedAt, readGrounds, remainingFor, selectGrounds } from './grounds.ts';
import { lookAt } from './look-at-promise.ts';
import { renewPromise } from './renew-promise.ts';
import { settlePromise } from './settle-promise.ts';
import { warnOfPromise } from './warn-of-promise.ts';

type EventOf<Type extends OutboxEvent['type']> = Extract<OutboxEvent, { type: Type }>;

/** Time to look at promises: of those that will hardly hold the team is told, and their visitors before it is too late. */
export const watchPromises: Handler<EventOf<'promise.watch'>> = async (ctx, events) => {
  for (const { promiseId } of events) await watch(ctx, promiseId);
};

/** The time of promises has come: what was not kept until now is broken, though somebody may answer yet. */
export const endPromises: Handler<EventOf<'promise.due'>> = async (ctx, events) => {
  for (const { promiseId } of events) {
    const held = await readHeld(ctx, promiseId);
    if (held?.outcome !== 'open') continue;
    const { itsThread } = threadOfTopic(ctx.db, ctx.actor.workspaceId, held.topicId);
    await inWorkspace(ctx, [
      lockThread(ctx.db, itsThread),
      settlePromise(ctx, held.topicId), // an answer may have come in time, and not have been counted yet
      warnOfPromise(ctx, promiseId, 'broken'),
    ]);
  }
};

export type Found = {
  topicId: TopicId;
  teamId: TeamId | null;
  kind: PromiseKind;
  madeMs: number;
  dueMs: number;
  isAtRisk: boolean;
  outcome: string;
  isHeld: boolean; // by its topic, whose visitor still waits for what it says
};

async function watch(ctx: HandlerContext, id: PromiseId): Promise<void> {
  const nowMs = ctx.now().getTime();
  const [found, ...read] = await inWorkspace(ctx, [selectHeld(ctx, id), ...selectGrounds(ctx)]);
  const [held] = found.rows;
  const usual = readGrounds(ctx, ...read);
  if (!held || !usual || held.outcome !== 'open' || !held.isHeld || nowMs >= held.dueMs) return;

  const { topicId, teamId, kind } = held;
  const grounds = await withPolicy(ctx, usual, topicId);
  const isOwnWord = kind === 'own-words';
  const remaining = isOwnWord ? undefined : remainingFor(grounds, { topicId, teamId, kind }, nowMs);
  const look = lookAt({ ...held, isOwnWord }, remaining, nowMs, aimedAt(grounds, teamId, nowMs));
  if (look.name === 'renew') {
    return renewPromise(ctx, id, topicId, { ...look.to, likelihood: grounds.likelihood });
  }
  const { itsThread } = threadOfTopic(ctx.db, ctx.actor.workspaceId, topicId);
  const again =
    look.lookAgainMs === undefined
      ? []
      : [{ event: { type: 'promise.watch', promiseId: id } as const, dueAt: new Date(look.lookAgainMs) }];
  await inWorkspace(ctx, [
    lockThread(ctx.db, itsThread),
    ...(look.name === 'at-risk' ? [warnOfPromise(ctx, id, 'at-risk')] : []),
    recordAll(ctx, again),
  ]);
}

const selectHeld = ({ db, actor }: HandlerContext, id: PromiseId) =>
  db.execute<Found>(sql`
    select topic.id as "topicId", topic.team_id as "teamId", promise.kind, promise.outcome,
      (extract(epoch from promise.made_at) * 1000)::float8 as "madeMs",
      (extract(epoch from promise.due_at) * 1000)::float8 as "dueMs", promise.at_risk_at is not null as "isAtRisk",
      topic.promise_id = promise.id
        and (promise.waiting_since is null or promise.waiting_since = topic.waiting_since) is true as "isHeld"
    from ${promises} promise
      join ${topics} topic on topic.workspace_id = promise.workspace_id and topic.id = promise.topic_id
    where promise.workspace_id = ${actor.workspaceId} and promise.id = ${id}`);

async function readHeld(ctx: HandlerContext, id: PromiseId): Promise<Found | undefined> {
  const [found] = await inWorkspace(ctx, [selectHeld(ctx, id)]);
  return found.rows[0];
}
