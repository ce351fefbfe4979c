import type { ExperimentId, WorkspaceId } from '@everthread/shared/models/ids';
import { and, desc, eq, isNull } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { experiments } from '../db/schema/experiments.ts';

/** The condition that finds one experiment that is not removed. */
export const thatOne = (workspaceId: WorkspaceId, id: ExperimentId) =>
  and(eq(experiments.workspaceId, workspaceId), eq(experiments.id, id), isNull(experiments.removedAt));

/** A statement: the experiments of a workspace, the latest first. */
export const selectExperiments = (db: Database, workspaceId: WorkspaceId) =>
  db
    .select()
    .from(experiments)
    .where(and(eq(experiments.workspaceId, workspaceId), isNull(experiments.removedAt)))
    .orderBy(desc(experiments.createdAt), desc(experiments.id))
    .limit(100);
