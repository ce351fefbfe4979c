import type { WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import { describeError, log } from '../log.ts';
import { indexWorkspace } from './index-soon.ts';

const MOST_WORKSPACES = 50;
const LONGEST_MS = 25_000;

/** Looks through what still waits in any workspace: what its Clock forgot, and what was there before search was. A cron calls it. */
export async function sweepSearch(surroundings: Surroundings): Promise<void> {
  const until = surroundings.now().getTime() + LONGEST_MS;
  const [found] = await runBatch(surroundings.db, [
    surroundings.db.execute(sql`select workspaces_with_search_queue(${MOST_WORKSPACES}) as id`),
  ]);
  for (const { id } of (found as { rows: { id: WorkspaceId }[] }).rows) {
    if (surroundings.now().getTime() > until) return;
    // One workspace in trouble must not keep the others waiting.
    await indexWorkspace(surroundings, id).catch((error) =>
      log('search.sweep_failed', { workspaceId: id, ...describeError(error) }),
    );
  }
}
