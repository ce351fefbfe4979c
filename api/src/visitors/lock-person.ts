import { sql } from 'drizzle-orm';
import type { Context, KeyHolder, PersonActor } from '../context.ts';

/**
 * One at a time makes, finds or joins what a proven person is known as, so that two devices on which he comes in at
 * once end in one thread. A statement of its own, before any that reads, and before any other lock.
 */
export function lockPerson({ db, actor }: Context<KeyHolder | PersonActor>) {
  if (!actor.person) return [];
  const name = `person:${actor.workspaceId}:${actor.person.externalId}`;
  return [db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${name}::text, 0))`)];
}
