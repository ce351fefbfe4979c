import type { PromiseId } from '@everthread/shared/models/ids';
import { and, asc, eq, gt, type SQL } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { agents } from '../db/schema/agents.ts';
import { promises, waits } from '../db/schema/promises.ts';
import { teams } from '../db/schema/teams.ts';
import { type Exporter, iso } from './export-rows.ts';
import { EXPORT_PAGE, exporterOf } from './exporter-of.ts';

/** What visitors were promised and how it ended, with the wait that it was made for, by id. */
export function promiseExport(ctx: Context<AgentActor>): Exporter<PromiseId> {
  return exporterOf<PageRow, PromiseId>(ctx, {
    columns: COLUMNS,
    table: promises,
    bornAt: promises.madeAt,
    selectPage: (which) => selectPage(ctx, which),
    isBeyond: (id) => gt(promises.id, id),
    placeOf: ({ id }) => id,
    toRow,
  });
}

const selectPage = (ctx: Context<AgentActor>, which: SQL | undefined) =>
  ctx.db
    .select({
      id: promises.id,
      topicId: promises.topicId,
      kind: promises.kind,
      team: teams.name,
      agent: agents.name,
      waitingSince: promises.waitingSince,
      madeAt: promises.madeAt,
      dueAt: promises.dueAt,
      likelihood: promises.likelihood,
      basis: promises.basis,
      quantiles: promises.quantiles,
      queueAhead: promises.queueAhead,
      outcome: promises.outcome,
      announcedAt: promises.announcedAt,
      settledAt: promises.settledAt,
      renewsId: promises.renewsId,
      endedAt: waits.endedAt,
      ended: waits.ended,
    })
    .from(promises)
    .leftJoin(teams, and(eq(teams.workspaceId, promises.workspaceId), eq(teams.id, promises.teamId)))
    .leftJoin(agents, and(eq(agents.workspaceId, promises.workspaceId), eq(agents.id, promises.agentId)))
    .leftJoin(
      waits,
      and(
        eq(waits.workspaceId, promises.workspaceId),
        eq(waits.topicId, promises.topicId),
        eq(waits.since, promises.waitingSince),
      ),
    )
    .where(which)
    .orderBy(asc(promises.id))
    .limit(EXPORT_PAGE);

type PageRow = Awaited<ReturnType<typeof selectPage>>[number];

const toRow = (row: PageRow) => ({
  promise_id: row.id,
  topic_id: row.topicId,
  kind: row.kind,
  team: row.team,
  agent: row.agent,
  waiting_since: iso(row.waitingSince),
  made_at: iso(row.madeAt),
  due_at: iso(row.dueAt),
  likelihood: row.likelihood,
  basis: row.basis,
  estimated_seconds_50: row.quantiles?.['0.5'] ?? null,
  estimated_seconds_80: row.quantiles?.['0.8'] ?? null,
  estimated_seconds_90: row.quantiles?.['0.9'] ?? null,
  queue_ahead: row.queueAhead,
  outcome: row.outcome,
  announced_at: iso(row.announcedAt),
  settled_at: iso(row.settledAt),
  renews: row.renewsId,
  wait_ended_at: iso(row.endedAt),
  wait_ended: row.ended,
});

const COLUMNS: readonly (keyof ReturnType<typeof toRow>)[] = [
  'promise_id',
  'topic_id',
  'kind',
  'team',
  'agent',
  'waiting_since',
  'made_at',
  'due_at',
  'likelihood',
  'basis',
  'estimated_seconds_50',
  'estimated_seconds_80',
  'estimated_seconds_90',
  'queue_ahead',
  'outcome',
  'announced_at',
  'settled_at',
  'renews',
  'wait_ended_at',
  'wait_ended',
];
