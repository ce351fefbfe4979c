import type { WorkspaceId } from '@everthread/shared/models/ids';
import { asUsual, drainDueEvents } from './drain-outbox.ts';
import { followUp } from './follow-up.ts';
import type { HandedOver } from './hand-over.ts';
import type { HandlerContext } from './handler.ts';
import { settleSoon } from './settle-soon.ts';

const LATE_MS = 2_000; // by then whoever is at it is dead, or stands before a Room that does not answer
const LONGEST_MS = 10_000;

/** What came while this isolate was following up in the workspace, for whoever is at it. */
const underWay = new Map<WorkspaceId, { waiting: HandedOver[]; until: number }>();

/**
 * Does what follows from events that were claimed when they were stored: at once, and without asking the database. What
 * comes meanwhile goes along with the next round, all of it together, so that in a busy workspace many messages share
 * the calls of Rooms and whatever else one of them would have asked for.
 */
export async function followUpClaimed(ctx: HandlerContext, claimed: readonly HandedOver[]): Promise<void> {
  const { workspaceId } = ctx.actor;
  const nowMs = () => ctx.now().getTime();
  const other = underWay.get(workspaceId);
  if (other && other.until > nowMs()) return void other.waiting.push(...claimed);

  const own = { waiting: [...claimed], until: 0 };
  underWay.set(workspaceId, own);
  const endsAt = nowMs() + LONGEST_MS;
  const ends: Promise<void>[] = [];
  while (own.waiting.length > 0) {
    own.until = Math.min(nowMs() + LATE_MS, endsAt);
    ends.push(...(await followUpTogether(ctx, own.waiting.splice(0))));
  }
  if (underWay.get(workspaceId) === own) underWay.delete(workspaceId);
  await Promise.all(ends);
}

/** Returns what is still to end: how they have ended is stored while the next are followed up. */
async function followUpTogether(ctx: HandlerContext, claimed: readonly HandedOver[]): Promise<[Promise<void>]> {
  const isRead = claimed.every(({ ahead }) => ahead);
  const ahead = isRead ? claimed.flatMap((one) => one.ahead ?? []) : undefined;
  const outcomes = await followUp(
    { ...ctx, ahead },
    claimed.map(({ event }) => event),
    asUsual,
  );
  const areDone = outcomes.every(({ name }) => name === 'done');
  return [areDone ? settleSoon(ctx, outcomes) : drainDueEvents(ctx, asUsual, outcomes)];
}
