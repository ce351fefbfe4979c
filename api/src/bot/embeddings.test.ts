import type { ArticleVariant, Audience, VariantChange } from '@everthread/shared/models/article';
import { sql } from 'drizzle-orm';
import { afterAll, expect, test } from 'vitest';
import { botUnderTest } from '../../test/bot.ts';
import { openScriptedEmbeddings } from '../../test/scripted-embeddings.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { IN_CHINESE, TEA_SHOP } from '../../test/tea-shop.ts';
import { changeArticle, removeArticle } from '../articles/change-article.ts';
import { publishVariant } from '../articles/publish-variant.ts';
import { readArticle } from '../articles/read-article.ts';
import { saveVariant } from '../articles/save-variant.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articlePassages, articleVectors, spareVectors } from '../db/schema/article-index.ts';
import { botSpending } from '../db/schema/bot.ts';
import { outbox } from '../db/schema/outbox.ts';
import { drainDueEvents } from '../outbox/drain-outbox.ts';
import { readModels } from '../workspace-model/read-model.ts';
import { askArticles } from './ask-articles.ts';
import { embedQuestion } from './embed-question.ts';
import { TOKENS_OF_ARTICLES, takeTokens } from './spend-tokens.ts';

const scripted = await openScriptedEmbeddings();
afterAll(() => scripted.stop());

const { config } = await testSurroundings();
const VISITOR: Audience[] = ['everyone'];
const purse = { take: async () => true, settle: async () => {} };
/** It shares no word with the article that answers it. */
const REIMBURSED = 'Reimbursement possible?';

const withModel = (id: string) => ({ config: { ...config, embeddings: scripted.embeddings(id) } });
const shop = (written: Parameters<typeof botUnderTest>[0] = TEA_SHOP, id = 'one') =>
  botUnderTest(written, withModel(id));
type Shop = Awaited<ReturnType<typeof shop>>;

async function found({ ctx }: Pick<Shop, 'ctx'>, text: string, audiences = VISITOR) {
  const meaning = await embedQuestion(ctx, text, (await readModels(ctx, undefined)).embeddings, purse);
  return (await askArticles(ctx, text, audiences, meaning)).found.map(({ articleId }) => articleId);
}

async function vectorsOf({ ctx }: Pick<Shop, 'ctx'>): Promise<Record<string, number>> {
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<{ model: string; count: number }>(
      sql`select model, count(*)::integer as count from ${articleVectors} where workspace_id = ${ctx.actor.workspaceId} group by model`,
    ),
  ]);
  return Object.fromEntries(rows.map(({ model, count }) => [model, count]));
}

const FEW = TEA_SHOP.slice(0, 3);
const many = (audience: Audience) =>
  Array.from({ length: 25 }, (_, i) => ({
    title: `Reimbursed ${audience} ${i}`,
    body: `Reimbursement ${i}?`,
    audience,
  }));
const place = await shop([...TEA_SHOP, ...many('internal'), ...many('verified'), ...IN_CHINESE]);

test('what is said in other words is found by what it means, and not without', async () => {
  expect(await askArticles(place.ctx, REIMBURSED, VISITOR)).toMatchObject({ found: [] });
  expect((await found(place, REIMBURSED))[0]).toBe(place.idOf('Returning'));
  // In the thread as well.
  const from = await place.anotherThread();
  await place.ask(REIMBURSED, from);
  const [said] = await place.said(from.threadId);
  expect(JSON.stringify(said?.bot)).toContain(place.idOf('Returning'));
});

