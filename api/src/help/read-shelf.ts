import type { Language } from '@everthread/shared/models/article';
import type { CollectionName } from '@everthread/shared/models/collection';
import type { CollectionId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { collections } from '../db/schema/articles.ts';
import { formerCollectionSlugs } from '../db/schema/help.ts';
import { type HelpPlace, nameIn, selectPlace, toPlace } from './help-place.ts';
import { EVERYONE, openArticles } from './open-articles.ts';
import type { Listed } from './read-home.ts';

const MOST_SHOWN = 1_000;

/** All of a collection in one language. `languages`: in which it has something. `slug` may be another than was asked for. */
export type HelpShelf = {
  place: HelpPlace;
  language: Language;
  languages: Language[];
  shelf: CollectionName & { slug: string; articles: Listed[] };
};

type ShelfRow = {
  id: CollectionId;
  slug: string;
  names: Readonly<Record<Language, CollectionName>>;
  languages: Language[] | null;
  articles: Listed[] | null;
};

/** A collection by an address that it has or had, in one trip; undefined where nobody may see anything of it. */
export async function readShelf(
  ctx: Context<SystemActor>,
  language: Language,
  slug: string,
): Promise<HelpShelf | undefined> {
  const { workspaceId } = ctx.actor;
  const [{ rows: places }, { rows }] = await inWorkspace(ctx, [
    selectPlace(ctx),
    ctx.db.execute<ShelfRow>(sql`
      with shelf as (
        select * from (
          select id, slug, names, 1 as rank from ${collections}
          where workspace_id = ${workspaceId} and slug = ${slug} and removed_at is null
          union all
          select shelf.id, shelf.slug, shelf.names, 2 from ${formerCollectionSlugs} former
            join ${collections} shelf on shelf.workspace_id = former.workspace_id and shelf.id = former.collection_id
              and shelf.removed_at is null
          where former.workspace_id = ${workspaceId} and former.slug = ${slug}
        ) found order by rank limit 1
      ),
      open as materialized (
        select open.* from (${openArticles(ctx, EVERYONE)}) open join shelf on shelf.id = open.collection_id
      )
      select shelf.id, shelf.slug, shelf.names, (select jsonb_agg(distinct language) from open) as languages, (
        select jsonb_agg(jsonb_build_object('slug', own.slug, 'title', own.title) order by own.position, own.title, own.id)
        from (select * from open where open.language = ${language} order by position, title, id limit ${MOST_SHOWN}) own
      ) as articles
      from shelf`),
  ]);
  const [row] = rows;
  const place = toPlace(ctx, places[0]);
  if (!place || !row?.articles) return undefined;
  const shelf = { ...nameIn(row.names, language), slug: row.slug, articles: row.articles };
  return { place, language, languages: row.languages ?? [], shelf };
}
