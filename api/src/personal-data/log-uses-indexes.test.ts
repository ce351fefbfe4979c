import { type SQL, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { ownPostgres } from '../../test/own-postgres.ts';
import { type PlanStep, readWhole, stepsOf } from '../../test/query-plan.ts';
import { connect } from '../db/connect.ts';
import { runBatch } from '../db/in-workspace.ts';

const { database, surroundings } = await ownPostgres();

/** The statements of `forget_in_audit` as the database has them, with these values for its parameters. */
async function statementsOf(values: { erased: string; names: string }): Promise<string[]> {
  const { rows } = await connect(database.ownerUrl).execute<{ body: string }>(
    sql`select prosrc as body from pg_proc where proname = 'forget_in_audit'`,
  );
  const updates = rows[0]?.body.match(/update audit_log[^;]+/g) ?? [];
  return updates.map((update) =>
    update.replaceAll(/\b(erased|names)\b/g, (name) => values[name as 'erased' | 'names']),
  );
}

/** As the function's owner, who runs it, in this workspace. */
async function explain(workspaceId: string, statement: SQL): Promise<PlanStep[]> {
  const [, explained] = (await runBatch(connect(database.ownerUrl), [
    connect(database.ownerUrl).execute(sql`select set_config('app.workspace', ${workspaceId}, true)`),
    connect(database.ownerUrl).execute(sql`explain (analyze, format json) ${statement}`),
  ])) as [unknown, { rows: [{ 'QUERY PLAN': [{ Plan: PlanStep }] }] }];
  return stepsOf(explained.rows[0]['QUERY PLAN'][0].Plan);
}

test('the lines of the log that name who is erased are found by indexes, those from before they said whom as well', async () => {
  const { workspace, visitor } = await workspaceWithThread(surroundings);
  const { workspaceId } = workspace.actor;
  const lines = (which: SQL, details: SQL, visitorIds: SQL) => sql`
    insert into audit_log (workspace_id, at, what, details, visitor_ids)
    select ${which}, now(), 'visitor.changed', ${details}, ${visitorIds} from generate_series(1, 1500) as line`;
  const owner = connect(database.ownerUrl);
  await owner.execute(
    lines(sql`${workspaceId}::uuid`, sql`jsonb_build_object('subject', 'Ada')`, sql`array[gen_random_uuid()]`),
  );
  await owner.execute(lines(sql`${workspaceId}::uuid`, sql`'{}'`, sql`null`)); // those of who was erased before
  await owner.execute(sql`insert into audit_log (workspace_id, at, what, details, visitor_ids) values
    (${workspaceId}, now(), 'visitor.changed', '{"subject":"Ada"}', array[${visitor.actor.visitorId}::uuid]),
    (${workspaceId}, now(), 'visitor.merged', '{"from":"Ada"}', null)`);
  await owner.execute(sql`vacuum analyze audit_log`);

  const statements = await statementsOf({
    erased: `array['${visitor.actor.visitorId}']::uuid[]`,
    names: `array['Ada']`,
  });

  expect(statements).toHaveLength(2);
  for (const statement of statements) {
    const plan = await explain(workspaceId, sql.raw(statement));
    expect(readWhole(plan)).toEqual([]);
    const read = plan.filter((step) => step['Relation Name'] === 'audit_log' && step['Node Type'].includes('Scan'));
    expect(read.map((step) => (step['Actual Rows'] ?? 0) + (step['Rows Removed by Filter'] ?? 0))).toEqual([1]);
  }
});
