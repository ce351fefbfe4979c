import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Workspace } from '@everthread/shared/models/workspace';
import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import type { Database } from '../db/connect.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { seenOrigins, workspaces } from '../db/schema/workspaces.ts';
import { AppError } from '../errors.ts';
import { toWorkspace } from './workspace-view.ts';

export async function getWorkspace(ctx: Context<AgentActor>): Promise<Workspace> {
  const { workspaceId } = ctx.actor;
  const [[workspace], seen, team] = await inWorkspace(ctx, [
    ctx.db.select().from(workspaces).where(eq(workspaces.id, workspaceId)),
    selectSeenOrigins(ctx.db, workspaceId),
    selectTeam(ctx.db, workspaceId),
  ]);
  if (!workspace) throw new AppError('not_found', 'No such workspace');
  return toWorkspace(workspace, seen, team);
}

/** Where the tag runs, the latest first. */
export function selectSeenOrigins(db: Database, workspaceId: WorkspaceId) {
  return db
    .select({ origin: seenOrigins.origin, lastSeenAt: seenOrigins.lastSeenAt })
    .from(seenOrigins)
    .where(eq(seenOrigins.workspaceId, workspaceId))
    .orderBy(desc(seenOrigins.lastSeenAt), desc(seenOrigins.origin));
}

/** Who answers here, the longest membership first. */
export function selectTeam(db: Database, workspaceId: WorkspaceId) {
  return db
    .select({ id: agents.id, name: agents.name })
    .from(agents)
    .where(and(eq(agents.workspaceId, workspaceId), isNull(agents.leftAt)))
    .orderBy(asc(agents.joinedAt), asc(agents.id));
}
