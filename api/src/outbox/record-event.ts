import { type SQL, sql } from 'drizzle-orm';
import { outbox } from '../db/schema/outbox.ts';
import type { OutboxEvent } from './events.ts';

/** When an event is to be followed up, if not at once, and after which time it is better left. */
export type When = { dueAt?: Date; expiresAt?: Date };

/**
 * The last part of a statement that changed something: stores the event for each row of `from`, which must offer
 * `workspace_id` and `thread_id`. Committed with the change, or not at all.
 */
export const recordEvent = (event: OutboxEvent, from: SQL, at: Date, { dueAt = at, expiresAt }: When = {}) => {
  const { type, ...payload } = event;
  const time = (date: Date | undefined) => sql`${date?.toISOString() ?? null}::timestamptz`;
  return sql`insert into ${outbox} (workspace_id, thread_id, type, payload, created_at, due_at, expires_at)
    select workspace_id, thread_id, ${type}, ${JSON.stringify(payload)}::jsonb, ${time(at)}, ${time(dueAt)}, ${time(expiresAt)}
    from ${from}`;
};
