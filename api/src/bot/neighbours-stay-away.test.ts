import type { Audience } from '@everthread/shared/models/article';
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { botUnderTest } from '../../test/bot.ts';
import { openScriptedEmbeddings } from '../../test/scripted-embeddings.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { TEA_SHOP } from '../../test/tea-shop.ts';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleDocs, articlePassages, articlePostings, articleVectors } from '../db/schema/article-index.ts';
import { readModels } from '../workspace-model/read-model.ts';
import { askArticles } from './ask-articles.ts';
import { embedQuestion } from './embed-question.ts';
import type { Near } from './near-passages.ts';
import { termsOf } from './terms.ts';

const scripted = await openScriptedEmbeddings();
afterAll(() => scripted.stop());
const { config } = await testSurroundings();
const withModel = { config: { ...config, embeddings: scripted.embeddings('one') } };

const QUESTION = 'Reimbursement possible?';
const VISITOR: Audience[] = ['everyone'];
const [DOCS, EACH] = [8, 625];

/** Each doc of this audience gets so many passages that say what is asked, word for word and vector for vector. */
async function crowd(ctx: Context<SystemActor>, audience: Audience, { model, dimensions, signs }: Near) {
  const { workspaceId } = ctx.actor;
  const added = sql`(select doc.*, doc.doc * 1024 + 300 + n as passage
    from ${articleDocs} doc, generate_series(1, ${EACH}::integer) n
    where doc.workspace_id = ${workspaceId} and doc.audience = ${audience}) added`;
  await inWorkspace(ctx, [
    ctx.db.execute(sql`
      insert into ${articlePassages} (workspace_id, passage, kind, heading, text, from_char, terms)
      select workspace_id, passage, 'text', '', ${QUESTION}, 0, '{}' from ${added}`),
    ctx.db.execute(sql`
      insert into ${articlePostings} (workspace_id, spoken, audience, term, passage, weight)
      select workspace_id, spoken, audience, term, passage, 2.2
      from ${added}, jsonb_array_elements_text(${JSON.stringify(termsOf(QUESTION))}::jsonb) term`),
    ctx.db.execute(sql`
      insert into ${articleVectors} (workspace_id, passage, model, dimensions, spoken, audience, signs, bytes)
      select workspace_id, passage, ${model}, ${dimensions}::integer, spoken, audience, ${signs}::varbit, '\\x00' from ${added}`),
  ]);
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<{ passages: number }>(sql`select count(*)::integer as passages from ${articleVectors}
      where workspace_id = ${workspaceId} and signs = ${signs}::varbit`),
  ]);
  return rows[0]?.passages ?? 0;
}

test('J3 ten thousand nearer neighbours that a reader may not see change nothing of what he is told', async () => {
  const secret = TEA_SHOP.slice(0, DOCS).map(({ title, body }) => ({ title, body, audience: 'internal' as const }));
  const place = await botUnderTest([...TEA_SHOP, ...secret], withModel);
  const other = await botUnderTest(TEA_SHOP.slice(0, DOCS), withModel);
  const meaning = await embedQuestion(place.ctx, QUESTION, (await readModels(place.ctx, undefined)).embeddings, {
    take: async () => true,
    settle: async () => {},
  });
  if (!meaning) throw new Error('The model answers');
  const told = async () => [
    await askArticles(place.ctx, QUESTION, VISITOR, meaning),
    await askArticles(place.ctx, 'Is reimbursement possible for teapots?', VISITOR),
  ];
  const before = await told();
  expect(before[0]?.found[0]?.articleId).toBe(place.idOf('Returning'));

  const neighbours = await Promise.all([
    crowd(place.ctx, 'internal', meaning.near),
    crowd(other.ctx, 'everyone', meaning.near),
  ]);
  expect(neighbours[0]).toBeGreaterThanOrEqual(DOCS * EACH);
  expect(neighbours[1]).toBeGreaterThanOrEqual(DOCS * EACH);
  expect(await told()).toEqual(before);
  // They are there for those who may see them.
  const [nearest] = (await askArticles(place.ctx, QUESTION, ['internal'], meaning)).found;
  expect(place.known.find(({ id }) => id === nearest?.articleId)?.audience).toBe('internal');
});
