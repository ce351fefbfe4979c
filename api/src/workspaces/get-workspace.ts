import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Workspace } from '@everthread/shared/models/workspace';
import { desc, eq } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import type { Database } from '../db/connect.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { seenOrigins, workspaces } from '../db/schema/workspaces.ts';
import { AppError } from '../errors.ts';
import { selectRoster } from './select-roster.ts';
import { toWorkspace } from './workspace-view.ts';

export async function getWorkspace(ctx: Context<AgentActor>): Promise<Workspace> {
  const { workspaceId } = ctx.actor;
  const [[workspace], seen, agents, teams, tags] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db.select().from(workspaces).where(eq(workspaces.id, workspaceId)),
    selectSeenOrigins(ctx.db, workspaceId),
    ...selectRoster(ctx.db, workspaceId),
  ]);
  if (!workspace) throw new AppError('not_found', 'No such workspace');
  return toWorkspace(ctx.config, workspace, { seen, agents, teams, tags });
}

/** Where the tag runs, the latest first. */
export function selectSeenOrigins(db: Database, workspaceId: WorkspaceId) {
  return db
    .select({ origin: seenOrigins.origin, lastSeenAt: seenOrigins.lastSeenAt })
    .from(seenOrigins)
    .where(eq(seenOrigins.workspaceId, workspaceId))
    .orderBy(desc(seenOrigins.lastSeenAt), desc(seenOrigins.origin));
}
