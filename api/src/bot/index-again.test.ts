import type { Audience } from '@everthread/shared/models/article';
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { botUnderTest } from '../../test/bot.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleDocs, articlePassages, articleTerms } from '../db/schema/article-index.ts';
import { outbox } from '../db/schema/outbox.ts';
import { askArticles } from './ask-articles.ts';
import { sweepIndex } from './index-again.ts';
import { INDEX_VERSION } from './index-version.ts';

const VERIFIED: Audience[] = ['everyone', 'verified'];
const MANY = Array.from({ length: 45 }, (_, nth) => ({
  title: `Tea of garden ${nth}`,
  body: `The tea of garden number ${nth} is picked in week ${nth + 1}.`,
  audience: 'verified' as const,
}));
const ASKED = 'In which week is the tea of garden number 17 picked?';

type Shop = Awaited<ReturnType<typeof botUnderTest>>;

/** As if they had been looked through by a product that kept passages in capitals. */
async function grownOld({ ctx }: Shop): Promise<void> {
  const { workspaceId } = ctx.actor;
  await inWorkspace(ctx, [
    ctx.db
      .update(articleDocs)
      .set({ indexVersion: INDEX_VERSION - 1 })
      .where(eq(articleDocs.workspaceId, workspaceId)),
    ctx.db.update(articlePassages).set({ text: sql`upper(text)` }).where(eq(articlePassages.workspaceId, workspaceId)),
  ]);
}

async function older({ ctx }: Shop): Promise<number> {
  const [docs] = await inWorkspace(ctx, [
    ctx.db.select().from(articleDocs).where(eq(articleDocs.workspaceId, ctx.actor.workspaceId)),
  ]);
  return docs.filter(({ indexVersion }) => indexVersion < INDEX_VERSION).length;
}

/** What waits of these things to be followed up. */
async function waiting({ ctx }: Shop): Promise<string[]> {
  const [events] = await inWorkspace(ctx, [
    ctx.db.select().from(outbox).where(eq(outbox.workspaceId, ctx.actor.workspaceId)),
  ]);
  return events.map(({ type }) => type).filter((type) => type.startsWith('articles.'));
}

async function found({ ctx, idOf }: Shop) {
  const { found: hits, quotes } = await askArticles(ctx, ASKED, VERIFIED);
  return { isFound: hits.some(({ articleId }) => articleId === idOf('Tea of garden 17')), quote: quotes[0]?.text };
}

async function terms({ ctx }: Shop) {
  const { workspaceId, term, docs } = articleTerms;
  const [rows] = await inWorkspace(ctx, [
    ctx.db.select({ term, docs }).from(articleTerms).where(eq(workspaceId, ctx.actor.workspaceId)).orderBy(term),
  ]);
  return rows;
}

test('what was looked through in an earlier way is again by itself, a few at a time, and can be found all the while', async () => {
  const shop = await botUnderTest(MANY);
  await shop.pass(10_000);
  const fresh = await found(shop);
  expect(fresh.quote).toContain('is picked in week 18');
  const known = await terms(shop);
  await grownOld(shop);
  expect((await found(shop)).quote).toContain('IS PICKED IN WEEK 18');

  await sweepIndex(shop.ctx);
  await sweepIndex(shop.ctx);
  expect(await waiting(shop)).toEqual(['articles.outdated']);
  const left = [];
  for (let slices = 0; slices < 3; slices += 1) {
    await (slices === 0 ? shop.drain() : shop.jump(1_000));
    left.push(await older(shop));
    expect((await found(shop)).isFound).toBe(true);
  }
  expect(left).toEqual([25, 5, 0]);
  await shop.jump(1_000);
  expect(await found(shop)).toEqual(fresh);
  // Once, at the end, it is measured what all of them know.
  await shop.pass(10_000);
  expect(await waiting(shop)).toEqual([]);
  await sweepIndex(shop.ctx);
  expect(await waiting(shop)).toEqual([]);
  expect(await terms(shop)).toEqual(known);
});
