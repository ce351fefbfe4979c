import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Surroundings } from '../context.ts';
import { isAway } from '../db/in-workspace.ts';
import type { Env } from '../env.ts';
import { claimEvents, settleEvents } from './claim-events.ts';
import { followUp, type Manner } from './follow-up.ts';
import type { HandlerContext } from './handler.ts';
import { handlers } from './handlers.ts';
import type { Outcome } from './outcome.ts';
import { takeUnsettled } from './unsettled.ts';
import { wakeClock } from './wake-clock.ts';

const LONGEST_MS = 20_000; // what is begun after it might not end before the Worker must

const WAITS_MS = [200, 1_000, 3_000];

export const asUsual: Manner = { handlers, chance: Math.random, handlerLimitMs: 10_000 };

/** Workspaces that this isolate is draining. Whoever comes meanwhile asks for one more look instead of a second drain. */
const draining = new Map<WorkspaceId, { lookAgain: boolean; until: number }>();

/**
 * Follows up what is due in the workspace until nothing is. Where a drain is under way in this isolate already, that
 * one takes the rest over. What is left undone, for whatever reason, the sweep does.
 */
export async function drainOutbox(surroundings: Surroundings, env: Env, workspaceId: WorkspaceId): Promise<void> {
  const nowMs = () => surroundings.now().getTime();
  const other = draining.get(workspaceId);
  if (other && other.until > nowMs()) {
    other.lookAgain = true;
    return;
  }
  const own = { lookAgain: true, until: nowMs() + LONGEST_MS };
  draining.set(workspaceId, own);
  try {
    while (own.lookAgain && nowMs() < own.until) {
      own.lookAgain = false;
      const ctx: HandlerContext = { ...surroundings, env, actor: { kind: 'system', workspaceId } };
      await drainDueEvents(ctx, asUsual, takeUnsettled(workspaceId));
    }
  } finally {
    if (draining.get(workspaceId) === own) draining.delete(workspaceId);
  }
}

/**
 * As `drainOutbox`, beside whatever else may be draining. Each event goes to one of them. What is due later, the
 * workspace's Clock is told to wake. `ended`: how events have ended that were claimed elsewhere.
 */
export async function drainDueEvents(
  ctx: HandlerContext,
  manner: Manner = asUsual,
  ended: readonly Outcome[] = [],
): Promise<void> {
  const until = ctx.now().getTime() + LONGEST_MS;
  let outcomes = ended;
  const claim = () => claimEvents(ctx, outcomes);
  do {
    const { events, nextDueAt, ahead } = await (outcomes.length > 0 ? patiently(claim) : claim());
    if (events.length === 0) return nextDueAt && wakeClock(ctx, nextDueAt);
    outcomes = await followUp({ ...ctx, ahead }, events, manner);
  } while (ctx.now().getTime() < until);
  await settleEvents(ctx, outcomes);
  await wakeClock(ctx, ctx.now());
}

/** What is done and not noted holds its thread up until its claim ends: a database that stumbles is asked again. */
export async function patiently<Result>(ask: () => Promise<Result>): Promise<Result> {
  for (const waitMs of WAITS_MS) {
    try {
      return await ask();
    } catch (error) {
      if (!isAway(error)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, waitMs));
  }
  return ask();
}
