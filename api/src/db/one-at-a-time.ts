import { sql } from 'drizzle-orm';
import type { Context } from '../context.ts';

/**
 * Of those who do the same in one workspace at once, and to the same one where `toWhich` names it, each waits until the other
 * is done. A statement of its own: what comes after it sees what the other has done.
 */
export const oneAtATime = ({ db, actor }: Context, what: string, ...toWhich: readonly string[]) =>
  db.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${[what, actor.workspaceId, ...toWhich].join(':')}::text, 0))`,
  );
