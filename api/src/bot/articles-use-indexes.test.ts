import type { Audience } from '@everthread/shared/models/article';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newKnowledge } from '../../test/knowledge.ts';
import { ownPostgres } from '../../test/own-postgres.ts';
import { type PlanStep, planOf, readWhole, rowsOf } from '../../test/query-plan.ts';
import { TEA_SHOP } from '../../test/tea-shop.ts';
import { connect } from '../db/connect.ts';
import { searchArticles } from '../help/search-articles.ts';
import { findPassages, readByKeys } from './find-passages.ts';
import type { Near } from './near-passages.ts';
import { termsOf } from './terms.ts';

const { database, surroundings } = await ownPostgres();

const many = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    title: `${TEA_SHOP[i % TEA_SHOP.length]?.title} ${i}`,
    body: `${TEA_SHOP[i % TEA_SHOP.length]?.body}\n\nWord${i} word${i + 1}.`,
  }));
await newKnowledge(surroundings, many(200));
const { workspace } = await newKnowledge(surroundings, many(400));

const audiences: Audience[] = ['everyone', 'verified'];
const near = { model: 'one', dimensions: 16, signs: 'xa5a5' };

function explain(question: string, meaning?: Near): Promise<PlanStep[]> {
  const tongues = { not: ['zh'] };
  const statement = findPassages(workspace, { terms: termsOf(question), tongues, audiences, near: meaning });
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
  for (const { 'Index Cond': condition, 'Node Type': type } of postings) {
    expect(condition).toMatch(/workspace_id = .*spoken = .*audience = .*term = /);
    expect(type).toMatch(isAnalyzed ? /^Index Only Scan$/ : /^Index (Only )?Scan$/);
  }
  // Two articles have that word.
  const looked = postings.reduce((sum, step) => sum + rowsOf(step), 0);
  expect(looked).toBeLessThan(10);
});

test('a search as one types looks up its words, and the one that is begun, by the same key', async () => {
  const [settings, statement] = searchArticles(workspace, 'word77 retur', { language: 'en', audiences, limit: 5 });
  const plan = await planOf(workspace, statement.getSQL(), { settings: settings.getSQL() });
  expect(readWhole(plan)).toEqual([]);
  const postings = plan.filter((step) => step['Relation Name'] === 'article_postings');
  expect(postings.map((step) => step['Index Cond'])).toEqual([
    expect.stringMatching(/workspace_id = .*spoken = .*audience = .*term = /),
    expect.stringMatching(/workspace_id = .*spoken = .*audience = .*term >= .*term < /),
  ]);
  for (const { 'Node Type': type } of postings) expect(type).toMatch(/^Index (Only )?Scan$/);
});

test('of vectors only those are looked through of which the reader may be told', async () => {
  await connect(database.ownerUrl).execute(sql`
    insert into article_vectors (workspace_id, passage, model, dimensions, spoken, audience, signs, bytes)
    select piece.workspace_id, piece.passage, model, 16, doc.spoken, doc.audience, 'xffff', '\\x00'
    from article_passages piece
      join article_docs doc on doc.workspace_id = piece.workspace_id and doc.doc = piece.passage / 1024
      cross join unnest(array['one', 'two']) model
    on conflict do nothing`);
  const plan = await explain('word77', near);
  expect(readWhole(plan)).toEqual([]);
  const [looked, ...read] = plan.filter((step) => step['Relation Name'] === 'article_vectors');
  expect(looked?.['Index Cond']).toMatch(/workspace_id = .*model = .*dimensions = .*spoken = .*audience = /);
  for (const { 'Index Cond': condition } of read)
    expect(condition).toMatch(/^..workspace_id = \S+ AND \(passage = \S+$/);
});
