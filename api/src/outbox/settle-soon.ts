import type { WorkspaceId } from '@everthread/shared/models/ids';
import { settleEvents } from './claim-events.ts';
import { drainOutbox, patiently } from './drain-outbox.ts';
import type { HandlerContext } from './handler.ts';
import type { Outcome } from './outcome.ts';
import { wakeClock } from './wake-clock.ts';

// Long enough that busy workspaces share trips, and shorter than anybody takes to write the next message in a thread.
const SOON_MS = 200;
const LATE_MS = 2_000; // by then whoever was to settle is dead

/** What this isolate is about to settle, by workspace. */
const waiting = new Map<WorkspaceId, { outcomes: Outcome[]; until: number }>();

/**
 * Stores how events have ended, together with whatever else ends in the workspace about now, and sees to what was left
 * waiting behind them. Dies this isolate before, their claims run out and they are told again.
 */
export async function settleSoon(ctx: HandlerContext, outcomes: readonly Outcome[]): Promise<void> {
  const { workspaceId } = ctx.actor;
  const nowMs = ctx.now().getTime();
  const other = waiting.get(workspaceId);
  if (other && other.until > nowMs) {
    other.outcomes.push(...outcomes);
    return;
  }
  const own = { outcomes: [...outcomes], until: nowMs + LATE_MS };
  waiting.set(workspaceId, own);
  await new Promise((resolve) => setTimeout(resolve, SOON_MS));
  if (waiting.get(workspaceId) === own) waiting.delete(workspaceId);

  const { isMoreDue, nextDueAt } = await patiently(() => settleEvents(ctx, own.outcomes));
  if (isMoreDue) await drainOutbox(ctx, ctx.env, workspaceId);
  else if (nextDueAt) await wakeClock(ctx, nextDueAt);
}
