import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { newKnowledge } from '../../test/knowledge.ts';
import { testConfig } from '../../test/surroundings.ts';
import { TEA_SHOP } from '../../test/tea-shop.ts';
import { startTestPostgres } from '../../test/test-database.ts';
import { connect } from '../db/connect.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { findPassages, readByKeys } from './find-passages.ts';
import { termsOf } from './terms.ts';

type Plan = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  Plans?: Plan[];
};

const database = await startTestPostgres();
afterAll(() => database.stop());
const surroundings = {
  db: connect(database.appUrl),
  config: testConfig(database.appUrl),
  now: () => new Date(),
  newId: () => crypto.randomUUID(),
};

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    title: `${TEA_SHOP[i % TEA_SHOP.length]?.title} ${i}`,
    body: `${TEA_SHOP[i % TEA_SHOP.length]?.body}\n\nWord${i} word${i + 1}.`,
  }));
await newKnowledge(surroundings, many(200));
const { workspace } = await newKnowledge(surroundings, many(400));

const steps = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(steps)];

async function explain(question: string): Promise<{ plan: Plan[]; role: string | undefined }> {
  const statement = findPassages(workspace, {
    terms: termsOf(question),
    tongues: { not: ['zh'] },
    audiences: ['everyone', 'verified'],
  });
  const [, role, { rows }] = await inWorkspace(workspace, [
    readByKeys(workspace),
    workspace.db.execute<{ role: string }>(sql`select current_user as role`),
    workspace.db.execute<{ 'QUERY PLAN': [{ Plan: Plan }] }>(sql`explain (analyze, format json) ${statement.getSQL()}`),
  ]);
  return { plan: steps(rows[0]?.['QUERY PLAN'][0].Plan as Plan), role: role.rows[0]?.role };
}

test.each([
  ['before the planner knows anything of the tables', false],
  ['once it knows', true],
])('the places of a term are looked up by their key, as the Worker’s role: %s', async (_, isAnalyzed) => {
  const tables = [
    'article_docs',
    'article_passages',
    'article_postings',
    'article_terms',
    'articles',
    'article_variants',
  ];
  if (isAnalyzed)
    for (const table of tables) await connect(database.ownerUrl).execute(sql`vacuum analyze ${sql.identifier(table)}`);
  const { plan, role } = await explain('word77');

  expect(role).toBe('app');
  expect(plan.filter((step) => step['Node Type'] === 'Seq Scan').map((step) => step['Relation Name'])).toEqual([]);
  const postings = plan.filter((step) => step['Relation Name'] === 'article_postings');
  expect(postings.length).toBeGreaterThan(0);
  for (const { 'Index Cond': condition } of postings) {
    expect(condition).toMatch(/workspace_id = .*spoken = .*audience = .*term = /);
  }
  // Two articles have that word.
  const looked = postings.reduce((sum, step) => sum + (step['Actual Rows'] ?? 0) * (step['Actual Loops'] ?? 1), 0);
  expect(looked).toBeLessThan(10);
});
