import type { Experiment, ExperimentChange } from '@everthread/shared/models/experiment';
import type { ExperimentId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { experiments } from '../db/schema/experiments.ts';
import { AppError } from '../errors.ts';
import { selectExperiments, thatOne } from './experiment-rows.ts';
import { toExperiment } from './experiment-view.ts';

/** The experiments of a workspace, the latest first. */
export async function listExperiments(ctx: Context<AgentActor>): Promise<Experiment[]> {
  const [rows] = await inWorkspace(atLeast('viewer', ctx), [selectExperiments(ctx.db, ctx.actor.workspaceId)]);
  return rows.map(toExperiment);
}

/**
 * Saves an experiment as it is to be: made where there is none of this id, and brought back where it was removed. What
 * has begun keeps what it is about, or its figures would mix two experiments. For owners and admins.
 */
export async function saveExperiment(
  ctx: Context<AgentActor>,
  id: ExperimentId,
  change: ExperimentChange,
): Promise<Experiment> {
  const { workspaceId } = ctx.actor;
  const { name, filters, first, second, share, detects } = change;
  const json = (value: object) => sql`${JSON.stringify(value)}::jsonb`;
  const [, [saved]] = await inWorkspace(atLeast('admin', ctx), [
    ctx.db.execute(sql`
      with changed as (
        insert into ${experiments} as kept (workspace_id, id, name, filters, first, second, share, detects, created_at)
        values (${workspaceId}::uuid, ${id}::uuid, ${name}, ${json(filters)}, ${json(first)}, ${json(second)},
          ${share}::integer, ${detects}::integer, ${ctx.now().toISOString()}::timestamptz)
        on conflict (workspace_id, id) do update set name = excluded.name, filters = excluded.filters, first = excluded.first,
          second = excluded.second, share = excluded.share, detects = excluded.detects, removed_at = null
        where (kept.started_at is null or (kept.filters, kept.first, kept.second, kept.share, kept.detects)
            is not distinct from (excluded.filters, excluded.first, excluded.second, excluded.share, excluded.detects))
          and (kept.removed_at is not null or (kept.name, kept.filters, kept.first, kept.second, kept.share, kept.detects)
            is distinct from (excluded.name, excluded.filters, excluded.first, excluded.second, excluded.share, excluded.detects))
        returning workspace_id, name
      )
      ${recordAudit(ctx, 'experiment.changed', { subject: sql`name`, to: experimentWords(change) }, sql`changed`)}`),
    ctx.db.select().from(experiments).where(thatOne(workspaceId, id)),
  ]);
  if (!saved) throw new AppError('not_found', 'No such experiment');
  const is = toExperiment(saved);
  if (is.state !== 'draft' && experimentWords(is) !== experimentWords(change)) {
    throw new AppError('conflict', 'An experiment that has begun keeps what it is about. Begin another one');
  }
  return is;
}

/** Takes an experiment away that does not run. */
export async function removeExperiment(ctx: Context<AgentActor>, id: ExperimentId): Promise<void> {
  const { workspaceId } = ctx.actor;
  const [, [left]] = await inWorkspace(atLeast('admin', ctx), [
    ctx.db.execute(sql`
      with gone as (
        update ${experiments} experiment set removed_at = ${ctx.now().toISOString()}::timestamptz
        where experiment.workspace_id = ${workspaceId} and experiment.id = ${id} and experiment.removed_at is null
          and (experiment.started_at is null or experiment.ended_at is not null)
        returning experiment.workspace_id, experiment.name
      )
      ${recordAudit(ctx, 'experiment.removed', { subject: sql`name` }, sql`gone`)}`),
    ctx.db.select().from(experiments).where(thatOne(workspaceId, id)),
  ]);
  if (left) throw new AppError('conflict', 'End the experiment first');
}

/** What an experiment is about, in words: for the audit log, and to compare by. */
function experimentWords({ first, second, share, detects, filters }: ExperimentChange): string {
  const policy = ({ likelihood, leastMinutes }: ExperimentChange['first']) => `${likelihood} %, ${leastMinutes} min`;
  const asked = Object.entries(filters)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([field, value]) => `${field} ${JSON.stringify(value)}`);
  return `${policy(first)} against ${policy(second)} for ${share} %, to see ${detects}; ${asked.join(', ') || 'all topics'}`;
}
