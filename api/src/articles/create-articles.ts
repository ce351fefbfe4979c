import { slugOf } from '@everthread/shared/client/slug';
import type { Article, NewArticle } from '@everthread/shared/models/article';
import type { CollectionId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articles, articleVariants, articleVersions } from '../db/schema/articles.ts';
import { AppError } from '../errors.ts';
import { articleChanged } from './article-changed.ts';
import { selectArticle } from './article-rows.ts';
import { toArticle } from './article-view.ts';
import { holdCollections, isThere, noSuchCollection } from './hold-collections.ts';
import { refuseUnfit } from './refuse-unfit.ts';

/** Begins an article with one language, as a draft. Safe to repeat with one id. */
export async function createArticle(ctx: Context<AgentActor>, article: NewArticle): Promise<Article> {
  const audited = (made: SQL) => recordAudit(ctx, 'article.created', { subject: sql`title` }, made);
  const [held, , [row], variants] = await refuseUnfit(
    inWorkspace(ctx, [
      holdCollections(ctx, collectionsOf([article])),
      insertArticles(ctx, [article], false, audited),
      ...selectArticle(ctx, article.id),
    ]),
  );
  if (!row && article.collectionId && held.length === 0) throw noSuchCollection();
  if (!row || row.removedAt || !variants.some(({ language }) => language === article.language)) {
    throw new AppError('conflict', 'This id already stands for another article. Choose a new id');
  }
  return toArticle(row, variants);
}

/** Takes in articles that were written elsewhere, all of them or none, published at once. Safe to repeat with the same ids. */
export async function importArticles(ctx: Context<AgentActor>, given: readonly NewArticle[]): Promise<void> {
  if (given.length === 0) return;
  const audited = (made: SQL) =>
    recordAudit(
      ctx,
      'articles.imported',
      { to: sql`count` },
      sql`(select workspace_id, count(*) from ${made} group by workspace_id) imported`,
    );
  const wanted = collectionsOf(given);
  const [held] = await refuseUnfit(
    inWorkspace(ctx, [holdCollections(ctx, wanted), insertArticles(ctx, given, true, audited)]),
  );
  if (held.length < wanted.length) throw noSuchCollection();
}

const collectionsOf = (given: readonly NewArticle[]): CollectionId[] => [
  ...new Set(given.flatMap(({ collectionId }) => collectionId ?? [])),
];

/** An address that is taken gets a piece of the article's id behind it. */
function insertArticles(
  ctx: Context<AgentActor>,
  given: readonly NewArticle[],
  isPublished: boolean,
  audited: (made: SQL) => SQL,
) {
  const { workspaceId } = ctx.actor;
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const rows = given.map((article) => ({ ...article, slug: article.slug ?? slugOf(article.title) }));
  const one = (value: SQL) => (isPublished ? value : sql`null`);
  return ctx.db.execute(sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(id uuid, "collectionId" uuid, audience text,
        language text, slug text, title text, body text, wordings text[])
    ),
    made as (
      insert into ${articles} (workspace_id, id, collection_id, audience, created_at, changed_at)
      select ${workspaceId}::uuid, id, "collectionId", audience, ${now}, ${now} from given
      where not exists (select from given other where not ${isThere(sql`other."collectionId"`)})
      on conflict do nothing
      returning workspace_id, id as article_id
    ),
    named as (
      select made.*, given.*, given.slug || case when row_number() over (partition by given.language, given.slug order by given.id) > 1
          or exists (select from ${articleVariants} other where other.workspace_id = ${workspaceId}
            and other.language = given.language and other.slug = given.slug)
        then '-' || left(given.id::text, 8) else '' end as free_slug
      from made join given on given.id = made.article_id
    ),
    written as (
      insert into ${articleVariants} (workspace_id, article_id, language, slug, title, body, wordings, rev, changed_at,
        changed_by, last_version, published_version, published_rev, published_at)
      select workspace_id, article_id, language, free_slug, title, body, wordings, 1, ${now}, current_agent(),
        ${isPublished ? 1 : 0}::integer, ${one(sql`1`)}, ${one(sql`1`)}, ${one(now)} from named
    ),
    kept as (
      insert into ${articleVersions} (workspace_id, article_id, language, version, slug, title, body, wordings, published_at,
        published_by)
      select workspace_id, article_id, language, 1, free_slug, title, body, wordings, ${now}, current_agent()
      from named where ${isPublished}::boolean
    ),
    audited as (${audited(sql`named`)})
    ${articleChanged(ctx, sql`made`)}`);
}
