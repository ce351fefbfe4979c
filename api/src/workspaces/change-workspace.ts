import type { Workspace, WorkspaceChange } from '@everthread/shared/models/workspace';
import { and, eq, sql } from 'drizzle-orm';
import { isManager } from '../agents/is-manager.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { AppError } from '../errors.ts';
import { forgetEmbedPolicy } from './embed-policy.ts';
import { selectSeenOrigins, selectTeam } from './get-workspace.ts';
import { toWorkspace } from './workspace-view.ts';

/** Changes what is named and leaves the rest. For owners and admins. */
export async function changeWorkspace(ctx: Context<AgentActor>, change: WorkspaceChange): Promise<Workspace> {
  const { workspaceId } = ctx.actor;
  const [[workspace], seen, team] = await inWorkspace(ctx, [
    ctx.db
      .update(workspaces)
      .set({
        name: change.name ?? sql`${workspaces.name}`,
        allowedOrigins: change.allowedOrigins ? [...new Set(change.allowedOrigins)] : sql`${workspaces.allowedOrigins}`,
        identityMode: change.identityMode ?? sql`${workspaces.identityMode}`,
      })
      .where(and(eq(workspaces.id, workspaceId), isManager(workspaceId)))
      .returning(),
    selectSeenOrigins(ctx.db, workspaceId),
    selectTeam(ctx.db, workspaceId),
  ]);
  if (!workspace) throw new AppError('forbidden', 'Only an owner or an admin can change the workspace. Please ask one');
  forgetEmbedPolicy(ctx.db, workspaceId);
  return toWorkspace(workspace, seen, team);
}
