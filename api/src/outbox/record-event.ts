import { type SQL, sql } from 'drizzle-orm';
import type { Context } from '../context.ts';
import { outbox } from '../db/schema/outbox.ts';
import type { OutboxEvent } from './events.ts';

/**
 * When an event is to be followed up, if not at once, and after which time it is better left. `claimedUntil`: who stores
 * it follows it up himself, unless an earlier one of its thread is still waiting.
 */
export type When = { dueAt?: Date; expiresAt?: Date; claimedUntil?: Date | undefined };

/**
 * The last part of a statement that changed something: stores the event for each row of `from`, which must offer
 * `workspace_id` and `thread_id`. Committed with the change, or not at all.
 */
export const recordEvent = (
  event: OutboxEvent,
  from: SQL,
  at: Date,
  { dueAt = at, expiresAt, claimedUntil }: When = {},
) => {
  const { type, ...payload } = event;
  const time = (date: Date | undefined) => sql`${date?.toISOString() ?? null}::timestamptz`;
  // What was due when it was stored is earlier, though its clock was ahead of ours. Looked for once: `offset 0` keeps
  // Postgres from writing the question out wherever the answer is wanted.
  const isFirst = claimedUntil
    ? sql`not exists (select from ${outbox} earlier
        where earlier.workspace_id = happened.workspace_id and earlier.thread_id = happened.thread_id
          and earlier.parked_at is null and (earlier.attempts > 0 or earlier.due_at <= greatest(${time(at)}, earlier.created_at)))`
    : sql`false`;
  return sql`insert into ${outbox} (workspace_id, thread_id, type, payload, created_at, due_at, expires_at, claimed_until, attempts)
    select workspace_id, thread_id, ${type}, ${JSON.stringify(payload)}::jsonb, ${time(at)}, ${time(dueAt)}, ${time(expiresAt)},
      case when is_first then ${time(claimedUntil)} end, is_first::integer
    from (select * from ${from}) happened, lateral (select ${isFirst} as is_first offset 0) place`;
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
  dueAt = at,
) => {
  const { thread, ...payload } = fields as Record<string, SQL>;
  const pairs = Object.entries(payload).map(([field, value]) => sql`${field}::text, ${value}`);
  const time = (date: Date) => sql`${date.toISOString()}::timestamptz`;
  return sql`insert into ${outbox} (workspace_id, thread_id, type, payload, created_at, due_at)
    select workspace_id, ${thread}::uuid, ${type}, jsonb_build_object(${sql.join(pairs, sql`, `)}), ${time(at)}, ${time(dueAt)}
    from ${from}`;
};

/** A statement that stores these events, which hang on no thread, each for its own time. */
export const recordAll = (
  { actor, db, now }: Context,
  events: readonly { event: OutboxEvent; dueAt?: Date; expiresAt?: Date }[],
) => {
  const rows = events.map(({ event: { type, ...payload }, dueAt = now(), expiresAt }) => ({
    type,
    payload,
    due_at: dueAt.toISOString(),
    expires_at: expiresAt?.toISOString(),
  }));
  return db.execute(sql`insert into ${outbox} (workspace_id, type, payload, created_at, due_at, expires_at)
    select ${actor.workspaceId}::uuid, type, payload, ${now().toISOString()}::timestamptz, due_at, expires_at
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as event(type text, payload jsonb, due_at timestamptz, expires_at timestamptz)`);
};
