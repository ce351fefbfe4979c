import type { ReplyPolicy } from '@everthread/shared/models/experiment';
import type { ExperimentId } from '@everthread/shared/models/ids';
import type { SegmentFilters } from '@everthread/shared/models/segment';
import { type SQL, sql } from 'drizzle-orm';
import { experiments } from '../db/schema/experiments.ts';

/** The experiment that runs in a workspace, as far as promises go by it. */
export type RunningExperiment = {
  id: ExperimentId;
  filters: SegmentFilters;
  first: ReplyPolicy;
  second: ReplyPolicy;
  share: number;
  startedMs: number;
};

/** A column of `workspaces`. */
export const runningExperiment: SQL<RunningExperiment | null> = sql`(
  select jsonb_build_object('id', running.id, 'filters', running.filters, 'first', running.first, 'second', running.second,
    'share', running.share, 'startedMs', (extract(epoch from running.started_at) * 1000)::float8)
  from ${experiments} running where running.workspace_id = "workspaces"."id" and running.started_at is not null
    and running.ended_at is null limit 1)`;
