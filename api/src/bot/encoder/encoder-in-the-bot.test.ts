import type { Audience } from '@everthread/shared/models/article';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { fileEncoder } from '../../../../local/file-encoder.ts';
import { botUnderTest } from '../../../test/bot.ts';
import { IN_CHINESE, TEA_SHOP } from '../../../test/tea-shop.ts';
import { publishVariant } from '../../articles/publish-variant.ts';
import { saveVariant } from '../../articles/save-variant.ts';
import { inWorkspace } from '../../db/in-workspace.ts';
import { articleNorms, articleVectors } from '../../db/schema/article-index.ts';
import { outbox } from '../../db/schema/outbox.ts';
import { readModels } from '../../workspace-model/read-model.ts';
import { askArticles } from '../ask-articles.ts';
import { embedQuestion } from '../embed-question.ts';

const EVERYONE: Audience[] = ['everyone'];
/** It shares no word with the article that answers it. */
const LOGIN = 'Login trouble?';
/** Whoever asks for tokens fails the test. */
const empty = {
  take: () => Promise.reject(new Error('Tokens were taken')),
  settle: () => Promise.reject(new Error('Tokens were settled')),
};

const encoder = fileEncoder();
type Shop = Awaited<ReturnType<typeof botUnderTest>>;

async function found({ ctx }: Pick<Shop, 'ctx'>, text: string) {
  const meaning = await embedQuestion(ctx, text, (await readModels(ctx, undefined)).embeddings, empty);
  return (await askArticles(ctx, text, EVERYONE, meaning)).found.map(({ articleId }) => articleId);
}

async function rowsOf({ ctx }: Pick<Shop, 'ctx'>) {
  const { workspaceId } = ctx.actor;
  const [vectors, waiting] = await inWorkspace(ctx, [
    ctx.db.execute<{ spoken: string; model: string }>(
      sql`select distinct spoken, model from ${articleVectors} where workspace_id = ${workspaceId}`,
    ),
    ctx.db.execute(
      sql`select from ${outbox} where workspace_id = ${workspaceId} and type in ('articles.unembedded', 'articles.indexed')`,
    ),
  ]);
  return { vectors: vectors.rows, waiting: waiting.rows.length };
}

test('without any model set, what is said in other words in English is found, and takes no tokens', async () => {
  const shop = await botUnderTest([...TEA_SHOP, ...IN_CHINESE], { encoder });
  expect((await found(shop, LOGIN))[0]).toBe(shop.idOf('Changing'));
  await shop.jump(60_000);
  expect(await rowsOf(shop)).toEqual({ vectors: [{ spoken: 'en', model: encoder.id }], waiting: 0 });
});

test('where nothing is written in English, no vectors are made, and no question asks for any', async () => {
  const shop = await botUnderTest(IN_CHINESE, { encoder });
  expect((await found(shop, '怎么把钱退回来'))[0]).toBe(shop.idOf('如何申请退款'));
  await found(shop, LOGIN);
  await shop.jump(60_000);
  expect(await rowsOf(shop)).toEqual({ vectors: [], waiting: 0 });
});

test('where the encoder cannot be read, words answer as they did, and vectors are made when it can', async () => {
  let isAway = true;
  const flaky = {
    ...encoder,
    encode: (texts: readonly string[]) => (isAway ? Promise.reject(new Error('Away')) : encoder.encode(texts)),
  };
  const shop = await botUnderTest(TEA_SHOP, { encoder: flaky });
  expect((await found(shop, 'Can you wrap it?'))[0]).toBe(shop.idOf('Gift'));
  expect(await found(shop, LOGIN)).toEqual([]);
  isAway = false;
  await shop.pass(3_600_000);
  expect((await found(shop, LOGIN))[0]).toBe(shop.idOf('Changing'));
});

test('who changes an article has its words and its vectors measured together, once', async () => {
  const shop = await botUnderTest(TEA_SHOP, { encoder });
  await shop.jump(60_000);
  const forget = shop.ctx.db
    .delete(articleNorms)
    .where(sql`${articleNorms.workspaceId} = ${shop.ctx.actor.workspaceId}`);
  await inWorkspace(shop.ctx, [forget]);
  const norms = async () => {
    const [rows] = await inWorkspace(shop.ctx, [shop.ctx.db.select({ model: articleNorms.model }).from(articleNorms)]);
    return rows.map(({ model }) => model).toSorted();
  };

  const id = shop.idOf('Returning');
  await saveVariant(shop.owner, id, 'en', {
    title: 'Returning',
    body: 'We take all teapots back.',
    wordings: [],
    base: 1,
  });
  await publishVariant(shop.owner, id, 'en', { base: 2 });
  await shop.drain();
  expect({ norms: await norms(), waiting: (await rowsOf(shop)).waiting }).toEqual({ norms: [], waiting: 1 });
  await shop.jump(3_000);
  expect({ norms: await norms(), waiting: (await rowsOf(shop)).waiting }).toEqual({
    norms: ['', encoder.id],
    waiting: 0,
  });
});

test('how many docs it is asked of is counted in its own language', async () => {
  const shop = await botUnderTest([...TEA_SHOP, ...IN_CHINESE], { encoder });
  const { embeddings } = await readModels(shop.ctx, undefined);
  expect(embeddings?.own?.docs).toBe(TEA_SHOP.length);
});
