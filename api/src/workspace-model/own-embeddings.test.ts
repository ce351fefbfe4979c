import type { Audience } from '@everthread/shared/models/article';
import { eq, sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { botUnderTest } from '../../test/bot.ts';
import { type Manner, openScriptedEmbeddings } from '../../test/scripted-embeddings.ts';
import { MODEL_URL } from '../../test/scripted-model.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { TEA_SHOP } from '../../test/tea-shop.ts';
import { askArticles } from '../bot/ask-articles.ts';
import { embedArticles } from '../bot/embed-articles.ts';
import { embedQuestion } from '../bot/embed-question.ts';
import { embeddingId } from '../bot/embedding-id.ts';
import { TOKENS_OF_ARTICLES } from '../bot/spend-tokens.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleNorms, articlePassages, articleVectors } from '../db/schema/article-index.ts';
import { botSpending } from '../db/schema/bot.ts';
import { outbox } from '../db/schema/outbox.ts';
import { workspaceModels } from '../db/schema/workspace-models.ts';
import { removeModel, setModel } from './change-model.ts';
import { readModels } from './read-model.ts';

const scripted = await openScriptedEmbeddings();
afterAll(() => scripted.stop());
const { config } = await testSurroundings();

const KEY = 'sk-of-the-tea-shop-4711';
const OWN = { baseUrl: MODEL_URL, name: 'tea-1', key: KEY };
const own = (name = OWN.name) => embeddingId(MODEL_URL, name);
const VISITOR: Audience[] = ['everyone'];
const FEW = TEA_SHOP.slice(0, 3);
const BEGIN = [{ type: 'articles.unembedded' } as const];
/** It shares no word with the article that answers it. */
const REIMBURSED = 'Reimbursement possible?';
const purse = { take: async () => true, settle: async () => {} };

async function shop(written = FEW, embeddings = config.embeddings) {
  scripted.behave('well');
  const place = await botUnderTest(written, { config: { ...config, embeddings } });
  Object.assign(place.env, { PUBLIC_NETWORK: scripted.internet });
  return place;
}
type Shop = Awaited<ReturnType<typeof shop>>;

async function ask({ ctx, env }: Shop, text: string, patienceMs = 30_000) {
  const { embeddings } = await readModels(ctx, env.PUBLIC_NETWORK);
  const meaning = await embedQuestion(ctx, text, embeddings, purse, patienceMs);
  return { meaning, answer: await askArticles(ctx, text, VISITOR, meaning) };
}
const found = async (place: Shop, text = REIMBURSED) => (await ask(place, text)).answer.found[0]?.articleId;

async function vectorsOf({ ctx }: Shop): Promise<Record<string, number>> {
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<{ model: string; count: number }>(
      sql`select model, count(*)::integer as count from ${articleVectors} where workspace_id = ${ctx.actor.workspaceId} group by model`,
    ),
  ]);
  return Object.fromEntries(rows.map(({ model, count }) => [model, count]));
}

async function countPassages({ ctx }: Shop): Promise<number> {
  const [rows] = await inWorkspace(ctx, [
    ctx.db.select().from(articlePassages).where(eq(articlePassages.workspaceId, ctx.actor.workspaceId)),
  ]);
  return rows.length;
}

