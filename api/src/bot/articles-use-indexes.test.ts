import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newKnowledge } from '../../test/knowledge.ts';
import { ownPostgres } from '../../test/own-postgres.ts';
import { type PlanStep, planOf, readWhole, rowsOf } from '../../test/query-plan.ts';
import { TEA_SHOP } from '../../test/tea-shop.ts';
import { connect } from '../db/connect.ts';
import { findPassages, readByKeys } from './find-passages.ts';
import { termsOf } from './terms.ts';

const { database, surroundings } = await ownPostgres();

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    title: `${TEA_SHOP[i % TEA_SHOP.length]?.title} ${i}`,
    body: `${TEA_SHOP[i % TEA_SHOP.length]?.body}\n\nWord${i} word${i + 1}.`,
  }));
await newKnowledge(surroundings, many(200));
const { workspace } = await newKnowledge(surroundings, many(400));

function explain(question: string): Promise<PlanStep[]> {
  const statement = findPassages(workspace, {
    terms: termsOf(question),
    tongues: { not: ['zh'] },
    audiences: ['everyone', 'verified'],
  });
  return planOf(workspace, statement.getSQL(), { settings: readByKeys(workspace).getSQL() });
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
  const plan = await explain('word77');

  expect(readWhole(plan)).toEqual([]);
  const postings = plan.filter((step) => step['Relation Name'] === 'article_postings');
  expect(postings.length).toBeGreaterThan(0);
  for (const { 'Index Cond': condition } of postings) {
    expect(condition).toMatch(/workspace_id = .*spoken = .*audience = .*term = /);
  }
  // Two articles have that word.
  const looked = postings.reduce((sum, step) => sum + rowsOf(step), 0);
  expect(looked).toBeLessThan(10);
});
