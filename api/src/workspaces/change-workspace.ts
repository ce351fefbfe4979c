import type { AuditWhat } from '@everthread/shared/models/audit';
import type { Workspace, WorkspaceChange } from '@everthread/shared/models/workspace';
import { eq, type SQL, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { AppError } from '../errors.ts';
import { forgetOutlook } from '../hours/outlook.ts';
import { recordEvent } from '../outbox/record-event.ts';
import { forgetEmbedPolicy } from './embed-policy.ts';
import { selectSeenOrigins } from './get-workspace.ts';
import { selectRoster } from './select-roster.ts';
import { workspaceChanged } from './workspace-changed.ts';
import { toWorkspace } from './workspace-view.ts';

/** Changes what is named and leaves the rest. For owners and admins. */
export async function changeWorkspace(ctx: Context<AgentActor>, change: WorkspaceChange): Promise<Workspace> {
  const { workspaceId } = ctx.actor;
  const [, , [workspace], , seen, agents, teams, tags] = await inWorkspace(atLeast('admin', ctx), [
    auditChange(ctx, change),
    recordEnforcing(ctx, change),
    ctx.db
      .update(workspaces)
      .set({
        ...change,
        ...(change.allowedOrigins && { allowedOrigins: [...new Set(change.allowedOrigins)] }),
        ...(change.botName === '' && { botName: null }),
        id: workspaceId, // also where nothing is named
      })
      .where(eq(workspaces.id, workspaceId))
      .returning(),
    ctx.db.execute(workspaceChanged(ctx, sql`(select current_workspace() as workspace_id) as changed`)),
    selectSeenOrigins(ctx.db, workspaceId),
    ...selectRoster(ctx.db, workspaceId),
  ]);
  if (!workspace) throw new AppError('not_found', 'No such workspace');
  forgetEmbedPolicy(ctx.db, workspaceId);
  forgetOutlook(ctx.db, workspaceId);
  return toWorkspace(ctx.config, workspace, { seen, agents, teams, tags });
}

/** One statement, before the change: a line for each thing that will not be what it was. */
function auditChange(ctx: Context<AgentActor>, change: WorkspaceChange) {
  const { name, allowedOrigins, identityMode, ratingScale } = change;
  const origins = allowedOrigins && [...new Set(allowedOrigins)].join(' ');
  const before = (column: SQL, after: string) => sql`(
    select id as workspace_id, ${column} as was from ${workspaces}
    where id = ${ctx.actor.workspaceId} and ${column} is distinct from ${after}) as before`;
  const line = (what: AuditWhat, column: SQL, after: string | undefined, subject: string | null = null) =>
    after === undefined ? [] : [recordAudit(ctx, what, { subject, from: sql`was`, to: after }, before(column, after))];
  const promised = (subject: string, column: SQL, after: boolean | number | undefined) =>
    line('workspace.promises_changed', sql`(${column})::text`, after?.toString(), subject);
  const ofHelp = (subject: string, column: SQL, after: string | undefined) =>
    line('workspace.help_changed', column, after, subject);
  const lines = [
    ...line('workspace.renamed', sql`name`, name),
    ...line('workspace.origins_changed', sql`array_to_string(allowed_origins, ' ')`, origins),
    ...line('workspace.identity_mode_changed', sql`identity_mode`, identityMode),
    ...line('workspace.rating_scale_changed', sql`rating_scale`, ratingScale),
    ...promised('Promises', sql`makes_promises`, change.makesPromises),
    ...promised('Likelihood', sql`promise_likelihood`, change.promiseLikelihood),
    ...promised('Place in the queue', sql`shows_queue_place`, change.showsQueuePlace),
    ...promised('Aim', sql`aim_minutes`, change.aimMinutes),
    ...line('workspace.bot_changed', sql`bot_mode`, change.botMode, 'Who answers first'),
    ...line('workspace.bot_changed', sql`coalesce(bot_name, '')`, change.botName, 'Name'),
    ...ofHelp('Public', sql`(shows_help)::text`, change.showsHelp?.toString()),
    ...ofHelp('Colour', sql`help_color`, change.helpColor),
    ...ofHelp('Address', sql`coalesce(help_url, '')`, change.helpUrl === null ? '' : change.helpUrl),
  ];
  const parts = lines.map((part, index) => sql`${sql.raw(`line_${index}`)} as (${part})`);
  return ctx.db.execute(lines.length > 0 ? sql`with ${sql.join(parts, sql`, `)} select` : sql`select`);
}

/** Where identity is demanded from now on: who is only claimed must leave. */
function recordEnforcing(ctx: Context<AgentActor>, { identityMode = 'optional' }: WorkspaceChange) {
  const turned = sql`(select id as workspace_id, null::uuid as thread_id from ${workspaces}
    where id = ${ctx.actor.workspaceId} and identity_mode <> ${identityMode} and ${identityMode} = 'enforced') as turned`;
  return ctx.db.execute(recordEvent({ type: 'identity.enforced' }, turned, ctx.now()));
}
