import type { ArticleId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { botUnderTest } from '../../test/bot.ts';
import { calibrateNow } from '../../test/calibrate-now.ts';
import { ownPostgres } from '../../test/own-postgres.ts';
import { TEA_SHOP } from '../../test/tea-shop.ts';
import { connect } from '../db/connect.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleDocs, articleNorms } from '../db/schema/article-index.ts';
import { indexArticles } from './index-articles.ts';

const { database, surroundings } = await ownPostgres();
const { db, config } = surroundings;

/** In which order Postgres adds up is not said, and shows in the last bit. */
const toNinePlaces = (_: string, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(9)) : value);

test('the same articles are measured the same, whatever numbers the deployment gives them', async () => {
  const shop = await botUnderTest(TEA_SHOP.slice(0, 12), { db, config });
  const { ctx } = shop;
  const { workspaceId } = ctx.actor;
  const norms = async () => {
    await calibrateNow(ctx, 'en');
    const [rows] = await inWorkspace(ctx, [ctx.db.select().from(articleNorms).orderBy(articleNorms.spoken)]);
    return JSON.parse(JSON.stringify(rows, toNinePlaces));
  };
  const before = await norms();
  expect(before).not.toEqual([]);
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<{ id: ArticleId }>(sql`select distinct article_id as id from ${articleDocs}
      where workspace_id = ${workspaceId}`),
  ]);
  for (const number of [777, 12_345, 3_400_000]) {
    await connect(database.ownerUrl).execute(sql`select setval('article_doc_numbers', ${number})`);
    await indexArticles(
      ctx,
      rows.map(({ id }) => id),
    );
    expect(await norms()).toEqual(before);
  }
});
