import type { Article, Publication } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { recordAudit } from '../audit/record-audit.ts';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articles, articleVariants, articleVersions } from '../db/schema/articles.ts';
import { AppError } from '../errors.ts';
import { articleChanged } from './article-changed.ts';
import { noSuchArticle, selectArticle, thatVariant } from './article-rows.ts';
import { toArticle } from './article-view.ts';

/**
 * Lets everybody for whom the article is read what has been written in this language: as a new version, which never
 * changes. Refused as `stale` where something else is written there by now than its publisher has seen. Safe to repeat.
 */
export async function publishVariant(
  ctx: Context<AgentActor>,
  id: ArticleId,
  language: string,
  { base }: Publication,
): Promise<Article> {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const [, [row], variants] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      with published as (
        update ${articleVariants} variant set last_version = last_version + 1, published_version = last_version + 1,
          published_rev = rev, published_at = ${now}
        where ${thatVariant(ctx, id, language)} and rev = ${base}::integer and published_rev is distinct from rev
          and title || body <> ''
        returning variant.*
      ),
      kept as (
        insert into ${articleVersions} (workspace_id, article_id, language, version, slug, title, body, wordings,
          published_at, published_by)
        select workspace_id, article_id, language, last_version, slug, title, body, wordings, ${now}, current_agent()
        from published
      ),
      touched as (
        update ${articles} article set changed_at = ${now} from published
        where article.workspace_id = published.workspace_id and article.id = published.article_id
      ),
      audited as (${recordAudit(ctx, 'article.published', { subject: sql`title`, to: sql`last_version` }, sql`published`)})
      ${articleChanged(ctx, sql`published`)}`),
    ...selectArticle(ctx, id),
  ]);
  const article = toArticle(row?.removedAt ? undefined : row, variants);
  const variant = variants.find((one) => one.language === language);
  if (!variant) throw noSuchArticle();
  if (variant.title + variant.body === '') throw new AppError('invalid', 'There is nothing written to be published');
  if (variant.publishedRev !== variant.rev || variant.rev !== base) {
    throw new AppError('stale', 'Somebody else has written here since', { details: { article } });
  }
  return article;
}

/** Takes what was published in this language back; what is written stays. Safe to repeat. */
export async function unpublishVariant(ctx: Context<AgentActor>, id: ArticleId, language: string): Promise<Article> {
  const [, [row], variants] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      with hidden as (
        update ${articleVariants} variant set published_version = null, published_rev = null, published_at = null
        where ${thatVariant(ctx, id, language)} and published_version is not null
        returning variant.*
      ),
      touched as (
        update ${articles} article set changed_at = ${ctx.now().toISOString()}::timestamptz from hidden
        where article.workspace_id = hidden.workspace_id and article.id = hidden.article_id
      ),
      audited as (${recordAudit(ctx, 'article.unpublished', { subject: sql`title` }, sql`hidden`)})
      ${articleChanged(ctx, sql`hidden`)}`),
    ...selectArticle(ctx, id),
  ]);
  if (!variants.some((variant) => variant.language === language)) throw noSuchArticle();
  return toArticle(row?.removedAt ? undefined : row, variants);
}
