import type { Flow, FlowPlan, LookUpTrouble } from '@everthread/shared/models/flow';
import type { FlowId } from '@everthread/shared/models/ids';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Database } from '../db/connect.ts';
import { flows, flowVersions, lookUpTroubles } from '../db/schema/flows.ts';

export type FlowRow = {
  id: FlowId;
  isOn: boolean;
  version: number;
  plan: FlowPlan;
  changedAt: Date;
  removedAt: Date | null;
  troubles: LookUpTrouble[];
};

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/** Of the services that it asks now. */
const itsTroubles: SQL = sql`
  select coalesce(jsonb_agg(jsonb_build_object('url', trouble.url, 'failures', trouble.failures, 'status', trouble.status,
    'since', ${iso('trouble.since')}, 'askAgainAt', ${iso('trouble.ask_again_at')}) order by trouble.url), '[]')
  from ${lookUpTroubles} trouble
  where trouble.workspace_id = ${flows.workspaceId} and trouble.flow_id = ${flows.id}
    and jsonb_path_exists(${flowVersions.plan}, '$.** ? (@.kind == "look-up" && @.url == $url)', jsonb_build_object('url', trouble.url))`;

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
      troubles: sql<LookUpTrouble[]>`(${itsTroubles})`,
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

export const toFlow = ({ id, isOn, version, plan, changedAt, troubles }: FlowRow): Flow => ({
  id,
  isOn,
  version,
  plan,
  changedAt: changedAt.toISOString(),
  troubles,
});