test('of what its reader may not see nothing is found by meaning, however much of it lies nearer', async () => {
  const other = await shop(many('everyone'));
  const hits = await found(place, REIMBURSED);
  const open = new Set(place.known.filter((each) => each.audience === 'everyone').map(({ id }) => id));
  expect(hits[0]).toBe(place.idOf('Returning'));
  expect(hits.filter((id) => !open.has(id))).toEqual([]);
  expect((await found(other, REIMBURSED)).filter((id) => !other.known.some((each) => each.id === id))).toEqual([]);
  // A proven visitor is told of what is for such, and who asks in another language of what is written in that.
  expect(place.known.find(({ id }) => id === hits[0])?.audience).toBe('everyone');
  const [nearest] = await found(place, REIMBURSED, ['everyone', 'verified']);
  expect(place.known.find(({ id }) => id === nearest)?.audience).toBe('verified');
  expect((await found(place, '可以退款吗'))[0]).toBe(place.idOf('如何申请退款'));
});

test('another model begins anew: its vectors alone are compared, and what was made before is forgotten', async () => {
  const own = await shop(FEW);
  const before = await vectorsOf(own);
  const changed = { ...own, ctx: { ...own.ctx, ...withModel('two') } };
  scripted.behave('otherwise');
  try {
    // None has a vector by it yet: words answer, and the vectors are made.
    expect(await found(changed, REIMBURSED)).toEqual([]);
    await drainDueEvents(changed.ctx);
    expect((await found(changed, REIMBURSED))[0]).toBe(own.idOf('Returning'));
  } finally {
    scripted.behave('well');
  }
  expect(await vectorsOf(own)).toEqual({ two: before.one });
});

test.each(['down', 'nonsense', 'short'] as const)(
  'while the model is %s, words answer, and it is tried again',
  async (how) => {
    scripted.behave(how);
    try {
      const own = await shop(FEW);
      expect((await found(own, 'How do I get a refund for my teapot?'))[0]).toBe(own.idOf('Returning'));
      expect(await vectorsOf(own)).toEqual({});
      scripted.behave('well');
      await own.pass(60_000);
      expect((await vectorsOf(own)).one).toBeGreaterThan(FEW.length);
    } finally {
      scripted.behave('well');
    }
  },
);

test('a passage that the model refuses gets no vector, and all others do', async () => {
  scripted.behave({ refuses: /thirty/i });
  try {
    const own = await shop();
    const [{ rows }] = await inWorkspace(own.ctx, [
      own.ctx.db.execute<{ refused: boolean; lies: boolean }>(
        sql`select piece.text ~* 'thirty' as refused, vector.dimensions > 0 as lies
          from ${articlePassages} piece join ${articleVectors} vector on vector.workspace_id = piece.workspace_id
            and vector.passage = piece.passage
          where piece.workspace_id = ${own.ctx.actor.workspaceId} and piece.kind = 'text'`,
      ),
    ]);
    expect(rows.filter(({ refused }) => refused).length).toBeGreaterThan(0);
    expect(rows.filter(({ refused, lies }) => refused === lies)).toEqual([]);
    expect(await found(own, REIMBURSED)).not.toEqual([]);
  } finally {
    scripted.behave('well');
  }
});

test('a model that refuses whatever it is asked is asked again, and nothing is taken to lie nowhere', async () => {
  scripted.behave({ refuses: /^/ });
  try {
    const own = await shop(FEW);
    expect(await vectorsOf(own)).toEqual({});
    scripted.behave('well');
    await own.pass(60_000);
    expect((await vectorsOf(own)).one).toBeGreaterThan(FEW.length);
  } finally {
    scripted.behave('well');
  }
});

test('a model that stays away is left alone, and somebody is told', async () => {
  scripted.behave('down');
  try {
    const own = await shop(FEW);
    for (let tries = 1; tries < 10; tries += 1) await own.jump(16 * 60_000);
    const [rows] = await inWorkspace(own.ctx, [
      own.ctx.db
        .select()
        .from(outbox)
        .where(sql`workspace_id = ${own.ctx.actor.workspaceId} and type = 'articles.unembedded'`),
    ]);
    expect(rows).toMatchObject([{ attempts: 10, lastError: 'EmbeddingError' }]);
    expect(rows[0]?.parkedAt).toBeInstanceOf(Date);
  } finally {
    scripted.behave('well');
  }
});

