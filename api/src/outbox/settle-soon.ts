import { settleEvents } from './claim-events.ts';
import { drainOutbox, patiently } from './drain-outbox.ts';
import type { HandlerContext } from './handler.ts';
import type { Outcome } from './outcome.ts';
import { leaveToSettle, takeUnsettled } from './unsettled.ts';
import { wakeClock } from './wake-clock.ts';

// Long enough that busy workspaces share trips. What comes behind in the same thread meanwhile waits as long, if it comes
// to another isolate; in this one its drain settles first.
const SOON_MS = 200;

/**
 * Stores how events have ended, together with whatever else ends in the workspace about now, and sees to what was left
 * waiting behind them. Dies this isolate before, their claims run out and they are told again.
 */
export async function settleSoon(ctx: HandlerContext, outcomes: readonly Outcome[]): Promise<void> {
  const { workspaceId } = ctx.actor;
  if (!leaveToSettle(workspaceId, outcomes, ctx.now().getTime())) return;
  await new Promise((resolve) => setTimeout(resolve, SOON_MS));
  const ended = takeUnsettled(workspaceId);
  if (ended.length === 0) return; // a drain came by
  const { isMoreDue, nextDueAt } = await patiently(() => settleEvents(ctx, ended));
  if (isMoreDue) await drainOutbox(ctx, ctx.env, workspaceId);
  else if (nextDueAt) await wakeClock(ctx, nextDueAt);
}
