import { sql } from 'drizzle-orm';
import type { Context } from '../src/context.ts';
import type { Database } from '../src/db/connect.ts';

/** The same, but that its transactions take a moment to end: what is done in the same moment meets. */
export function slowToCommit<Ctx extends Context>(ctx: Ctx): Ctx {
  const { db } = ctx;
  const batch = async (statements: Parameters<Database['batch']>[0]) => {
    const results = await db.batch([...statements, db.execute(sql`select pg_sleep(0.15)`)]);
    return results.slice(0, -1);
  };
  return { ...ctx, db: Object.assign(Object.create(db), { batch }) };
}
