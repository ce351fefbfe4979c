import { createHash } from 'node:crypto';
import { slugOf } from '@everthread/shared/client/slug';
import type { ArticleId, ImportId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articles, articleVariants } from '../db/schema/articles.ts';
import { importedPages } from '../db/schema/imports.ts';

/** What was read of a page. */
export type ReadPage = { url: string; title: string; language: string; body: string };

/** One article for one address, however often it is imported. */
export function articleIdOf(ctx: Context<SystemActor>, url: string): ArticleId {
  const hex = createHash('sha256').update(`${ctx.actor.workspaceId} ${url}`).digest('hex');
  const variant = ((Number.parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(18, 20)}-${hex.slice(20, 32)}` as ArticleId;
}

/**
 * Keeps a page as the draft of an article: a new one, or that which came of it before, unless somebody has written in it
 * since, or removed it. Safe to repeat.
 */
export async function keepPage(
  ctx: Context<SystemActor>,
  importId: ImportId,
  { url, title, language, body }: ReadPage,
): Promise<void> {
  const { workspaceId } = ctx.actor;
  const id = articleIdOf(ctx, url);
  const now = sql`${ctx.now().toISOString()}::timestamptz`;
  await inWorkspace(ctx, [
    ctx.db.execute(sql`
      insert into ${articles} (workspace_id, id, audience, created_at, changed_at)
      select ${workspaceId}::uuid, ${id}::uuid, 'everyone', ${now}, ${now}
      on conflict (workspace_id, id) do nothing`),
    ctx.db.execute(sql`
      with page as (
        select * from ${importedPages} where workspace_id = ${workspaceId} and url = ${url} and import_id = ${importId} for update
      ),
      before as (
        select variant.*, article.removed_at from ${articleVariants} variant
          join ${articles} article on article.workspace_id = variant.workspace_id and article.id = variant.article_id
        where variant.workspace_id = ${workspaceId} and variant.article_id = ${id}::uuid and variant.language = ${language}
      ),
      made as (
        insert into ${articleVariants} (workspace_id, article_id, language, slug, title, body, wordings, rev, changed_at)
        select ${workspaceId}::uuid, ${id}::uuid, ${language}, ${`${slugOf(title)}-${id.slice(0, 8)}`}, ${title}, ${body},
          array[]::text[], 1, ${now}
        from page where not exists (select from before)
        returning 'new' as state, rev
      ),
      updated as (
        update ${articleVariants} variant set title = ${title}, body = ${body}, rev = variant.rev + 1, changed_at = ${now},
          changed_by = null
        from page, before
        where variant.workspace_id = ${workspaceId} and variant.article_id = ${id}::uuid and variant.language = ${language}
          and before.removed_at is null and page.rev = before.rev and page.language = ${language}
          and (before.title, before.body) is distinct from (${title}::text, ${body}::text)
        returning 'updated' as state, variant.rev
      ),
      touched as (
        update ${articles} article set changed_at = ${now} from updated
        where article.workspace_id = ${workspaceId} and article.id = ${id}::uuid
      ),
      outcome as (
        select * from made union all select * from updated
        union all
        select case when (before.title, before.body) is not distinct from (${title}::text, ${body}::text) and before.removed_at is null
          then 'same' else 'edited' end, page.rev
        from page, before where not exists (select from updated)
      )
      update ${importedPages} page set state = outcome.state, article_id = ${id}::uuid, language = ${language}, rev = outcome.rev
      from outcome where page.workspace_id = ${workspaceId} and page.url = ${url} and page.import_id = ${importId}`),
  ]);
}
