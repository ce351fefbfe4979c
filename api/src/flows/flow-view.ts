import type { Flow, FlowPlan } from '@everthread/shared/models/flow';
import type { FlowId } from '@everthread/shared/models/ids';
import { and, eq, type SQL } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { flows, flowVersions } from '../db/schema/flows.ts';

export type FlowRow = {
  id: FlowId;
  isOn: boolean;
  version: number;
  plan: FlowPlan;
  changedAt: Date;
  removedAt: Date | null;
};

/** Flows as they begin from now on. Add `where` (with the workspace). */
export const selectFlows = (db: Database, more?: { isSame: SQL<boolean> }) =>
  db
    .select({
      id: flows.id,
      isOn: flows.isOn,
      version: flows.version,
      plan: flowVersions.plan,
      changedAt: flows.changedAt,
      removedAt: flows.removedAt,
      ...more,
    })
    .from(flows)
    .innerJoin(
      flowVersions,
      and(
        eq(flowVersions.workspaceId, flows.workspaceId),
        eq(flowVersions.flowId, flows.id),
        eq(flowVersions.version, flows.version),
      ),
    );

export const toFlow = ({ id, isOn, version, plan, changedAt }: FlowRow): Flow => ({
  id,
  isOn,
  version,
  plan,
  changedAt: changedAt.toISOString(),
});
