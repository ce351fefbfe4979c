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

type Named<Type extends OutboxEvent['type']> = Omit<Extract<OutboxEvent, { type: Type }>, 'type'>;

/**
 * As `recordEvent`, where the statement itself finds out of whom and of what there is to tell: an event for each row of
 * `from`, its fields and its thread (`null` for none) given as SQL over that row.
 */
export const recordEach = <Type extends OutboxEvent['type']>(
  type: Type,
  fields: { [Field in keyof Named<Type>]: SQL } & { thread: SQL },
  from: SQL,
  at: Date,
) => {
  const { thread, ...payload } = fields as Record<string, SQL>;
  const pairs = Object.entries(payload).map(([field, value]) => sql`${field}::text, ${value}`);
  const now = sql`${at.toISOString()}::timestamptz`;
  return sql`insert into ${outbox} (workspace_id, thread_id, type, payload, created_at, due_at)
    select workspace_id, ${thread}::uuid, ${type}, jsonb_build_object(${sql.join(pairs, sql`, `)}), ${now}, ${now}
    from ${from}`;
};
