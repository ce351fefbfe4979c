import type { AgentId } from '@everthread/shared/models/ids';
import type { Role } from '@everthread/shared/models/workspace';
import { and, eq, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { recordEach } from '../outbox/record-event.ts';
import { forgetEmbedPolicy } from '../workspaces/embed-policy.ts';
import { workspaceChanged } from '../workspaces/workspace-changed.ts';
import { lockMembers } from './lock-members.ts';

/**
 * Gives an agent another role. It holds from his next request on; his open sockets are closed, so that none goes on with
 * what he was. For owners and admins; owners are made and unmade by owners. Throws `conflict` for the last owner.
 */
export async function changeRole(ctx: Context<AgentActor>, agentId: AgentId, role: Role): Promise<void> {
  const { workspaceId } = ctx.actor;
  const thatAgent = and(eq(agents.workspaceId, workspaceId), eq(agents.id, agentId));
  await inWorkspace(atLeast('admin', ctx), [
    lockMembers(ctx),
    ctx.db.execute(sql`select demand_changeable_agent(${agentId}, ${role})`),
    ctx.db.execute(sql`
      with before as (select workspace_id, id, name, role from ${agents} where ${thatAgent} and role <> ${role}),
      audited as (
        ${recordAudit(ctx, 'agent.role_changed', { subject: sql`name`, from: sql`role`, to: role }, sql`before`)}
      ),
      changed as (
        update ${agents} agent set role = ${role} from before
        where agent.workspace_id = before.workspace_id and agent.id = before.id
        returning agent.workspace_id, agent.id
      ),
      told as (${workspaceChanged(ctx, sql`changed`)})
      ${recordEach('agent.changed', { agentId: sql`id`, thread: sql`null` }, sql`changed`, ctx.now())}`),
  ]);
  forgetEmbedPolicy(ctx.db, workspaceId);
}
