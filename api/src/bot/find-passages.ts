import type { Audience, Language } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import type { Actor, Context } from '../context.ts';
import { articleDocs, articlePassages, articlePostings, articleTerms } from '../db/schema/article-index.ts';
import { articles, articleVariants } from '../db/schema/articles.ts';
import { bytesOf, findNear, NEAR_DOCS, type Near } from './near-passages.ts';
import type { Tongues } from './tongue.ts';

/**
 * What is asked, of what, and for whom. `near`: by which model its meaning is compared, where it is. `exceptDoc`: as if
 * that one were not there.
 */
export type Asked = {
  terms: readonly string[];
  tongues: Tongues;
  audiences: readonly Audience[];
  near?: Near | undefined;
  exceptDoc?: string | undefined;
};

export type FoundPassage = {
  place: number;
  kind: 'title' | 'wording' | 'text';
  heading: string;
  text: string;
  fromChar: number | null;
  fit: number;
  bytes: string | null; // its vector, where one was asked for
};

/**
 * A doc that may answer, the best first. `fit` and `covered`: parts of the most that the question could have scored. `size`: how
 * many pieces it has.
 */
export type FoundDoc = {
  doc: string;
  spoken: string;
  articleId: ArticleId;
  language: Language;
  version: number;
  size: number;
  fit: number;
  covered: number;
  passages: FoundPassage[] | null;
  opening: FoundPassage | null; // where its body begins, if nothing of the body was found by its words
};

/** `terms`: how rare each of what was asked is. */
export type FoundRow = { docs: FoundDoc[]; terms: Record<string, number> | null };

const DOCS = 30;
const PASSAGES = 60;
const PASSAGES_EACH = 8;
/** So many letters of passages are compared with the question: the time that a question may take. */
const LETTERS = 8_000;
/**
 * Docs whose places are looked up, term by term, the most telling first: what stands in all of them tells little. Of many docs
 * fewer, so that a question takes its time, and no longer: a word of hundreds of docs leads to none of them.
 */
const MOST_PLACES = 1_500;
const LEAST_PLACES = 500;
const PLACES_BY_DOCS = 450_000;

/**
 * One statement: the docs and passages that most likely answer, out of those that may be read by whom it is asked for and
 * are in a language in which it may be asked. Nothing else is looked at. Only what is published now is told.
 */
