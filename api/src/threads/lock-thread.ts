import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { threads } from '../db/schema/threads.ts';

/**
 * Takes the thread's row, waiting for who has it. A statement of its own, before any that reads: within one statement
 * everything sees the snapshot from before the wait, and two senders after a done topic would begin two topics.
 */
export const lockThread = (db: Database, whichThread: SQL | undefined) =>
  db.execute(sql`select 1 from ${threads} where ${whichThread} for update of ${threads}`);
