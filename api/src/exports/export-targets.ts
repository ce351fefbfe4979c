import type { TopicTargetId } from '@everthread/shared/models/ids';
import { and, asc, eq, gt, type SQL } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { targets, topicTargets } from '../db/schema/targets.ts';
import { teams } from '../db/schema/teams.ts';
import { type Exporter, iso } from './export-rows.ts';
import { EXPORT_PAGE, exporterOf } from './exporter-of.ts';

/** What the team's targets have come to in each topic, by id. */
export function targetExport(ctx: Context<AgentActor>): Exporter<TopicTargetId> {
  return exporterOf<PageRow, TopicTargetId>(ctx, {
    columns: COLUMNS,
    table: topicTargets,
    bornAt: topicTargets.since,
    selectPage: (which) => selectPage(ctx, which),
    isBeyond: (id) => gt(topicTargets.id, id),
    placeOf: ({ id }) => id,
    toRow,
  });
}

const selectPage = (ctx: Context<AgentActor>, which: SQL | undefined) =>
  ctx.db
    .select({
      id: topicTargets.id,
      topicId: topicTargets.topicId,
      target: targets.name,
      kind: topicTargets.kind,
      team: teams.name,
      minutes: topicTargets.minutes,
      inOfficeHours: topicTargets.inOfficeHours,
      since: topicTargets.since,
      dueAt: topicTargets.dueAt,
      outcome: topicTargets.outcome,
      warnedAt: topicTargets.warnedAt,
      breachedAt: topicTargets.breachedAt,
      endedAt: topicTargets.endedAt,
    })
    .from(topicTargets)
    .innerJoin(targets, and(eq(targets.workspaceId, topicTargets.workspaceId), eq(targets.id, topicTargets.targetId)))
    .leftJoin(teams, and(eq(teams.workspaceId, topicTargets.workspaceId), eq(teams.id, topicTargets.teamId)))
    .where(which)
    .orderBy(asc(topicTargets.id))
    .limit(EXPORT_PAGE);

type PageRow = Awaited<ReturnType<typeof selectPage>>[number];

const toRow = (row: PageRow) => ({
  id: row.id,
  topic_id: row.topicId,
  target: row.target,
  kind: row.kind,
  team: row.team,
  minutes: row.minutes,
  in_office_hours: row.inOfficeHours,
  since: iso(row.since),
  due_at: iso(row.dueAt),
  outcome: row.outcome,
  warned_at: iso(row.warnedAt),
  breached_at: iso(row.breachedAt),
  ended_at: iso(row.endedAt),
});

const COLUMNS: readonly (keyof ReturnType<typeof toRow>)[] = [
  'id',
  'topic_id',
  'target',
  'kind',
  'team',
  'minutes',
  'in_office_hours',
  'since',
  'due_at',
  'outcome',
  'warned_at',
  'breached_at',
  'ended_at',
];
