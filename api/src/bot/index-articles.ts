import type { ArticleId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { uuids } from '../db/lists.ts';
import { oneAtATime } from '../db/one-at-a-time.ts';
import {
  articleDocs,
  articlePassages,
  articlePostings,
  articleTerms,
  articleVectors,
  spareVectors,
} from '../db/schema/article-index.ts';
import { articles, articleVariants, articleVersions } from '../db/schema/articles.ts';
import { type Published, piecesOf } from './index-rows.ts';
import { INDEX_VERSION } from './index-version.ts';
import { spokenIn } from './tongue.ts';

/** What is stored in one go, in characters: what is more goes in parts. */
const AT_ONCE = 1_500_000;

/** What is there of a language of an article; without a version, of what is not to be found any more. */
type Found = Pick<Published, 'articleId' | 'language'> & {
  audience: Published['audience'];
  version: number | null;
} & Partial<Published>;

/**
 * Looks through articles that have changed, and stores by what they are found from now on, or that they are found no more.
 * Tells which languages it was about. Two trips, unless there is a lot. Safe to do twice, and beside others.
 */
export async function indexArticles(ctx: Context<SystemActor>, ids: readonly ArticleId[]): Promise<string[]> {
  const { workspaceId } = ctx.actor;
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<Found>(sql`
      select variant.article_id as "articleId", variant.language, article.audience,
        case when article.removed_at is null then version.version end as version, version.title, version.body, version.wordings
      from ${articleVariants} variant
        join ${articles} article on article.workspace_id = variant.workspace_id and article.id = variant.article_id
        left join ${articleVersions} version on version.workspace_id = variant.workspace_id
          and version.article_id = variant.article_id and version.language = variant.language
          and version.version = variant.published_version
      where variant.workspace_id = ${workspaceId}
        and variant.article_id = any (${uuids(ids)})
      order by variant.article_id, variant.language`),
  ]);
  const docs = rows.map(({ title = '', body = '', wordings, version, ...doc }) => ({
    ...doc,
    version,
    spoken: spokenIn(doc.language),
    passages: version === null ? [] : piecesOf({ title, body, wordings: wordings ?? [] }),
  }));
  for (const part of partsOf(docs)) await inWorkspace(ctx, storeDocs(ctx, part));
  return [...new Set(docs.map(({ spoken }) => spoken))];
}

function* partsOf(docs: readonly object[]): Generator<string> {
  let part: string[] = [];
  let size = 0;
  for (const doc of docs.map((each) => JSON.stringify(each))) {
    if (part.length > 0 && size + doc.length > AT_ONCE) {
      yield `[${part.join(',')}]`;
      [part, size] = [[], 0];
    }
    part.push(doc);
    size += doc.length;
  }
  if (part.length > 0) yield `[${part.join(',')}]`;
}

/** Takes away what was stored of these docs and stores what is given, in one transaction. */
function storeDocs(ctx: Context<SystemActor>, given: string) {
  const { db, actor } = ctx;
  const { workspaceId } = actor;
  // Only what is still so: somebody else may have looked at a later state meanwhile.
  const wanted = sql`(select wanted.* from jsonb_to_recordset(${given}::jsonb) as wanted("articleId" uuid, language text,
      version integer, spoken text, audience text, passages jsonb)
    join ${articles} article on article.workspace_id = ${workspaceId} and article.id = wanted."articleId"
      and article.audience = wanted.audience
    join ${articleVariants} variant on variant.workspace_id = article.workspace_id and variant.article_id = article.id
      and variant.language = wanted.language
    where wanted.version is not distinct from case when article.removed_at is null then variant.published_version end) wanted`;
  return [
    // What each takes away and adds is reckoned against what is there.
    oneAtATime(ctx, 'articles'),
    db.execute(sql`
      with old as (
        select doc.doc, doc.spoken, doc.audience from ${wanted}
          join ${articleDocs} doc on doc.workspace_id = ${workspaceId} and doc.article_id = wanted."articleId"
            and doc.language = wanted.language
      ),
      pieces as (
        delete from ${articlePassages} piece using old
        where piece.workspace_id = ${workspaceId} and piece.passage >= old.doc * 1024 and piece.passage < (old.doc + 1) * 1024
        returning old.doc, old.spoken, old.audience, piece.passage, piece.terms
      ),
      spared as (
        insert into ${spareVectors} (workspace_id, model, words, dimensions, signs, bytes)
        select ${workspaceId}::uuid, vector.model, vector.words, vector.dimensions, vector.signs, vector.bytes
        from pieces join ${articleVectors} vector on vector.workspace_id = ${workspaceId} and vector.passage = pieces.passage
        where vector.words is not null
        on conflict do nothing
      ),
      unposted as (
        delete from ${articlePostings} posting using pieces, unnest(pieces.terms) as said(term)
        where posting.workspace_id = ${workspaceId} and posting.spoken = pieces.spoken
          and posting.audience = pieces.audience and posting.term = said.term and posting.passage = pieces.passage
      ),
      forgotten as (
        delete from ${articleDocs} doc using old where doc.workspace_id = ${workspaceId} and doc.doc = old.doc
      )
      update ${articleTerms} known set docs = known.docs - lost.docs
      from (select spoken, audience, term, count(distinct doc)::integer as docs from pieces, unnest(terms) term
        group by spoken, audience, term) lost
      where known.workspace_id = ${workspaceId} and known.spoken = lost.spoken and known.audience = lost.audience
        and known.term = lost.term`),
    db.execute(sql`
      with wanted as materialized (
        select wanted.*, nextval('article_doc_numbers') as doc from ${wanted} where wanted.version is not null
      ),
      pieces as materialized (
        select wanted.doc, wanted.spoken, wanted.audience, wanted.doc * 1024 + piece.place - 1 as passage, piece.kind,
          piece.heading, piece.text, piece.from_char, piece.terms, piece.weights
        from wanted, rows from (jsonb_to_recordset(wanted.passages) as (kind text, heading text, text text,
          "fromChar" integer, terms text[], weights real[])) with ordinality
          as piece(kind, heading, text, from_char, terms, weights, place)
      ),
      docs as (
        insert into ${articleDocs} (workspace_id, doc, article_id, language, version, spoken, audience, index_version)
        select ${workspaceId}::uuid, doc, "articleId", language, version, spoken, audience, ${INDEX_VERSION}::integer from wanted
      ),
      kept as (
        insert into ${articlePassages} (workspace_id, passage, kind, heading, text, from_char, terms)
        select ${workspaceId}::uuid, passage, kind, heading, text, from_char, terms from pieces
      ),
      posted as (
        insert into ${articlePostings} (workspace_id, spoken, audience, term, passage, weight)
        select ${workspaceId}::uuid, spoken, audience, said.term, passage, said.weight
        from pieces, rows from (unnest(terms), unnest(weights)) as said(term, weight)
      )
      insert into ${articleTerms} as known (workspace_id, spoken, audience, term, docs)
      select ${workspaceId}::uuid, spoken, audience, term, count(distinct doc)::integer from pieces, unnest(terms) term
      group by spoken, audience, term
      on conflict (workspace_id, spoken, audience, term) do update set docs = known.docs + excluded.docs`),
  ] as const;
}
