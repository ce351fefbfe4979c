import { TARGET_KINDS } from '@everthread/shared/client/target-kinds';
import type { TargetId } from '@everthread/shared/models/ids';
import type { TargetReport } from '@everthread/shared/models/target';
import type { TargetKind, TargetOutcome } from '@everthread/shared/models/topic-target';
import { sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { targets, topicTargets } from '../db/schema/targets.ts';
import { shareInterval } from '../report/intervals.ts';

const DAY = 86_400_000;
const MOST_ROWS = 10_000;

type Counted = {
  targetId: TargetId;
  name: string;
  kind: TargetKind;
  outcome: TargetOutcome;
  isRunning: boolean;
  count: number;
};

/**
 * How often each target was kept in the last so many days: of what was answered or done in them, and of what was missed
 * in them and still goes on. What nobody needed any more is no case. One trip.
 */
export async function reportTargets(ctx: Context<AgentActor>, days: number): Promise<TargetReport> {
  const from = new Date(ctx.now().getTime() - days * DAY).toISOString();
  const [{ rows }] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db.execute<Counted>(sql`
      select row.target_id as "targetId", target.name, row.kind, row.outcome, row.ended_at is null as "isRunning",
        count(*)::integer as count
      from (
        (select target_id, kind, outcome, ended_at from ${topicTargets}
          where workspace_id = ${ctx.actor.workspaceId} and ended_at is null)
        union all
        (select target_id, kind, outcome, ended_at from ${topicTargets}
          where workspace_id = ${ctx.actor.workspaceId} and ended_at >= ${from}::timestamptz and outcome in ('kept', 'breached')
          order by ended_at desc limit ${MOST_ROWS})
      ) row join ${targets} target on target.workspace_id = ${ctx.actor.workspaceId} and target.id = row.target_id
      group by target.created_at, row.target_id, target.name, row.kind, row.outcome, row.ended_at is null
      order by target.created_at, row.target_id`),
  ]);
  return { days, isCut: countOf(rows.filter(({ isRunning }) => !isRunning)) >= MOST_ROWS, targets: byTarget(rows) };
}

const countOf = (rows: readonly Counted[]): number => rows.reduce((sum, { count }) => sum + count, 0);

function byTarget(rows: readonly Counted[]): TargetReport['targets'] {
  return [...Map.groupBy(rows, ({ targetId }) => targetId)].map(([targetId, own]) => ({
    targetId,
    name: own[0]?.name ?? '',
    kinds: TARGET_KINDS.flatMap((kind) => {
      const cases = own.filter((row) => row.kind === kind);
      if (cases.length === 0) return [];
      const running = cases.filter(({ isRunning }) => isRunning);
      const kept = countOf(cases.filter(({ outcome }) => outcome === 'kept'));
      const count = kept + countOf(cases.filter(({ outcome }) => outcome === 'breached'));
      const share =
        count === 0 ? { value: null, low: null, high: null } : { value: kept / count, ...shareInterval(kept, count) };
      const late = countOf(running.filter(({ outcome }) => outcome === 'breached'));
      return [{ kind, kept: { count, ...share }, open: countOf(running), late }];
    }),
  }));
}
