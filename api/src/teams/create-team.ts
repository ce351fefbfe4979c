import { TeamId } from '@everthread/shared/models/ids';
import type { NewTeam } from '@everthread/shared/models/member';
import type { Team } from '@everthread/shared/models/workspace';
import { sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { teams } from '../db/schema/teams.ts';
import { workspaceChanged } from '../workspaces/workspace-changed.ts';
import { refuseTakenTeam } from './taken-team.ts';

/** Makes a team without members. Throws `conflict` where there is one of this name. For owners and admins. */
export async function createTeam(ctx: Context<AgentActor>, { name }: NewTeam): Promise<Team> {
  const id = TeamId.parse(ctx.newId());
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  await refuseTakenTeam(
    inWorkspace(atLeast('admin', ctx), [
      ctx.db.execute(sql`
        with made as (
          insert into ${teams} (workspace_id, id, name, created_at)
          values (${ctx.actor.workspaceId}::uuid, ${id}::uuid, ${name}, ${now})
          returning workspace_id
        ),
        audited as (${recordAudit(ctx, 'team.created', { subject: name }, sql`made`)})
        ${workspaceChanged(ctx, sql`made`)}`),
    ]),
  );
  return { id, name, memberIds: [] };
}
