import type { ArticlePage } from '@everthread/shared/models/article';
import { ArticleId, type CollectionId } from '@everthread/shared/models/ids';
import { and, asc, eq, getTableColumns, inArray, isNotNull, isNull, type SQL, sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { articles, articleVariants } from '../db/schema/articles.ts';
import { pageCursor } from '../http/page-cursor.ts';
import { toArticle, toListedVariant } from './article-view.ts';
import { votesOf } from './article-votes.ts';

const PAGE = 100;
const cursors = pageCursor(z.tuple([z.iso.datetime(), ArticleId]));

export type ArticleListing = {
  collection?: CollectionId | 'none' | undefined;
  state?: 'published' | 'draft' | 'removed' | undefined; // `draft`: something is written that nobody sees yet
  search?: string | undefined; // stands in a title
  before?: string | undefined;
};

/** The articles of the workspace without their bodies, the latest changed first. */
export async function listArticles(
  ctx: Context<AgentActor>,
  { before, ...wanted }: ArticleListing,
): Promise<ArticlePage> {
  const { workspaceId } = ctx.actor;
  const [at, id] = before === undefined ? [] : cursors.read(before);
  const onPage = and(
    eq(articles.workspaceId, workspaceId),
    at === undefined ? undefined : sql`(${articles.changedAt}, ${articles.id}) < (${at}::timestamptz, ${id}::uuid)`,
    ...conditions(wanted),
  );
  const inOrder = sql`${articles.changedAt} desc nulls last, ${articles.id} desc nulls last`;
  const { body: _body, wordings: _wordings, ...columns } = getTableColumns(articleVariants);
  const [rows, variants] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .select()
      .from(articles)
      .where(onPage)
      .orderBy(inOrder)
      .limit(PAGE + 1),
    ctx.db
      .select({ ...columns, votes: votesOf('article_variants', sql`"article_variants"."published_version"`) })
      .from(articleVariants)
      .where(
        and(
          eq(articleVariants.workspaceId, workspaceId),
          inArray(
            articleVariants.articleId,
            ctx.db.select({ id: articles.id }).from(articles).where(onPage).orderBy(inOrder).limit(PAGE),
          ),
        ),
      )
      .orderBy(asc(articleVariants.language)),
  ]);
  const page = rows.slice(0, PAGE);
  const last = page.at(-1);
  return {
    articles: page.map((row) => ({
      ...toArticle(row, []),
      variants: variants
        .filter(({ articleId }) => articleId === row.id)
        .map((variant) => ({ ...toListedVariant(variant), votes: variant.votes })),
    })),
    next: rows.length > PAGE && last ? cursors.write([last.changedAt.toISOString(), last.id]) : null,
  };
}

function conditions({ collection, state, search }: Omit<ArticleListing, 'before'>): (SQL | undefined)[] {
  const some = (which: SQL) => sql`exists (select from ${articleVariants} variant
    where variant.workspace_id = ${articles.workspaceId} and variant.article_id = ${articles.id} and ${which})`;
  return [
    state === 'removed' ? isNotNull(articles.removedAt) : isNull(articles.removedAt),
    collection && (collection === 'none' ? isNull(articles.collectionId) : eq(articles.collectionId, collection)),
    state === 'published' ? some(sql`variant.published_version is not null`) : undefined,
    state === 'draft' ? some(sql`variant.published_rev is distinct from variant.rev`) : undefined,
    search ? some(sql`variant.title ilike ${`%${search.replace(/[\\%_]/g, '\\$&')}%`}`) : undefined,
  ];
}
