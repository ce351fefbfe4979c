import { AgentId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { Context, SystemActor } from '../context.ts';
import { agents } from '../db/schema/agents.ts';
import { invitations } from '../db/schema/invitations.ts';
import { teamMembers } from '../db/schema/teams.ts';
import { workspaceChanged } from '../workspaces/workspace-changed.ts';
import { isAlive } from './invitation-rows.ts';

/**
 * One statement: uses the invitation up, if `mayTake` it, and makes `joiner` an agent. `joiner` offers the `id` and
 * `name` of a user, and may be made of the row `accepted`. Who was an agent before is one again; who still is, stays
 * what he is.
 */
export function takeSeat(ctx: Context<SystemActor>, tokenHash: string, mayTake: SQL, joiner: SQL): SQL {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  return sql`
    with accepted as (
      update ${invitations} set accepted_at = ${now} where ${isAlive(ctx, tokenHash)} and ${mayTake}
      returning workspace_id, email, role, team_id
    ),
    joiner as (${joiner}),
    agent as (
      insert into ${agents} as known (workspace_id, id, user_id, name, role, joined_at)
      select accepted.workspace_id, ${AgentId.parse(ctx.newId())}::uuid, joiner.id, joiner.name, accepted.role, ${now}
      from accepted, joiner
      on conflict (workspace_id, user_id) do update set
        role = case when known.left_at is null then known.role else excluded.role end,
        joined_at = case when known.left_at is null then known.joined_at else excluded.joined_at end,
        left_at = null
      returning workspace_id, id
    ),
    seated as (
      insert into ${teamMembers} (workspace_id, team_id, agent_id)
      select accepted.workspace_id, accepted.team_id, agent.id from accepted, agent where accepted.team_id is not null
      on conflict do nothing
    ),
    audited as (
      ${recordAudit(
        ctx,
        'invitation.accepted',
        { subject: sql`email`, to: sql`role`, by: sql`(select id from agent)` },
        sql`accepted`,
      )}
    )
    ${workspaceChanged(ctx, sql`agent`)}`;
}
