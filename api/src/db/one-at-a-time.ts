import { sql } from 'drizzle-orm';
import type { Context } from '../context.ts';

/** A statement of its own: of those who make such a thing in one workspace at once, each counts what the others have made. */
export const oneAtATime = ({ db, actor }: Context, what: string) =>
  db.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${what}:${actor.workspaceId}`}::text, 0))`);
