import type { Language } from '@everthread/shared/models/article';
import type { CollectionName } from '@everthread/shared/models/collection';
import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { collections } from '../db/schema/articles.ts';
import { type HelpPlace, nameIn, selectPlace, toPlace } from './help-place.ts';
import { EVERYONE, openArticles } from './open-articles.ts';

const SHOWN_EACH = 5;
const SHOWN_LOOSE = 30;

/** An article as a list shows it. */
export type Listed = { slug: string; title: string };

/** A collection with the first of its articles; `total`: how many there are. */
export type Shelf = CollectionName & { slug: string; total: number; articles: Listed[] };

/** `loose`: what stands in no collection. */
export type HelpHome = { place: HelpPlace; language: Language; shelves: Shelf[]; loose: Listed[] };

type ShelfRow = {
  language: Language;
  slug: string | null;
  names: Readonly<Record<Language, CollectionName>> | null;
  total: number;
  articles: Listed[];
};

/**
 * What a help centre begins with, in one trip, in the first of the wanted languages in which something is published, or
 * in that in which most is. Undefined where there is no help centre.
 */
export async function readHome(ctx: Context<SystemActor>, wanted: readonly Language[]): Promise<HelpHome | undefined> {
  const { workspaceId } = ctx.actor;
  const [{ rows: places }, { rows }] = await inWorkspace(ctx, [
    selectPlace(ctx),
    ctx.db.execute<ShelfRow>(sql`
      with open as materialized (${openArticles(ctx, EVERYONE)}),
      wish as (select * from jsonb_array_elements_text(${JSON.stringify(wanted)}::jsonb) with ordinality as wish(language, at)),
      chosen as (
        select open.language from open left join wish on wish.language in (open.language, split_part(open.language, '-', 1))
        group by open.language order by min(wish.at) nulls last, count(*) desc, open.language limit 1
      ),
      ranked as (
        select open.*, row_number() over (partition by collection_id order by open.position, title, open.id) as nth
        from open join chosen using (language)
      )
      select ranked.language, shelf.slug, shelf.names, count(*)::integer as total,
        coalesce(jsonb_agg(jsonb_build_object('slug', ranked.slug, 'title', ranked.title) order by nth)
          filter (where nth <= case when shelf.id is null then ${SHOWN_LOOSE}::integer else ${SHOWN_EACH}::integer end), '[]') as articles
      from ranked left join ${collections} shelf on shelf.workspace_id = ${workspaceId} and shelf.id = ranked.collection_id
      group by ranked.language, shelf.id, shelf.slug, shelf.names, shelf.position, shelf.created_at
      order by shelf.position, shelf.created_at, shelf.id`),
  ]);
  const place = toPlace(ctx, places[0]);
  const language = rows[0]?.language;
  if (!place || !language) return undefined;
  return {
    place,
    language,
    shelves: rows.flatMap(({ slug, names, total, articles }) =>
      slug && names ? [{ ...nameIn(names, language), slug, total, articles }] : [],
    ),
    loose: rows.find(({ slug }) => slug === null)?.articles ?? [],
  };
}
