import type { Audience } from '@everthread/shared/models/article';
import { type SQL, sql } from 'drizzle-orm';
import type { Actor, Context } from '../context.ts';
import { texts } from '../db/lists.ts';
import { articles, articleVariants, articleVersions, collections } from '../db/schema/articles.ts';

/** What a help centre shows: nothing that one must prove who he is for. */
export const EVERYONE: readonly Audience[] = ['everyone'];

/** Rows of what such readers may see, as it is published now: an article in one language. */
export const openArticles = ({ actor: { workspaceId } }: Context<Actor>, audiences: readonly Audience[]): SQL => sql`
  select article.id, variant.language, version.version, version.slug, version.title, version.published_at,
    article.position, shelf.id as collection_id
  from ${articles} article
    join ${articleVariants} variant on variant.workspace_id = article.workspace_id and variant.article_id = article.id
    join ${articleVersions} version on version.workspace_id = variant.workspace_id and version.article_id = variant.article_id
      and version.language = variant.language and version.version = variant.published_version
    left join ${collections} shelf on shelf.workspace_id = article.workspace_id and shelf.id = article.collection_id
      and shelf.removed_at is null
  where article.workspace_id = ${workspaceId} and article.removed_at is null and article.audience = any (${texts(audiences)})`;

/** Which article of those stands under an address in this language, or stood there once: what has it now comes first. */
export const articleAt = (
  ctx: Context<Actor>,
  language: string,
  slug: string,
  audiences: readonly Audience[],
): SQL => sql`
  select article.id from ${articleVersions} version
    join ${articleVariants} variant on variant.workspace_id = version.workspace_id and variant.article_id = version.article_id
      and variant.language = version.language and variant.published_version is not null
    join ${articles} article on article.workspace_id = version.workspace_id and article.id = version.article_id
      and article.removed_at is null and article.audience = any (${texts(audiences)})
  where version.workspace_id = ${ctx.actor.workspaceId} and version.language = ${language} and version.slug = ${slug}
  order by variant.published_version = version.version desc, variant.slug = version.slug desc, version.published_at desc
  limit 1`;
