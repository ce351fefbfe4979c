import type { ArticleId } from '@everthread/shared/models/ids';
import { and, asc, eq, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { articles, articleVariants } from '../db/schema/articles.ts';
import { AppError } from '../errors.ts';

export type ArticleRow = typeof articles.$inferSelect;
export type VariantRow = typeof articleVariants.$inferSelect;

/** The two statements that read an article with all its languages. */
export const selectArticle = (ctx: Context<AgentActor>, id: ArticleId) =>
  [
    ctx.db
      .select()
      .from(articles)
      .where(and(eq(articles.workspaceId, ctx.actor.workspaceId), eq(articles.id, id))),
    ctx.db
      .select()
      .from(articleVariants)
      .where(and(eq(articleVariants.workspaceId, ctx.actor.workspaceId), eq(articleVariants.articleId, id)))
      .orderBy(asc(articleVariants.language)),
  ] as const;

/** Of a row `variant`: that it is this article in this language. */
export const thatVariant = ({ actor }: Context<AgentActor>, id: ArticleId, language: string) => sql`
  variant.workspace_id = ${actor.workspaceId} and variant.article_id = ${id} and variant.language = ${language}
    and exists (select from ${articles} article where article.workspace_id = variant.workspace_id
      and article.id = variant.article_id and article.removed_at is null)`;

export const noSuchArticle = () => new AppError('not_found', 'No such article');
