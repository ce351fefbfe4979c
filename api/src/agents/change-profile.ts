import type { ProfileChange } from '@everthread/shared/models/profile';
import { and, eq, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { forgetEmbedPolicy } from '../workspaces/embed-policy.ts';
import { workspaceChanged } from '../workspaces/workspace-changed.ts';

/** Changes what is named of the asking agent in this workspace: his name, whether he is away, when he works and when not. */
export async function changeProfile(ctx: Context<AgentActor>, change: ProfileChange): Promise<void> {
  const { name, isAway, hours, absences } = change;
  const { workspaceId } = ctx.actor;
  const self = and(eq(agents.workspaceId, workspaceId), eq(agents.id, sql`current_agent()`));
  const before = sql`(select workspace_id, name from ${agents} where ${self} and name <> ${name ?? ''}) as before`;
  await inWorkspace(atLeast('viewer', ctx), [
    ...(name === undefined
      ? []
      : [ctx.db.execute(recordAudit(ctx, 'agent.renamed', { from: sql`name`, to: name }, before))]),
    ctx.db
      .update(agents)
      .set({
        name: name ?? sql`${agents.name}`,
        isAway: isAway ?? sql`${agents.isAway}`,
        ...(hours !== undefined && { hours }),
        ...(absences !== undefined && { absences: absences.toSorted((a, b) => (a.from < b.from ? -1 : 1)) }),
      })
      .where(self),
    ctx.db.execute(workspaceChanged(ctx, sql`(select current_workspace() as workspace_id) as changed`)),
  ]);
  forgetEmbedPolicy(ctx.db, workspaceId);
}
