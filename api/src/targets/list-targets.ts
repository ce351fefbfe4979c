import type { Target } from '@everthread/shared/models/target';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { targets } from '../db/schema/targets.ts';
import { toTarget } from './target-view.ts';

/** The targets of a workspace, in the order in which they were made. */
export async function listTargets(ctx: Context<AgentActor>): Promise<Target[]> {
  const [rows] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .select()
      .from(targets)
      .where(and(eq(targets.workspaceId, ctx.actor.workspaceId), isNull(targets.removedAt)))
      .orderBy(asc(targets.createdAt), asc(targets.id)),
  ]);
  return rows.map(toTarget);
}