test('a workspace’s own model reads its passages and questions in place of the deployment’s, and no other workspace’s', async () => {
  const one = await shop(FEW, scripted.embeddings('one'));
  const other = await shop(FEW, scripted.embeddings('one'));
  const all = await countPassages(one);
  expect(await vectorsOf(one)).toEqual({ one: all });
  const begun = scripted.asked.length;

  await setModel(one.agent, 'embeddings', OWN);
  // Until its vectors are made, words answer as they do without a model, and the deployment's vectors are not looked at.
  const { meaning, answer } = await ask(one, REIMBURSED);
  expect(meaning?.near.model).toBe(own());
  expect(answer).toEqual(await askArticles(one.ctx, REIMBURSED, VISITOR));
  await one.drain();
  expect(await vectorsOf(one)).toEqual({ [own()]: all });
  expect(await found(one)).toBe(one.idOf('Returning'));
  await one.jump(3_000); // together with what was published a moment ago
  const [norms] = await inWorkspace(one.ctx, [one.ctx.db.select().from(articleNorms)]);
  expect(norms.map(({ model }) => model).toSorted()).toEqual(['', own()].toSorted());

  // Its neighbour goes on with the deployment's, whose key alone goes there.
  expect(await found(other, 'Reimbursed, I hope?')).toBe(other.idOf('Returning'));
  expect(await vectorsOf(other)).toEqual({ one: await countPassages(other) });
  const since = scripted.asked.slice(begun);
  expect(since.filter(({ authorization }) => authorization === `Bearer ${KEY}`).map(({ model }) => model)).toContain(
    'tea-1',
  );
  expect(
    since.filter(({ authorization, model }) => (authorization === `Bearer ${KEY}`) !== (model === 'tea-1')),
  ).toEqual([]);
  expect(since.filter(({ input }) => input.includes('Reimbursed, I hope?')).map(({ model }) => model)).toEqual(['one']);
  const [[spent]] = await inWorkspace(one.ctx, [one.ctx.db.select().from(botSpending)]);
  expect(spent?.tokens).toBeGreaterThan(0);

  await removeModel(one.agent, 'embeddings');
  await one.drain();
  expect(await vectorsOf(one)).toEqual({ one: all });
});

test('without one of the deployment’s, removing it leaves words alone and forgets what it made', async () => {
  const place = await shop();
  expect(await vectorsOf(place)).toEqual({});
  await setModel(place.agent, 'embeddings', OWN);
  await place.drain();
  expect(await found(place)).toBe(place.idOf('Returning'));
  await removeModel(place.agent, 'embeddings');
  expect(await found(place)).toBeUndefined();
  await place.drain();
  expect(await vectorsOf(place)).toEqual({});
  const [norms] = await inWorkspace(place.ctx, [place.ctx.db.select().from(articleNorms)]);
  expect(norms.filter(({ model }) => model !== '')).toEqual([]);
  expect(await found(place, 'How do I get a refund for my teapot?')).toBe(place.idOf('Returning'));
});

test('a model that is changed while passages are looked through has all of them in the end, and the one before none', async () => {
  const body = Array.from({ length: 70 }, (_, i) => `Tea number ${i} is refunded.`).join('\n\n');
  const place = await shop([{ title: 'Teas', body, wordings: [] }]);
  await setModel(place.agent, 'embeddings', OWN);
  await inWorkspace(place.ctx, [place.ctx.db.delete(outbox).where(eq(outbox.type, 'articles.unembedded'))]);
  await embedArticles(place.ctx, BEGIN);
  const some = (await vectorsOf(place))[own()] as number;
  expect(some).toBeLessThan(await countPassages(place));
  await setModel(place.agent, 'embeddings', { ...OWN, name: 'tea-2' });
  await place.drain();
  expect(await vectorsOf(place)).toEqual({ [own('tea-2')]: await countPassages(place) });
});

test('a key that does not open any more leads to no model, neither its own nor the deployment’s, and costs no vector', async () => {
  const place = await shop(FEW, scripted.embeddings('one'));
  await setModel(place.agent, 'embeddings', OWN);
  await place.drain();
  const before = await vectorsOf(place);
  await inWorkspace(place.ctx, [
    place.ctx.db
      .update(workspaceModels)
      .set({ baseUrl: 'https://thief.example/v1' })
      .where(eq(workspaceModels.workspaceId, place.ctx.actor.workspaceId)),
  ]);
  const begun = scripted.asked.length;
  expect((await readModels(place.ctx, scripted.internet)).embeddings).toBeUndefined();
  await embedArticles(place.ctx, BEGIN);
  expect(await found(place, 'How do I get a refund for my teapot?')).toBe(place.idOf('Returning'));
  expect(scripted.asked.slice(begun)).toEqual([]);
  expect(await vectorsOf(place)).toEqual(before);
});

const FAULTS: readonly Manner[] = [
  { status: 429 },
  { status: 500 },
  { status: 401 },
  'nonsense',
  'short',
  'redirect',
  'cut',
  'flood',
  'of one place',
  'of two lengths',
  { first: 'NaN' },
  { first: '1e999' },
  { first: '1e300' }, // no number any more once it is kept
  { first: '"0.5"' },
  { lengths: [0] },
  { lengths: [32, 64, 32, 64] }, // now of one length, now of another
];

