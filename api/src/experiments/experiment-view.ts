import type { Experiment } from '@everthread/shared/models/experiment';
import type { experiments } from '../db/schema/experiments.ts';

/** What agents get of an experiment. */
export const toExperiment = (row: typeof experiments.$inferSelect): Experiment => ({
  id: row.id,
  name: row.name,
  filters: row.filters,
  first: row.first,
  second: row.second,
  share: row.share,
  detects: row.detects,
  state: row.startedAt === null ? 'draft' : row.endedAt === null ? 'running' : 'ended',
  startedAt: row.startedAt?.toISOString() ?? null,
  endedAt: row.endedAt?.toISOString() ?? null,
});
