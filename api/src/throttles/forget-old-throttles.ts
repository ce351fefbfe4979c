import { lt } from 'drizzle-orm';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import { throttles } from '../db/schema/throttles.ts';

/** Removes counters whose window is over. They would start at one again anyway. */
export async function forgetOldThrottles({ db, now }: Surroundings): Promise<void> {
  await runBatch(db, [db.delete(throttles).where(lt(throttles.windowEndsAt, now()))]);
}