test('whatever it answers that cannot be used, words answer, and no vector is lost or made of it', async () => {
  const place = await shop();
  await setModel(place.agent, 'embeddings', OWN);
  await place.drain();
  const whole = await vectorsOf(place);
  await inWorkspace(place.ctx, [
    place.ctx.db.execute(sql`delete from ${articleVectors} where (workspace_id, passage) in
      (select workspace_id, passage from ${articleVectors} where workspace_id = ${place.ctx.actor.workspaceId} order by passage limit 2)`),
  ]);
  const left = await vectorsOf(place);
  for (const fault of FAULTS) {
    scripted.behave(fault);
    await expect(embedArticles(place.ctx, BEGIN), JSON.stringify(fault)).rejects.toThrow();
    const { answer } = await ask(place, 'How do I get a refund for my teapot?');
    expect(answer.found[0]?.articleId, JSON.stringify(fault)).toBe(place.idOf('Returning'));
    expect(await vectorsOf(place), JSON.stringify(fault)).toEqual(left);
  }
  scripted.behave('never');
  expect((await ask(place, REIMBURSED, 50)).meaning).toBeUndefined();
  scripted.behave('well');
  await embedArticles(place.ctx, BEGIN);
  expect(await vectorsOf(place)).toEqual(whole);
});

test('of an answer no more is read than of any model’s: where it is too long for many passages, fewer are asked for', async () => {
  const place = await shop();
  scripted.behave({ padding: 600_000 });
  const begun = scripted.asked.length;
  await setModel(place.agent, 'embeddings', OWN);
  await place.drain();
  expect(await vectorsOf(place)).toEqual({ [own()]: await countPassages(place) });
  expect(Math.max(...scripted.asked.slice(begun).map(({ input }) => input.length))).toBeGreaterThan(3);
  scripted.behave({ padding: 2_100_000 });
  expect((await ask(place, REIMBURSED)).meaning).toBeUndefined();
});

test('where another model has come behind the same name, whose vectors are of another length, all are made anew', async () => {
  const place = await shop();
  await setModel(place.agent, 'embeddings', OWN);
  await place.drain();
  await inWorkspace(place.ctx, [
    place.ctx.db.execute(sql`delete from ${articleVectors} where (workspace_id, passage) in
      (select workspace_id, passage from ${articleVectors} where workspace_id = ${place.ctx.actor.workspaceId} order by passage limit 2)`),
  ]);
  scripted.behave({ lengths: [32] });
  // Nothing that was made can be compared with it: words answer as they do without a model.
  const { meaning, answer } = await ask(place, REIMBURSED);
  expect(meaning?.near.dimensions).toBe(32);
  expect(answer).toEqual(await askArticles(place.ctx, REIMBURSED, VISITOR));
  await embedArticles(place.ctx, BEGIN);
  await place.drain();
  const [rows] = await inWorkspace(place.ctx, [
    place.ctx.db
      .select({ dimensions: articleVectors.dimensions })
      .from(articleVectors)
      .where(eq(articleVectors.workspaceId, place.ctx.actor.workspaceId)),
  ]);
  expect(rows).toHaveLength(await countPassages(place));
  expect(new Set(rows.map(({ dimensions }) => dimensions))).toEqual(new Set([32]));
  expect(await found(place)).toBe(place.idOf('Returning'));
});

test('where the day’s tokens for articles are spent its vectors wait for the next, and it is asked nothing', async () => {
  const place = await shop();
  await setModel(place.agent, 'embeddings', OWN);
  const day = place.now().toISOString().slice(0, 10);
  await inWorkspace(place.ctx, [
    place.ctx.db.execute(sql`insert into ${botSpending} (workspace_id, day, visitor_id, tokens)
      values (${place.ctx.actor.workspaceId}, ${day}, '00000000-0000-0000-0000-000000000001', ${TOKENS_OF_ARTICLES})`),
  ]);
  const begun = scripted.asked.length;
  await place.drain();
  expect(scripted.asked.slice(begun)).toEqual([]);
  await place.jump(86_400_000);
  expect(await vectorsOf(place)).toEqual({ [own()]: await countPassages(place) });
});
