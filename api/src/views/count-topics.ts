import { countedStatuses, MOST_COUNTED, type ViewKey } from '@everthread/shared/models/built-in-views';
import type { WorkStatus } from '@everthread/shared/models/topic';
import type { StatusCounts, ViewFilters } from '@everthread/shared/models/view';
import { type SQL, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { topics } from '../db/schema/topics.ts';
import { viewCondition } from './view-condition.ts';

export type Counted = readonly (readonly [key: ViewKey, filters: ViewFilters])[];

type CountRow = { status: WorkStatus } & Record<`n${number}`, number | null>;

/**
 * One statement for the counts of all views: what is not done is walked over once, and each topic counted wherever it
 * belongs. What is done is without end, so those views that ask for it are counted apart, and not to the last.
 */
export function countTopics(ctx: Context<AgentActor>, counted: Counted) {
  const { workspaceId } = ctx.actor;
  const belongs = ([, filters]: Counted[number]) => viewCondition(workspaceId, filters, ctx.now());
  const living = counted.map((view, i) => sql`count(*) filter (where ${belongs(view)})::integer as ${nameOf(i)}`);
  const done = counted.map(
    (view, i) => sql`${asksForDone(view[1]) ? countUpTo(workspaceId, belongs(view)) : sql`null`} as ${nameOf(i)}`,
  );
  return ctx.db.execute<CountRow>(sql`
    select topic.status, ${sql.join(living, sql`, `)} from ${topics} topic
    where topic.workspace_id = ${workspaceId} and topic.status in ('open', 'waiting', 'snoozed')
    group by topic.status
    union all select 'done', ${sql.join(done, sql`, `)}`);
}

const asksForDone = ({ status }: ViewFilters) => status?.includes('done') ?? false;

const countUpTo = (workspaceId: string, belongs: SQL) => sql`(select count(*)::integer from (
  select 1 from ${topics} topic where topic.workspace_id = ${workspaceId} and topic.status = 'done' and ${belongs}
  limit ${MOST_COUNTED}) counted)`;

const nameOf = (i: number): SQL => sql.raw(`n${i}`);

/** The rows of that statement, by view and status. */
export function readCounts(counted: Counted, rows: readonly CountRow[]): Record<string, StatusCounts> {
  return Object.fromEntries(
    counted.map(([key, filters], i) => [
      key,
      Object.fromEntries(
        countedStatuses(filters).map((status) => [status, rows.find((row) => row.status === status)?.[`n${i}`] ?? 0]),
      ),
    ]),
  );
}
