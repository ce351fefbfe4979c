import { sql } from 'drizzle-orm';
import type { Context } from '../context.ts';

/**
 * Who makes one of two visitors, or two of one, takes keys and threads whose owners change while he waits for them, so
 * that no order of locks is the same for all. Therefore an agent's word stands alone in its workspace; people who come
 * in are let through together, but not beside it. A statement of its own, before the locks of keys and threads.
 */
export function lockJoining({ db, actor }: Context, how: 'alone' | 'together') {
  const name = sql`hashtextextended(${`joining:${actor.workspaceId}`}::text, 0)`;
  return db.execute(
    how === 'alone' ? sql`select pg_advisory_xact_lock(${name})` : sql`select pg_advisory_xact_lock_shared(${name})`,
  );
}
