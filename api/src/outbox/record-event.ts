import { type SQL, sql } from 'drizzle-orm';
import { outbox } from '../db/schema/outbox.ts';
import type { OutboxEvent } from './events.ts';

/**
 * The last part of a statement that changed something: stores the event for each row of `from`, which must offer
 * `workspace_id` and `thread_id`. Committed with the change, or not at all.
 */
export const recordEvent = (event: OutboxEvent, from: SQL, at: Date) => {
  const { type, ...payload } = event;
  return sql`insert into ${outbox} (workspace_id, thread_id, type, payload, created_at, due_at)
    select workspace_id, thread_id, ${type}, ${JSON.stringify(payload)}::jsonb, ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz
    from ${from}`;
};
