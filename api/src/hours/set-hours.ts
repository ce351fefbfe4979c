import type { TeamId } from '@everthread/shared/models/ids';
import type { Schedule } from '@everthread/shared/models/schedule';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { officeHours } from '../db/schema/hours.ts';
import { teams } from '../db/schema/teams.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { AppError } from '../errors.ts';
import { recordEach } from '../outbox/record-event.ts';
import { workspaceChanged } from '../workspaces/workspace-changed.ts';
import { forgetOutlook } from './outlook.ts';
import { scheduleWords } from './schedule-words.ts';

/**
 * Sets when a team answers, or (`null`) the workspace. Without a schedule a team answers when the workspace does, and
 * the workspace whenever somebody is there. What is so already stays as it is. For owners and admins.
 */
export async function setHours(
  ctx: Context<AgentActor>,
  teamId: TeamId | null,
  schedule: Schedule | null,
): Promise<void> {
  const { workspaceId } = ctx.actor;
  const manager = atLeast('admin', ctx);
  const whose = and(eq(officeHours.workspaceId, workspaceId), eq(officeHours.id, teamId ?? workspaceId)) as SQL;
  const [[owner], [before]] = await inWorkspace(manager, [
    teamId
      ? ctx.db
          .select({ name: teams.name })
          .from(teams)
          .where(and(eq(teams.workspaceId, workspaceId), eq(teams.id, teamId)))
      : ctx.db.select({ name: workspaces.name }).from(workspaces).where(eq(workspaces.id, workspaceId)),
    ctx.db.select({ schedule: officeHours.schedule }).from(officeHours).where(whose),
  ]);
  if (!owner) throw new AppError('not_found', 'No such team');
  const audited = recordAudit(
    ctx,
    'hours.changed',
    { subject: owner.name, from: scheduleWords(before?.schedule ?? null), to: scheduleWords(schedule) },
    sql`changed`,
  );
  const change = schedule
    ? keep(ctx, teamId, schedule)
    : sql`delete from ${officeHours} where ${whose} returning workspace_id`;
  await inWorkspace(manager, [
    ctx.db.execute(sql`
      with changed as (${change}), audited as (${audited}),
      reviewed as (${recordEach('targets.review', { thread: sql`null` }, sql`changed`, ctx.now())})
      ${workspaceChanged(ctx, sql`changed`)}`),
  ]);
  forgetOutlook(ctx.db, workspaceId);
}

function keep(ctx: Context<AgentActor>, teamId: TeamId | null, schedule: Schedule): SQL {
  const { workspaceId } = ctx.actor;
  return sql`
    insert into ${officeHours} as kept (workspace_id, id, team_id, schedule, changed_at)
    values (${workspaceId}::uuid, ${teamId ?? workspaceId}::uuid, ${teamId}::uuid, ${JSON.stringify(schedule)}::jsonb,
      ${ctx.now().toISOString()}::timestamptz)
    on conflict (workspace_id, id) do update set schedule = excluded.schedule, changed_at = excluded.changed_at
    where kept.schedule <> excluded.schedule
    returning workspace_id`;
}
