import { type SQL, sql } from 'drizzle-orm';
import type { Actor, Context } from '../src/context.ts';
import { inWorkspace } from '../src/db/in-workspace.ts';

/** What Postgres says of one step of a plan; the counts, where the statement was run. */
export type PlanStep = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanStep[];
};

type How = { isRun?: boolean; settings?: SQL };

/**
 * The steps of Postgres' plan for a statement under the policies, outermost first; `settings` is a statement that comes
 * before it in the same transaction. Throws where it is not the Worker's role that asks: another would not be held by policies.
 */
export async function planOf(
  ctx: Context<Actor>,
  statement: SQL,
  { isRun = true, settings }: How = {},
): Promise<PlanStep[]> {
  const how = sql.raw(isRun ? 'analyze, format json' : 'format json');
  const [, role, { rows }] = await inWorkspace(ctx, [
    ctx.db.execute(settings ?? sql`select 1`),
    ctx.db.execute<{ role: string }>(sql`select current_user as role`),
    ctx.db.execute<{ 'QUERY PLAN': [{ Plan: PlanStep }] }>(sql`explain (${how}) ${statement}`),
  ]);
  if (role.rows[0]?.role !== 'app') throw new Error(`Explained as ${role.rows[0]?.role}`);
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  if (!plan) throw new Error('Explained nothing');
  return stepsOf(plan);
}

/** A plan's steps, outermost first. */
export const stepsOf = (plan: PlanStep): PlanStep[] => [plan, ...(plan.Plans ?? []).flatMap(stepsOf)];

/** The tables that a plan reads from end to end. */
export const readWhole = (plan: readonly PlanStep[]) =>
  plan.filter((step) => step['Node Type'] === 'Seq Scan').map((step) => step['Relation Name']);

/** How many rows a step gave, over all its loops. */
export const rowsOf = (step: PlanStep): number => (step['Actual Rows'] ?? 0) * (step['Actual Loops'] ?? 1);
