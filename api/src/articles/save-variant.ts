import { slugOf } from '@everthread/shared/client/slug';
import type { Article, VariantChange } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { texts } from '../db/lists.ts';
import { articles, articleVariants } from '../db/schema/articles.ts';
import { AppError } from '../errors.ts';
import { selectArticle } from './article-rows.ts';
import { toArticle } from './article-view.ts';
import { refuseUnfit } from './refuse-unfit.ts';

/**
 * Keeps what is being written of an article in one language; nobody outside sees it before it is published. Refused as
 * `stale`, with the article as it now is, where somebody else has written since. Safe to repeat.
 */
export async function saveVariant(
  ctx: Context<AgentActor>,
  id: ArticleId,
  language: string,
  { base, slug, title, body, wordings }: VariantChange,
): Promise<Article> {
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  const words = sql`(${title}::text, ${body}::text, ${texts(wordings)})`;
  const [, { rows: same }, [row], variants] = await refuseUnfit(
    inWorkspace(ctx, [
      // A language is begun or gone on with; the article's own time moves with it.
      ctx.db.execute(sql`
        with saved as (
          insert into ${articleVariants} as variant (workspace_id, article_id, language, slug, title, body, wordings, rev,
            changed_at, changed_by)
          select article.workspace_id, article.id, ${language}, ${slug ?? `${slugOf(title)}-${id.slice(0, 8)}`}, wanted.*, 1,
            ${now}, current_agent()
          from ${articles} article, (values ${words}) as wanted
          where article.workspace_id = ${ctx.actor.workspaceId} and article.id = ${id} and article.removed_at is null
          on conflict (workspace_id, article_id, language) do update set
            slug = coalesce(${slug ?? null}, variant.slug), title = excluded.title, body = excluded.body,
            wordings = excluded.wordings, rev = variant.rev + 1, changed_at = excluded.changed_at,
            changed_by = excluded.changed_by
          where variant.rev = ${base}::integer
            and (variant.title, variant.body, variant.wordings, variant.slug)
              is distinct from (excluded.title, excluded.body, excluded.wordings, coalesce(${slug ?? null}, variant.slug))
          returning variant.workspace_id, variant.article_id
        )
        update ${articles} article set changed_at = ${now} from saved
        where article.workspace_id = saved.workspace_id and article.id = saved.article_id`),
      ctx.db.execute<{ is_same: boolean }>(sql`
        select (title, body, wordings) is not distinct from ${words}
          and (${slug ?? null}::text is null or slug = ${slug ?? null}) as is_same
        from ${articleVariants} where workspace_id = ${ctx.actor.workspaceId} and article_id = ${id}
          and language = ${language}`),
      ...selectArticle(ctx, id),
    ]),
  );
  const article = toArticle(row?.removedAt ? undefined : row, variants);
  if (same[0]?.is_same) return article;
  throw new AppError('stale', 'Somebody else has written here since', { details: { article } });
}
