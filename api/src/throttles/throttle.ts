import { createHmac } from 'node:crypto';
import { and, eq, gt, gte, inArray, sql } from 'drizzle-orm';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import { throttles } from '../db/schema/throttles.ts';
import { AppError } from '../errors.ts';

/** At most `max` times in `minutes` for one subject of this kind, such as tries to sign in to one account. */
export type Rule = { of: string; max: number; minutes: number };
export type Count = { rule: Rule; subject: string };

type Counted = { key: string; count: number; ends: string };

/**
 * Counts one try, in one trip, and throws `too_many` where a limit is spent. It counts before anything is tried, so that
 * a thousand tries at once are a thousand counts. What one subject in `narrow` has spent is no longer counted against
 * `wide`: who hammers at one account does not shut his whole office out.
 */
export async function countTry(
  surroundings: Surroundings,
  { narrow, wide }: { narrow: readonly Count[]; wide: readonly Count[] },
): Promise<void> {
  const now = surroundings.now();
  const entries = [...narrow, ...wide].map(({ rule, subject }) => ({
    key: throttleKey(surroundings, { rule, subject }),
    ends: new Date(now.getTime() + rule.minutes * 60_000).toISOString(),
    max: rule.max,
  }));
  const at = now.toISOString();
  const counting = (rows: typeof entries, unless: string) => sql`
    insert into throttles (key, window_ends_at, count)
    select t.key, t.ends, 1 from json_to_recordset(${JSON.stringify(rows)}::json) as t(key text, ends timestamptz)
    where not exists (select from ${sql.raw(unless)})
    order by t.key -- so that two tries never wait for each other
    on conflict (key) do update set
      count = case when throttles.window_ends_at <= ${at} then 1 else throttles.count + 1 end,
      window_ends_at = case when throttles.window_ends_at <= ${at} then excluded.window_ends_at else throttles.window_ends_at end
    returning key, count, window_ends_at as ends`;
  const [result] = await runBatch(surroundings.db, [
    surroundings.db.execute<Counted>(sql`
      with limits as (
        select * from json_to_recordset(${JSON.stringify(entries)}::json) as t(key text, max integer)
      ), narrow as (${counting(entries.slice(0, narrow.length), '(select 1 where false) as never')}
      ), spent as (
        select 1 from narrow join limits using (key) where narrow.count > limits.max
      ), wide as (${counting(entries.slice(narrow.length), 'spent')})
      select * from narrow union all select * from wide`),
  ]);
  const counts = (result as { rows: Counted[] }).rows;
  const spent = entries.filter(({ key, max }) => counts.some((count) => count.key === key && count.count > max));
  if (spent.length === 0) return;
  const ends = counts.filter(({ key }) => spent.some((entry) => entry.key === key)).map(({ ends }) => Date.parse(ends));
  throw tooMany(Math.max(1, Math.ceil((Math.max(...ends) - now.getTime()) / 1000)));
}

/** Whether this one has no tries left, without counting one. */
export async function isSpent(surroundings: Surroundings, { rule, subject }: Count): Promise<boolean> {
  const { db } = surroundings;
  const [found] = await runBatch(db, [
    db
      .select({ key: throttles.key })
      .from(throttles)
      .where(
        and(
          eq(throttles.key, throttleKey(surroundings, { rule, subject })),
          gt(throttles.windowEndsAt, surroundings.now()),
          gte(throttles.count, rule.max),
        ),
      ),
  ]);
  return (found as unknown[]).length > 0;
}

/** After a success: its subject starts afresh in `clear`, and has in `giveBack` not been counted. */
export async function forgetTries(
  surroundings: Surroundings,
  { clear, giveBack }: { clear: readonly Count[]; giveBack: readonly Count[] },
): Promise<void> {
  const keysOf = (counts: readonly Count[]) => counts.map((count) => throttleKey(surroundings, count));
  const { db } = surroundings;
  await runBatch(db, [
    db.delete(throttles).where(inArray(throttles.key, keysOf(clear))),
    ...keysOf(giveBack).map((key) =>
      db
        .update(throttles)
        .set({ count: sql`greatest(${throttles.count} - 1, 0)` })
        .where(eq(throttles.key, key)),
    ),
  ]);
}

/** Addresses, also those of networks, are personal: only a keyed hash is stored. */
function throttleKey({ config }: Surroundings, { rule, subject }: Count): string {
  return createHmac('sha256', config.keys.throttle).update(`${rule.of}\n${subject}`).digest('base64url');
}

function tooMany(seconds: number): AppError {
  const minutes = Math.ceil(seconds / 60);
  const wait = minutes < 2 ? 'a minute' : minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
  return new AppError('too_many', `Too many tries. Please wait ${wait} and try again`, { retryAfter: seconds });
}
