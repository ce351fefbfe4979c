import type { WorkspaceId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import type { Env } from '../env.ts';
import { describeError, log } from '../log.ts';
import { drainOutbox } from './drain-outbox.ts';

const MOST_WORKSPACES = 200;
const AT_ONCE = 5;

/** Follows up what was left in any workspace: its request died, or its next try came due. A cron calls it. */
export async function sweep(surroundings: Surroundings, env: Env): Promise<void> {
  const waiting = await workspacesWithDueEvents(surroundings);
  const next = waiting.values();
  const sweepOne = async () => {
    for (const workspaceId of next) {
      // One workspace in trouble must not keep the others waiting.
      await drainOutbox(surroundings, env, workspaceId).catch((error) =>
        log('outbox.sweep_failed', { workspaceId, ...describeError(error) }),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, sweepOne));
}

async function workspacesWithDueEvents({ db, now }: Surroundings): Promise<WorkspaceId[]> {
  const [result] = await runBatch(db, [
    db.execute(sql`select workspaces_with_due_events(${now().toISOString()}::timestamptz, ${MOST_WORKSPACES}) as id`),
  ]);
  return (result as { rows: { id: WorkspaceId }[] }).rows.map(({ id }) => id);
}
