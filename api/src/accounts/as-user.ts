import { sql } from 'drizzle-orm';
import type { BatchItem, BatchResponse } from 'drizzle-orm/batch';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';

type Statement = BatchItem<'pg'>;

/**
 * Runs the statements as one transaction in one trip, for the user of this session: SQL finds him as
 * `current_user_id()`. Throws `signed_out`, and does nothing, where the session has ended.
 */
export async function asUser<const Statements extends readonly Statement[]>(
  { db, now }: Surroundings,
  sessionToken: string,
  statements: Statements,
): Promise<BatchResponse<[...Statements]>> {
  const enter = db.execute(sql`select enter_as_user(${sessionToken}, ${now().toISOString()})`);
  const [, ...results] = await runBatch(db, [enter, ...statements]);
  return results as BatchResponse<[...Statements]>;
}
