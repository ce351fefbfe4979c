import type { Context, KeyHolder, PersonActor } from '../context.ts';
import { oneAtATime } from '../db/one-at-a-time.ts';

/**
 * One at a time makes, finds or joins what a proven person is known as, so that two devices on which he comes in at
 * once end in one thread. Before any statement that reads, and before any other lock.
 */
export function lockPerson(ctx: Context<KeyHolder | PersonActor>) {
  const { person } = ctx.actor;
  return person ? [oneAtATime(ctx, 'person', person.externalId)] : [];
}
