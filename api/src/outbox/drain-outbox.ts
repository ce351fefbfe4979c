import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Surroundings } from '../context.ts';
import type { Env } from '../env.ts';
import { claimEvents, settleEvents } from './claim-events.ts';
import { followUp, type Manner } from './follow-up.ts';
import type { HandlerContext } from './handler.ts';
import { handlers } from './handlers.ts';
import type { Outcome } from './outcome.ts';

const LONGEST_MS = 20_000; // what is begun after it might not end before the Worker must

const asUsual: Manner = { handlers, chance: Math.random, handlerLimitMs: 10_000 };

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
      await drainDueEvents({ ...surroundings, env, actor: { kind: 'system', workspaceId } }, asUsual);
    }
  } finally {
    if (draining.get(workspaceId) === own) draining.delete(workspaceId);
  }
}

/** As `drainOutbox`, beside whatever else may be draining. Each event goes to one of them. */
export async function drainDueEvents(ctx: HandlerContext, manner: Manner): Promise<void> {
  const until = ctx.now().getTime() + LONGEST_MS;
  let outcomes: Outcome[] = [];
  do {
    const claimed = await claimEvents(ctx, outcomes);
    if (claimed.length === 0) return;
    outcomes = await followUp(ctx, claimed, manner);
  } while (ctx.now().getTime() < until);
  await settleEvents(ctx, outcomes);
}
