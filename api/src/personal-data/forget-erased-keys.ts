import { sql } from 'drizzle-orm';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import { unseenBefore } from './erase-unseen.ts';

/** Those of who was erased nine months ago, of all workspaces: nobody is told any more that he was. A cron calls it. */
export async function forgetErasedKeys({ db, now }: Surroundings): Promise<void> {
  await runBatch(db, [db.execute(sql`select forget_erased_keys(${unseenBefore(now()).toISOString()}::timestamptz)`)]);
}
