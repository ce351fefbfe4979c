import { lineOf, readArticleInline } from '@everthread/shared/client/article-inline';
import type { Audience, Language } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { withoutEndingsToCome } from '../bot/endings.ts';
import { readByKeys } from '../bot/find-passages.ts';
import { findableBy } from '../bot/terms.ts';
import { spokenIn } from '../bot/tongue.ts';
import type { Actor, Context } from '../context.ts';
import { texts } from '../db/lists.ts';
import { articleDocs, articlePassages, articlePostings } from '../db/schema/article-index.ts';
import { openArticles } from './open-articles.ts';

/** Longer searches are made by their beginning. */
export const SEARCH_MAX_LENGTH = 200;
const MOST_TERMS = 16;
const MOST_PLACES = 1_500;

/** An article that was found, and where in it. */
export type FoundArticle = {
  id: ArticleId;
  language: Language;
  version: number;
  slug: string;
  title: string;
  heading: string;
  excerpt: string;
};

/** What was found, told without the marks of its markdown: a line of a list has no room for more. */
export const inPlainWords = (found: FoundArticle): FoundArticle => ({
  ...found,
  excerpt: lineOf(readArticleInline(found.excerpt, new Map())),
});

/** What is looked for: the terms of a text, of which the last may be only begun. */
type Wanted = { term: string; at: number; begun: boolean };

function wantedIn(text: string): Wanted[] {
  const given = text.slice(0, SEARCH_MAX_LENGTH);
  const terms = findableBy(given);
  const isBegun = !/\s$/.test(given);
  const last = terms.length - 1;
  const shorter = isBegun ? withoutEndingsToCome(terms[last] ?? '') : [];
  const wanted = [
    ...shorter.map((term) => ({ term, at: last, begun: false })),
    ...terms.map((term, at) => ({ term, at, begun: isBegun && at === last })),
  ];
  return [...new Map(wanted.map((each) => [each.term, each])).values()].slice(-MOST_TERMS);
}

/**
 * The statements that find articles by words, and by the beginning of a word, out of those that such readers may see: in
 * this language first, then in others. Nothing else is looked at, and only what is published now is told.
 */
export function searchArticles(
  ctx: Context<Actor>,
  text: string,
  { language, audiences, limit }: { language: Language; audiences: readonly Audience[]; limit: number },
) {
  const { workspaceId } = ctx.actor;
  const posting = sql`posting.workspace_id = ${workspaceId} and posting.spoken = place.spoken and posting.audience = place.audience`;
  return [
    readByKeys(ctx),
    ctx.db.execute<FoundArticle>(sql`
      with place as materialized (
        select found.spoken, found.audience, count(*)::integer as docs from ${articleDocs} found
        where found.workspace_id = ${workspaceId} and found.audience = any (${texts(audiences)})
        group by found.spoken, found.audience
      ),
      wanted as materialized (
        select * from jsonb_to_recordset(${JSON.stringify(wantedIn(text))}::jsonb) as wanted(term text, at integer, begun boolean)
      ),
      hit as materialized (
        select wanted.at, posting.passage, posting.passage / 1024 as doc, posting.weight
        from wanted cross join place cross join lateral (
          select passage, weight from ${articlePostings} posting where ${posting} and posting.term = wanted.term
          limit ${MOST_PLACES}
        ) posting where not wanted.begun
        union all
        select wanted.at, posting.passage, posting.passage / 1024, posting.weight * case when posting.term = wanted.term then 1 else 0.8 end
        from wanted cross join place cross join lateral (
          select passage, term, weight from ${articlePostings} posting
          where ${posting} and posting.term >= wanted.term and posting.term < wanted.term || ${'\u{10ffff}'}
          limit ${MOST_PLACES}
        ) posting where wanted.begun
      ),
      rarity as materialized (
        select hit.at, ln(1 + (select sum(docs) from place)::float8 / count(distinct hit.doc)) as rarity from hit group by hit.at
      ),
      by_word as (select hit.doc, hit.at, sum(hit.weight) as weight from hit group by hit.doc, hit.at),
      by_doc as materialized (
        select by_word.doc, sum(rarity.rarity * by_word.weight / (by_word.weight + 1.2)) as fit
        from by_word join rarity using (at) group by by_word.doc order by fit desc, by_word.doc limit 100
      ),
      best as (
        select distinct on (open.id) by_doc.doc, by_doc.fit, open.*, open.language = ${language} as is_own,
          found.spoken = ${spokenIn(language)} as is_near
        from by_doc
          join ${articleDocs} found on found.workspace_id = ${workspaceId} and found.doc = by_doc.doc
          join (${openArticles(ctx, audiences)}) open on open.id = found.article_id and open.language = found.language
            and open.version = found.version
        order by open.id, open.language = ${language} desc, found.spoken = ${spokenIn(language)} desc, by_doc.fit desc
      ),
      chosen as (
        select * from best order by is_own desc, is_near desc, fit desc, doc limit ${limit}
      )
      select chosen.id, chosen.language, chosen.version, chosen.slug, chosen.title, coalesce(piece.heading, '') as heading,
        coalesce(piece.text, '') as excerpt
      from chosen left join lateral (
        select piece.heading, piece.text from ${articlePassages} piece
          left join (select passage, sum(weight * rarity) as fit from hit join rarity using (at) group by passage) told
            on told.passage = piece.passage
        where piece.workspace_id = ${workspaceId} and piece.passage >= chosen.doc * 1024 and piece.passage < (chosen.doc + 1) * 1024
          and piece.kind = 'text'
        order by told.fit desc nulls last, piece.passage limit 1
      ) piece on true
      order by chosen.is_own desc, chosen.is_near desc, chosen.fit desc, chosen.doc`),
  ] as const;
}