export function findPassages(
  { db, actor: { workspaceId } }: Context<Actor>,
  { terms, tongues, audiences, near, exceptDoc }: Asked,
) {
  const list = (items: readonly string[]) =>
    sql`array(select jsonb_array_elements_text(${JSON.stringify(items)}::jsonb))`;
  const inTongue: SQL =
    'only' in tongues
      ? sql`found.spoken = any (${list(tongues.only)})`
      : sql`found.spoken <> all (${list(tongues.not)})`;
  const others = (passage: SQL) =>
    exceptDoc === undefined ? sql`` : sql`and ${passage} / 1024 <> ${exceptDoc}::bigint`;
  return db.execute<FoundRow>(sql`
    with place as materialized (
      select found.spoken, found.audience, count(*)::integer as docs from ${articleDocs} found
      where found.workspace_id = ${workspaceId} and found.audience = any (${list(audiences)}) and ${inTongue}
      group by found.spoken, found.audience
    ),
    total as materialized (select coalesce(sum(docs), 0)::integer as docs from place),
    word as materialized (
      select said.term, said.at, (
        select coalesce(sum(known.docs), 0)::integer from place join ${articleTerms} known
          on known.workspace_id = ${workspaceId} and known.spoken = place.spoken and known.audience = place.audience
            and known.term = said.term) as docs
      from jsonb_array_elements_text(${JSON.stringify(terms)}::jsonb) with ordinality as said(term, at)
    ),
    weighed as materialized (
      select word.term, word.at, word.docs, ln(1 + (total.docs - word.docs + 0.5::float8) / (word.docs + 0.5::float8)) as rarity,
        sum(word.docs) over (order by word.docs, word.at) - word.docs as places_before,
        least(${MOST_PLACES}, greatest(${LEAST_PLACES}, ${PLACES_BY_DOCS} / greatest(total.docs, 1))) as places
      from word cross join total
    ),
    measure as materialized (
      select greatest(sum(rarity), 0.001::float8) as most from weighed
    ),
    -- Each term is looked up for itself: its places are a range of the key, whatever the planner knows of the table.
    hit as (
      select posting.passage, posting.passage / 1024 as doc, weighed.at, weighed.rarity, posting.weight
      from weighed cross join place cross join lateral (
        select passage, weight from ${articlePostings} posting
        where posting.workspace_id = ${workspaceId} and posting.spoken = place.spoken
          and posting.audience = place.audience and posting.term = weighed.term
          ${others(sql`posting.passage`)}
        offset 0
      ) posting
      where weighed.docs > 0 and weighed.places_before <= weighed.places
    ),
    ${findNear(workspaceId, near, others(sql`vector.passage`))}
    -- What each term says in a doc, and what all of them say in a passage.
    part as materialized (
      select doc, passage, min(rarity) as rarity, sum(weight) as weight, sum(rarity * weight) / 2.2 as fit, null::bigint as nth
      from hit group by grouping sets ((doc, at), (doc, passage))
      ${near?.signs ? sql`union all select doc, passage, 0, 0, 0, nth from near` : sql``}
    ),
    chosen as materialized (
      select doc, fit, covered from (
        select *, row_number() over (order by fit + best desc, doc) as by_fit
          ${near?.signs ? sql`, case when nth > 0 then dense_rank() over (order by nth) end as by_meaning` : sql``}
        from (
          select doc, coalesce(sum(rarity * weight / (weight + 1.2)) filter (where passage is null), 0) as fit,
            coalesce(sum(rarity) filter (where passage is null), 0) as covered,
            max(fit) filter (where passage is not null) as best, min(nth) as nth
          from part group by doc
        ) found
      ) ranked where by_fit <= ${DOCS} ${near?.signs ? sql`or by_meaning <= ${NEAR_DOCS}` : sql``}
    ),
    picked as materialized (
      select passage, doc, fit, rank from (
        select *, row_number() over (partition by doc order by rank, passage) as of_doc from (
          select passage, doc, sum(fit) as fit,
            least(min(nth), row_number() over (order by sum(fit) desc, passage)) as rank
          from part where passage is not null and doc = any (array(select doc from chosen))
          group by passage, doc
        ) each
      ) ordered where of_doc <= ${PASSAGES_EACH} order by rank, fit desc, passage limit ${PASSAGES}
    ),
    pieces as materialized (
      select doc, bool_or(kind = 'text' and fit > 0) as has_text, json_agg(json_build_object('place', passage % 1024, 'kind', kind,
        'heading', heading, 'text', text, 'fromChar', from_char, 'fit', fit / (select most from measure),
        'bytes', ${bytesOf(workspaceId, near, sql`piece.passage`)}) order by fit desc, passage) as passages
      from (
        select picked.*, piece.kind, piece.heading, piece.text, piece.from_char,
          sum(char_length(piece.text)) over (order by picked.rank, picked.fit desc, picked.passage)
            - char_length(piece.text) as letters_before
        from picked join ${articlePassages} piece on piece.workspace_id = ${workspaceId} and piece.passage = picked.passage
      ) piece
      where letters_before < ${LETTERS} group by doc
    )
    select (select json_object_agg(term, round(rarity::numeric, 3)) from weighed) as terms,
      (select coalesce(json_agg(json_build_object('doc', chosen.doc::text, 'spoken', found.spoken,
          'articleId', found.article_id, 'language', found.language, 'version', found.version,
          'size', (select piece.passage % 1024 + 1 from ${articlePassages} piece
            where piece.workspace_id = ${workspaceId} and piece.passage >= chosen.doc * 1024
              and piece.passage < (chosen.doc + 1) * 1024 order by piece.passage desc limit 1),
          'fit', chosen.fit / measure.most, 'covered', chosen.covered / measure.most, 'passages', pieces.passages,
          'opening', case when pieces.has_text is not true then (
            select json_build_object('place', piece.passage % 1024, 'kind', piece.kind, 'heading', piece.heading,
              'text', piece.text, 'fromChar', piece.from_char, 'fit', 0, 'bytes', null)
            from ${articlePassages} piece where piece.workspace_id = ${workspaceId} and piece.passage >= chosen.doc * 1024
              and piece.passage < (chosen.doc + 1) * 1024 and piece.kind = 'text' order by piece.passage limit 1) end)
          order by chosen.fit desc, chosen.doc), '[]')
        from chosen
          -- For each that was chosen, and not the other way round.
          cross join lateral (select * from ${articleDocs} own where own.workspace_id = ${workspaceId} and own.doc = chosen.doc
            offset 0) found
          join ${articleVariants} variant on variant.workspace_id = ${workspaceId} and variant.article_id = found.article_id
            and variant.language = found.language and variant.published_version = found.version
          join ${articles} article on article.workspace_id = ${workspaceId} and article.id = found.article_id
            and article.removed_at is null and article.audience = found.audience
          left join pieces on pieces.doc = chosen.doc) as docs
    from measure`);
}

/** What is found is little, and everything that belongs to it is read by key: one plan for whatever is asked. */
export const readByKeys = ({ db }: Context<Actor>) =>
  db.execute(sql`select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
    set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true), set_config('jit', 'off', true),
    set_config('plan_cache_mode', 'force_generic_plan', true)`);
