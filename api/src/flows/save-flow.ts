import { allSteps } from '@everthread/shared/client/flow-steps';
import { type Flow, type FlowSave, MOST_FLOWS } from '@everthread/shared/models/flow';
import type { FlowId } from '@everthread/shared/models/ids';
import { and, eq, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { oneAtATime } from '../db/one-at-a-time.ts';
import { flows, flowVersions } from '../db/schema/flows.ts';
import { AppError } from '../errors.ts';
import { publicUrl } from '../http/public-url.ts';
import { seal } from '../identity/seal.ts';
import { newFlowSecret, sealedFor } from './flow-secret.ts';
import { selectFlows, toFlow } from './flow-view.ts';

/**
 * Saves a flow as it is to begin from now on: made where there is none of this id, and brought back where it was removed.
 * A changed plan is another version; what runs ends on its own. Throws `conflict` where somebody has saved another since
 * `base`. For owners and admins.
 */
export async function saveFlow(ctx: Context<AgentActor>, id: FlowId, save: FlowSave): Promise<Flow> {
  const { plan, base } = save;
  const { workspaceId } = ctx.actor;
  const manager = atLeast('admin', ctx);
  const lookUps = allSteps(plan.steps).flatMap((step) => (step.kind === 'look-up' ? step.url : []));
  if (lookUps.some((url) => !publicUrl(url))) throw new AppError('invalid', 'A look-up must go to a public address');
  const that = and(eq(flows.workspaceId, workspaceId), eq(flows.id, id));
  const isSame = sql<boolean>`${flowVersions.plan} = ${JSON.stringify(plan)}::jsonb`;
  const [[before]] = await inWorkspace(manager, [selectFlows(ctx.db, { isSame }).where(that)]);
  const isThere = before !== undefined && before.removedAt === null;
  if ((before?.version ?? 0) !== base) throw changedMeanwhile();
  const isOn = save.isOn ?? before?.isOn ?? false;
  if (isThere && before.isSame && before.isOn === isOn) return toFlow(before);
  const version = before?.isSame ? base : base + 1;
  const words = (on: boolean) => (on ? 'on' : 'off');
  const audited = recordAudit(
    ctx,
    isThere ? 'flow.changed' : 'flow.created',
    {
      subject: plan.name,
      from: isThere ? `${words(before.isOn)}, version ${base}` : null,
      to: `${words(isOn)}, version ${version}`,
    },
    sql`changed`,
  );
  const sealed = await seal(ctx.config, sealedFor(workspaceId, id), newFlowSecret());
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const [, , [saved]] = await inWorkspace(manager, [
    oneAtATime(ctx, 'flows'),
    ctx.db.execute(sql`
      with changed as (
        insert into ${flows} as kept (workspace_id, id, version, is_on, sealed_secret, created_at, changed_at)
        select ${workspaceId}::uuid, ${id}::uuid, ${version}::integer, ${isOn}::boolean, ${sealed}, ${now}, ${now}
        where (select count(*) from ${flows} other
          where other.workspace_id = ${workspaceId} and other.id <> ${id} and other.removed_at is null) < ${MOST_FLOWS}
        on conflict (workspace_id, id) do update set version = excluded.version, is_on = coalesce(${save.isOn ?? null}::boolean, kept.is_on),
          changed_at = excluded.changed_at, removed_at = null
        where kept.version = ${base}
        returning workspace_id, id, version
      ),
      audited as (${audited})
      insert into ${flowVersions} (workspace_id, flow_id, version, plan, saved_by, saved_at)
      select workspace_id, id, version, ${JSON.stringify(plan)}::jsonb, current_agent(), ${now} from changed
      on conflict do nothing`),
    selectFlows(ctx.db, { isSame }).where(that),
  ]);
  if (saved?.removedAt === null && saved.version === version && saved.isSame) return toFlow(saved);
  if ((saved?.version ?? 0) !== base) throw changedMeanwhile();
  throw new AppError('conflict', `You can have ${MOST_FLOWS} flows`);
}

const changedMeanwhile = () =>
  new AppError('conflict', 'Somebody else has changed this flow. Load it anew, and make your change again');

/** It begins no more, and can be brought back by saving it. What runs goes on to its end. */
export async function removeFlow(ctx: Context<AgentActor>, id: FlowId): Promise<void> {
  const { workspaceId } = ctx.actor;
  await inWorkspace(atLeast('admin', ctx), [
    ctx.db.execute(sql`
      with gone as (
        update ${flows} flow set removed_at = ${ctx.now().toISOString()}::timestamptz
        from ${flowVersions} saved
        where flow.workspace_id = ${workspaceId} and flow.id = ${id} and flow.removed_at is null
          and saved.workspace_id = flow.workspace_id and saved.flow_id = flow.id and saved.version = flow.version
        returning flow.workspace_id, saved.plan ->> 'name' as name
      )
      ${recordAudit(ctx, 'flow.removed', { subject: sql`name` }, sql`gone`)}`),
  ]);
}
