import type { AgentId } from '@everthread/shared/models/ids';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { teamMembers } from '../db/schema/teams.ts';
import { recordEach } from '../outbox/record-event.ts';
import { forgetEmbedPolicy } from '../workspaces/embed-policy.ts';
import { workspaceChanged } from '../workspaces/workspace-changed.ts';
import { lockMembers } from './lock-members.ts';
import { unassignAll } from './unassign-all.ts';

/**
 * Ends an agent's membership: his next request here finds no workspace, his sockets are closed, what he had to do is
 * nobody's again. What he wrote stays his. For owners and admins; an owner's, for owners. Throws `conflict` for the last.
 */
export async function removeAgent(ctx: Context<AgentActor>, agentId: AgentId): Promise<void> {
  const target = sql`${agentId}::uuid`;
  await endMembership(atLeast('admin', ctx), target, 'agent.removed', [
    ctx.db.execute(sql`select demand_changeable_agent(${agentId}, null)`),
  ]);
}

/** The asking agent leaves. Throws `conflict` where he is the last owner. */
export async function leaveWorkspace(ctx: Context<AgentActor>): Promise<void> {
  await endMembership(atLeast('viewer', ctx), sql`current_agent()`, 'agent.left', [
    ctx.db.execute(sql`select demand_changeable_agent(current_agent(), null)`),
  ]);
}

async function endMembership(
  ctx: Context<AgentActor>,
  target: SQL,
  what: 'agent.removed' | 'agent.left',
  demands: readonly ReturnType<typeof lockMembers>[],
): Promise<void> {
  const { workspaceId } = ctx.actor;
  const thatAgent = and(eq(agents.workspaceId, workspaceId), sql`${agents.id} = ${target}`);
  await inWorkspace(ctx, [
    lockMembers(ctx),
    ...demands,
    ...unassignAll(ctx, target),
    ctx.db
      .delete(teamMembers)
      .where(sql`${teamMembers.workspaceId} = ${workspaceId} and ${teamMembers.agentId} = ${target}`),
    ctx.db.execute(sql`
      with gone as (
        update ${agents} set left_at = ${ctx.now().toISOString()}::timestamptz, is_away = false where ${thatAgent}
        returning workspace_id, id, name, role
      ),
      audited as (${recordAudit(ctx, what, { subject: sql`name`, from: sql`role` }, sql`gone`)}),
      told as (${workspaceChanged(ctx, sql`gone`)})
      ${recordEach('agent.changed', { agentId: sql`id`, thread: sql`null` }, sql`gone`, ctx.now())}`),
  ]);
  forgetEmbedPolicy(ctx.db, workspaceId);
}
