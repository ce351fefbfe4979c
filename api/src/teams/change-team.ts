import type { AgentId, TeamId } from '@everthread/shared/models/ids';
import type { TeamChange } from '@everthread/shared/models/member';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { agents } from '../db/schema/agents.ts';
import { teamMembers, teams } from '../db/schema/teams.ts';
import { AppError } from '../errors.ts';
import { recordEach } from '../outbox/record-event.ts';
import { workspaceChanged } from '../workspaces/workspace-changed.ts';
import { refuseTakenTeam } from './taken-team.ts';

/**
 * Renames a team, says who is in it, removes it or brings it back. A team that is removed keeps its members and what was
 * given to it; its own hours hold no more. Who is no agent here is passed over. For owners and admins.
 */
export async function changeTeam(ctx: Context<AgentActor>, teamId: TeamId, change: TeamChange): Promise<void> {
  const { workspaceId } = ctx.actor;
  const thatTeam = and(eq(teams.workspaceId, workspaceId), eq(teams.id, teamId)) as SQL;
  const [[found]] = await refuseTakenTeam(
    inWorkspace(atLeast('admin', ctx), [
      ctx.db.select({ id: teams.id }).from(teams).where(thatTeam).for('no key update'),
      ...(change.memberIds === undefined ? [] : [ctx.db.execute(seat(ctx, thatTeam, change.memberIds))]),
      ...(change.name === undefined ? [] : [ctx.db.execute(rename(ctx, thatTeam, change.name))]),
      ...(change.isRemoved === undefined ? [] : [ctx.db.execute(remove(ctx, thatTeam, change.isRemoved))]),
    ]),
  );
  if (!found) throw new AppError('not_found', 'No such team');
}

function rename(ctx: Context<AgentActor>, thatTeam: SQL, name: string): SQL {
  return sql`
    with before as (select workspace_id, id, name from ${teams} where ${thatTeam} and name <> ${name}),
    audited as (${recordAudit(ctx, 'team.renamed', { from: sql`name`, to: name }, sql`before`)}),
    changed as (
      update ${teams} team set name = ${name} from before
      where team.workspace_id = before.workspace_id and team.id = before.id
      returning team.workspace_id
    )
    ${workspaceChanged(ctx, sql`changed`)}`;
}

function remove(ctx: Context<AgentActor>, thatTeam: SQL, isRemoved: boolean): SQL {
  const removedAt = isRemoved ? sql`${ctx.now().toISOString()}::timestamptz` : sql`null`;
  return sql`
    with changed as (
      update ${teams} set removed_at = ${removedAt} where ${thatTeam} and (removed_at is not null) <> ${isRemoved}
      returning workspace_id, name
    ),
    audited as (
      ${recordAudit(ctx, isRemoved ? 'team.removed' : 'team.restored', { subject: sql`name` }, sql`changed`)}
    ),
    reviewed as (${recordEach('targets.review', { thread: sql`null` }, sql`changed`, ctx.now())})
    ${workspaceChanged(ctx, sql`changed`)}`;
}

function seat(ctx: Context<AgentActor>, thatTeam: SQL, memberIds: readonly AgentId[]): SQL {
  const wanted = sql`(select jsonb_array_elements_text(${JSON.stringify(memberIds)}::jsonb)::uuid)`;
  const namesOf = (ids: SQL) => sql`(
    select string_agg(agent.name, ', ' order by agent.name, agent.id) from ${agents} agent
    where agent.workspace_id = team.workspace_id and agent.id in ${ids})`;
  return sql`
    with team as (select workspace_id, id, name from ${teams} where ${thatTeam}),
    were as (select member.* from ${teamMembers} member join team on member.workspace_id = team.workspace_id and member.team_id = team.id),
    will as (
      select agent.workspace_id, team.id as team_id, agent.id as agent_id from ${agents} agent, team
      where agent.workspace_id = team.workspace_id and agent.id in ${wanted} and agent.left_at is null
    ),
    gone as (
      delete from ${teamMembers} member using were
      where member.workspace_id = were.workspace_id and member.team_id = were.team_id
        and member.agent_id = were.agent_id and member.agent_id not in (select agent_id from will)
      returning member.agent_id
    ),
    come as (
      insert into ${teamMembers} (workspace_id, team_id, agent_id)
      select workspace_id, team_id, agent_id from will on conflict do nothing
      returning agent_id
    ),
    changed as (
      select workspace_id, name, id from team where exists (select from gone) or exists (select from come)
    ),
    audited as (
      ${recordAudit(
        ctx,
        'team.members_changed',
        {
          subject: sql`team.name`,
          from: sql`coalesce(${namesOf(sql`(select agent_id from were)`)}, '')`,
          to: sql`coalesce(${namesOf(sql`(select agent_id from will)`)}, '')`,
        },
        sql`changed team`,
      )}
    )
    ${workspaceChanged(ctx, sql`changed`)}`;
}
