import type { Article, ArticleChange } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articles, articleVariants } from '../db/schema/articles.ts';
import { articleChanged } from './article-changed.ts';
import { noSuchArticle, selectArticle } from './article-rows.ts';
import { toArticle } from './article-view.ts';
import { holdCollections, isThere, noSuchCollection } from './hold-collections.ts';
import { refuseUnfit } from './refuse-unfit.ts';

/** Changes where an article stands and who may read it, or brings one back that was removed. */
export async function changeArticle(ctx: Context<AgentActor>, id: ArticleId, change: ArticleChange): Promise<Article> {
  const { audience, collectionId, position, isRemoved } = change;
  const isBack = isRemoved === false;
  const set = sql`audience = coalesce(${audience ?? null}::text, article.audience),
    collection_id = ${collectionId === undefined ? sql`article.collection_id` : sql`${collectionId}::uuid`},
    position = coalesce(${position ?? null}::integer, article.position),
    removed_at = ${isBack ? sql`null` : sql`article.removed_at`}`;
  const which = sql`${isBack ? sql`true` : sql`article.removed_at is null`} and ${isThere(sql`${collectionId ?? null}::uuid`)}`;
  const what = isBack ? 'article.restored' : 'article.changed';
  const audited = { subject: titleOf(id), ...(audience && { from: sql`was`, to: audience }) };
  const [[held], , [row], variants] = await refuseUnfit(
    inWorkspace(ctx, [
      holdCollections(ctx, collectionId ? [collectionId] : []),
      ctx.db.execute(sql`
        with before as (
          select article.*, article.audience as was from ${articles} article
          where article.workspace_id = ${ctx.actor.workspaceId} and article.id = ${id} and ${which} for update
        ),
        changed as (
          update ${articles} article set ${set}, changed_at = ${ctx.now().toISOString()}::timestamptz
          from before where article.workspace_id = before.workspace_id and article.id = before.id
          returning article.workspace_id, article.id as article_id, before.was
        ),
        audited as (${recordAudit(ctx, what, audited, sql`changed`)})
        ${articleChanged(ctx, sql`changed`)}`),
      ...selectArticle(ctx, id),
    ]),
  );
  if (row && collectionId && !held) throw noSuchCollection();
  if (row?.removedAt) throw noSuchArticle();
  return toArticle(row, variants);
}

/** Takes an article out of all lists and answers. Its versions stay, and so does what quotes them. Safe to repeat. */
export async function removeArticle(ctx: Context<AgentActor>, id: ArticleId): Promise<void> {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const [, [row]] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      with removed as (
        update ${articles} set removed_at = ${now}, changed_at = ${now}
        where workspace_id = ${ctx.actor.workspaceId} and id = ${id} and removed_at is null
        returning workspace_id, id as article_id
      ),
      audited as (${recordAudit(ctx, 'article.removed', { subject: titleOf(id) }, sql`removed`)})
      ${articleChanged(ctx, sql`removed`)}`),
    ...selectArticle(ctx, id),
  ]);
  if (!row) throw noSuchArticle();
}

/** By what an article is called in the log: its first language's title. */
const titleOf = (id: ArticleId): SQL => sql`(select variant.title from ${articleVariants} variant
  where variant.workspace_id = current_workspace() and variant.article_id = ${id} order by variant.language limit 1)`;
