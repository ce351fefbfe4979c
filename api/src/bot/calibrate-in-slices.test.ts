import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { botUnderTest } from '../../test/bot.ts';
import { calibrateNow } from '../../test/calibrate-now.ts';
import { countTrips } from '../../test/count-trips.ts';
import { IN_CHINESE, TEA_SHOP } from '../../test/tea-shop.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleNorms } from '../db/schema/article-index.ts';
import { outbox } from '../db/schema/outbox.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { HandlerContext } from '../outbox/handler.ts';
import { calibrateIndexed, indexChanged } from './index-changed.ts';

type Indexed = Extract<OutboxEvent, { type: 'articles.indexed' }>;

async function norms(ctx: HandlerContext) {
  const [rows] = await inWorkspace(ctx, [ctx.db.select().from(articleNorms).orderBy(articleNorms.spoken)]);
  return rows;
}

/** Takes what waits to be measured out of the outbox. */
async function left(ctx: HandlerContext): Promise<Indexed[]> {
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<{ payload: Omit<Indexed, 'type'> }>(sql`
      delete from ${outbox} where workspace_id = ${ctx.actor.workspaceId} and type = 'articles.indexed' returning payload`),
  ]);
  return rows.map(({ payload }) => ({ type: 'articles.indexed', ...payload }));
}

test('where asking takes long it is done in slices, which come to the same', async () => {
  const shop = await botUnderTest([...TEA_SHOP, ...IN_CHINESE]);
  for (const spoken of ['en', 'zh']) await calibrateNow(shop.ctx, spoken);
  const whole = await norms(shop.ctx);
  expect(whole.length).toBeGreaterThan(0);
  await inWorkspace(shop.ctx, [shop.ctx.db.delete(articleNorms).where(sql`true`)]);

  // Each look at the clock is four seconds later than the last.
  let at = shop.now().getTime();
  const slow: HandlerContext = {
    ...shop.ctx,
    now: () => {
      at += 4_000;
      return new Date(at);
    },
  };
  let waiting: Indexed[] = [
    { type: 'articles.indexed', spoken: 'en' },
    { type: 'articles.indexed', spoken: 'zh' },
  ];
  let slices = 0;
  for (; waiting.length > 0; slices += 1) {
    const given = waiting;
    expect(await countTrips(async () => calibrateIndexed(slow, given))).toBeLessThanOrEqual(5); // the model, the sample, six questions, the norms or what is left
    waiting = await left(shop.ctx);
  }
  expect(slices).toBeGreaterThan(2);
  expect(await norms(shop.ctx)).toEqual(whole);
});

test('what changes while it is measured is measured from the beginning', async () => {
  const shop = await botUnderTest();
  const measured = { model: '', asked: 6, signs: [] };
  await inWorkspace(shop.ctx, [
    shop.ctx.db.execute(sql`insert into ${outbox} (workspace_id, type, payload, created_at, due_at)
      select ${shop.ctx.actor.workspaceId}::uuid, 'articles.indexed', ${JSON.stringify({ spoken: 'en', measured })}::jsonb, now(), now()`),
  ]);
  await indexChanged(shop.ctx, [{ articleId: shop.idOf('Returning') }]);
  const waiting = await left(shop.ctx);
  expect(waiting.map((event) => event.measured === undefined).toSorted()).toEqual([false, true]);
  await calibrateIndexed(shop.ctx, waiting);
  expect(await left(shop.ctx)).toEqual([]);
  const anew = await norms(shop.ctx);
  await calibrateNow(shop.ctx, 'en');
  expect(anew).toEqual(await norms(shop.ctx));
});
