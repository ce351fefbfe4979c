import type { Language } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { type HelpPlace, selectPlace, toPlace } from './help-place.ts';
import { EVERYONE, openArticles } from './open-articles.ts';

/** As many as one file may name. */
const MOST_PAGES = 50_000;

export type MappedArticle = { id: ArticleId; language: Language; slug: string; publishedAt: string };

/** Every article of a help centre in every language, in one trip; undefined where there is none. */
export async function readSitemap(
  ctx: Context<SystemActor>,
): Promise<{ place: HelpPlace; articles: MappedArticle[] } | undefined> {
  const [{ rows: places }, { rows }] = await inWorkspace(ctx, [
    selectPlace(ctx),
    ctx.db.execute<{ id: ArticleId; language: Language; slug: string; published_at: string }>(sql`
      select id, language, slug, published_at from (${openArticles(ctx, EVERYONE)}) open
      order by id, language limit ${MOST_PAGES}`),
  ]);
  const place = toPlace(ctx, places[0]);
  if (!place) return undefined;
  return {
    place,
    articles: rows.map(({ published_at, ...article }) => ({
      ...article,
      publishedAt: new Date(published_at).toISOString(),
    })),
  };
}
