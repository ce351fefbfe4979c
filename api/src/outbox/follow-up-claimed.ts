import { asUsual, drainDueEvents } from './drain-outbox.ts';
import { followUp } from './follow-up.ts';
import type { HandedOver } from './hand-over.ts';
import type { HandlerContext } from './handler.ts';
import { settleSoon } from './settle-soon.ts';

/** Does what follows from events that were claimed when they were stored: at once, and without asking the database. */
export async function followUpClaimed(ctx: HandlerContext, claimed: readonly HandedOver[]): Promise<void> {
  const ended = await Promise.all(claimed.map(({ event, ahead }) => followUp({ ...ctx, ahead }, [event], asUsual)));
  const outcomes = ended.flat();
  if (outcomes.every(({ name }) => name === 'done')) await settleSoon(ctx, outcomes);
  else await drainDueEvents(ctx, asUsual, outcomes);
}