test('vectors end with what they were made of', async () => {
  const own = await shop(FEW);
  const all = (await vectorsOf(own)).one as number;
  const articleId = own.idOf('Returning');
  await changeArticle(own.agent, articleId, { audience: 'verified' });
  await own.drain();
  expect(await vectorsOf(own)).toEqual({ one: all });
  expect(await found(own, REIMBURSED)).not.toContain(articleId);
  for (const { id } of own.known) await removeArticle(own.agent, id);
  await own.drain();
  expect(await vectorsOf(own)).toEqual({});
});

test('of an article that is published anew only what says something else gets a new vector', async () => {
  const own = await shop(FEW);
  const before = await vectorsOf(own);
  const id = own.idOf('Returning');
  const { article } = await readArticle(own.agent, id);
  const { title, body, wordings, rev } = article.variants[0] as ArticleVariant;
  const texts = async (change: Partial<VariantChange>, base: number) => {
    const begun = scripted.asked.length;
    await saveVariant(own.agent, id, 'en', { base, title, body, wordings, ...change });
    await publishVariant(own.agent, id, 'en', { base: base + 1 });
    await own.drain();
    return scripted.asked.slice(begun).flatMap(({ input }) => input);
  };

  expect(await texts({ body: `${body}\n\nHats are taken back as well.` }, rev)).toEqual([
    expect.stringContaining('Hats are taken back as well.'),
  ]);
  expect(await vectorsOf(own)).toEqual({ one: (before.one as number) + 1 });
  expect((await found(own, REIMBURSED))[0]).toBe(id);
  // The words are the same, and so is what they mean, whoever may read them.
  expect(await texts({ body }, rev + 1)).toEqual([]);
  await changeArticle(own.agent, id, { audience: 'verified' });
  await own.drain();
  expect(await vectorsOf(own)).toEqual(before);
  expect(await found(own, REIMBURSED)).not.toContain(id);
  // A passage is read below its title.
  expect((await texts({ title: 'Bringing back' }, rev + 2)).length).toBeGreaterThan(1);
  const [{ rows }] = await inWorkspace(own.ctx, [own.ctx.db.execute(sql`select from ${spareVectors}`)]);
  expect(rows).toEqual([]);
});

test('what leaves for the model holds no secrets, and goes with the model’s own key', async () => {
  const begun = scripted.asked.length;
  await found(place, 'My card 4111 1111 1111 1111 was charged, my password is hunter2: refund?');
  const [asked] = scripted.asked.slice(begun).filter(({ input }) => input[0]?.includes('charged'));
  expect(asked?.authorization).toBe('Bearer sk-scripted');
  expect(asked?.input[0]).toMatch(/refund/);
  expect(asked?.input[0]).not.toMatch(/4111|hunter2/);
});

test('where the day’s tokens are spent, no vector is asked for', async () => {
  const begun = scripted.asked.length;
  const spent = { ...purse, take: async () => false };
  const { embeddings } = await readModels(place.ctx, undefined);
  expect(await embedQuestion(place.ctx, 'A question that costs', embeddings, spent)).toBeUndefined();
  expect(scripted.asked.slice(begun).filter(({ input }) => input.includes('A question that costs'))).toEqual([]);
});

test('where the articles’ tokens are spent, vectors are made the next day, and questions have theirs all the same', async () => {
  const own = await shop(FEW);
  const before = await vectorsOf(own);
  await inWorkspace(own.ctx, [own.ctx.db.update(botSpending).set({ tokens: TOKENS_OF_ARTICLES }).where(sql`true`)]);
  await inWorkspace(own.ctx, [own.ctx.db.delete(articleVectors).where(sql`true`)]);
  await found(own, REIMBURSED);
  await own.drain();
  expect(await vectorsOf(own)).toEqual({});
  const { visitorId } = own.visitor.actor;
  expect(await takeTokens(own.ctx, visitorId, 1_000)).toBe(true);
  await own.jump(86_400_000);
  expect(await vectorsOf(own)).toEqual(before);
});
