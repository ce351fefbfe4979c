import type { Experiment, ExperimentTurn } from '@everthread/shared/models/experiment';
import type { ExperimentId } from '@everthread/shared/models/ids';
import { eq, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, DatabaseError, inWorkspace } from '../db/in-workspace.ts';
import { experiments } from '../db/schema/experiments.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { AppError } from '../errors.ts';
import { thatOne } from './experiment-rows.ts';
import { toExperiment } from './experiment-view.ts';

/**
 * Begins an experiment, or ends it for good. One runs at a time, and only where visitors are promised answers. Safe to
 * repeat. For owners and admins.
 */
export async function turnExperiment(
  ctx: Context<AgentActor>,
  id: ExperimentId,
  { state }: ExperimentTurn,
): Promise<Experiment> {
  const { workspaceId } = ctx.actor;
  const at = sql`${ctx.now().toISOString()}::timestamptz`;
  const [change, isTime] =
    state === 'running'
      ? [sql`started_at = ${at}`, sql`experiment.started_at is null`]
      : [sql`ended_at = ${at}`, sql`experiment.started_at is not null and experiment.ended_at is null`];
  const what = state === 'running' ? 'experiment.started' : 'experiment.ended';
  const promises = sql`exists (select from ${workspaces} own where own.id = experiment.workspace_id and own.makes_promises)`;
  const [, [found], [own]] = await inWorkspace(atLeast('admin', ctx), [
    ctx.db.execute(sql`
      with changed as (
        update ${experiments} experiment set ${change}
        where experiment.workspace_id = ${workspaceId} and experiment.id = ${id} and experiment.removed_at is null
          and ${isTime} and (${state === 'ended'} or ${promises})
        returning experiment.workspace_id, experiment.name
      )
      ${recordAudit(ctx, what, { subject: sql`name` }, sql`changed`)}`),
    ctx.db.select().from(experiments).where(thatOne(workspaceId, id)),
    ctx.db.select({ makesPromises: workspaces.makesPromises }).from(workspaces).where(eq(workspaces.id, workspaceId)),
  ]).catch((error: unknown) => {
    if (error instanceof DatabaseError && error.constraint === 'experiments_running') {
      throw new AppError('conflict', 'Another experiment runs. End it first');
    }
    throw error;
  });
  if (!found) throw new AppError('not_found', 'No such experiment');
  const is = toExperiment(found);
  if (is.state === state) return is;
  if (is.state === 'ended') throw new AppError('conflict', 'It has ended. Begin another one');
  const why = own?.makesPromises ? 'It has not begun' : 'Visitors are promised nothing. Turn promises on first';
  throw new AppError('conflict', why);
}
