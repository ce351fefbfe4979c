import type { ExperimentReport } from '@everthread/shared/models/experiment';
import type { ExperimentId } from '@everthread/shared/models/ids';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { experiments } from '../db/schema/experiments.ts';
import { AppError } from '../errors.ts';
import { buildExperimentReport } from './build-experiment-report.ts';
import { selectCases } from './case-rows.ts';
import { thatOne } from './experiment-rows.ts';

/** How the two policies of an experiment differ so far. One trip. */
export async function reportExperiment(ctx: Context<AgentActor>, id: ExperimentId): Promise<ExperimentReport> {
  const { workspaceId } = ctx.actor;
  const [[found], { rows }] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db.select().from(experiments).where(thatOne(workspaceId, id)),
    selectCases(ctx.db, workspaceId, id),
  ]);
  if (!found) throw new AppError('not_found', 'No such experiment');
  return buildExperimentReport(id, found, rows);
}
