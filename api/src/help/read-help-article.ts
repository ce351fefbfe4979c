import type { Audience, Language } from '@everthread/shared/models/article';
import type { CollectionName } from '@everthread/shared/models/collection';
import type { ArticleId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleVersions, collections } from '../db/schema/articles.ts';
import { type HelpPlace, nameIn, selectPlace, toPlace } from './help-place.ts';
import { articleAt, EVERYONE, openArticles } from './open-articles.ts';
import type { Listed } from './read-home.ts';

const MOST_NEIGHBOURS = 8;

export type ShownArticle = {
  id: ArticleId;
  language: Language;
  version: number;
  slug: string; // may be another than was asked for
  title: string;
  body: string;
  publishedAt: string;
};

export type HelpArticle = {
  place: HelpPlace;
  article: ShownArticle;
  others: { language: Language; slug: string }[]; // the same in other languages
  shelf: (CollectionName & { slug: string }) | undefined;
  neighbours: Listed[];
};

type ArticleRow = Omit<ShownArticle, 'publishedAt'> & {
  published_at: string;
  others: { language: Language; slug: string }[] | null;
  shelf: { slug: string; names: Readonly<Record<Language, CollectionName>> } | null;
  neighbours: Listed[] | null;
};

/** An article by an address that it has or had, in one trip; undefined where not everyone may read it. */
export async function readHelpArticle(
  ctx: Context<SystemActor>,
  language: Language,
  slug: string,
): Promise<HelpArticle | undefined> {
  const [{ rows: places }, { rows }] = await inWorkspace(ctx, [
    selectPlace(ctx),
    selectArticleAt(ctx, language, slug, EVERYONE),
  ]);
  const [row] = rows;
  const place = toPlace(ctx, places[0]);
  if (!place || !row) return undefined;
  const { others, shelf, neighbours, published_at, ...article } = row;
  return {
    place,
    article: { ...article, publishedAt: new Date(published_at).toISOString() },
    others: others ?? [],
    shelf: shelf ? { ...nameIn(shelf.names, language), slug: shelf.slug } : undefined,
    neighbours: neighbours ?? [],
  };
}

const selectArticleAt = (ctx: Context<SystemActor>, language: Language, slug: string, audiences: readonly Audience[]) =>
  ctx.db.execute<ArticleRow>(sql`
    with open as materialized (${openArticles(ctx, audiences)}),
    asked as (${articleAt(ctx, language, slug, audiences)})
    select own.id, own.language, own.version, own.slug, own.title, version.body, own.published_at,
      (select jsonb_agg(jsonb_build_object('language', other.language, 'slug', other.slug) order by other.language)
        from open other where other.id = own.id and other.language <> own.language) as others,
      (select jsonb_build_object('slug', shelf.slug, 'names', shelf.names) from ${collections} shelf
        where shelf.workspace_id = ${ctx.actor.workspaceId} and shelf.id = own.collection_id) as shelf,
      (select jsonb_agg(jsonb_build_object('slug', near.slug, 'title', near.title) order by near.position, near.title, near.id)
        from (select * from open other where other.collection_id = own.collection_id and other.language = own.language
          and other.id <> own.id order by position, title, id limit ${MOST_NEIGHBOURS}) near) as neighbours
    from asked join open own on own.id = asked.id and own.language = ${language}
      join ${articleVersions} version on version.workspace_id = ${ctx.actor.workspaceId} and version.article_id = own.id
        and version.language = own.language and version.version = own.version`);
