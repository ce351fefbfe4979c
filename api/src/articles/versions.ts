import type { Article, ArticleVersion, ListedVersion, Publication } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { and, desc, eq, getTableColumns, sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import { articleVariants, articleVersions } from '../db/schema/articles.ts';
import { AppError } from '../errors.ts';
import { noSuchArticle, selectArticle, thatVariant } from './article-rows.ts';
import { toArticle, toListedVersion, toVersion } from './article-view.ts';
import { votesOf } from './article-votes.ts';

const MOST_LISTED = 500;

/** What was published of an article in one language, newest first. */
export async function listVersions(
  ctx: Context<AgentActor>,
  id: ArticleId,
  language: string,
): Promise<ListedVersion[]> {
  const { body: _body, wordings: _wordings, ...columns } = getTableColumns(articleVersions);
  const [rows, [variant]] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .select({ ...columns, votes: votesOf('article_versions', sql`"article_versions"."version"`) })
      .from(articleVersions)
      .where(inLanguage(ctx, id, language))
      .orderBy(desc(articleVersions.version))
      .limit(MOST_LISTED),
    ctx.db
      .select({ id: articleVariants.articleId })
      .from(articleVariants)
      .where(
        and(
          eq(articleVariants.workspaceId, ctx.actor.workspaceId),
          eq(articleVariants.articleId, id),
          eq(articleVariants.language, language),
        ),
      ),
  ]);
  if (!variant) throw noSuchArticle();
  return rows.map((row) => ({ ...toListedVersion(row), votes: row.votes }));
}

/** One version whole. */
export async function readVersion(
  ctx: Context<AgentActor>,
  id: ArticleId,
  language: string,
  version: number,
): Promise<ArticleVersion> {
  const [[row]] = await inWorkspace(atLeast('viewer', ctx), [
    ctx.db
      .select()
      .from(articleVersions)
      .where(and(inLanguage(ctx, id, language), eq(articleVersions.version, version))),
  ]);
  if (!row) throw noSuchVersion();
  return toVersion(row);
}

/** Makes an earlier version what is being written, to be looked at and published again. Safe to repeat. */
export async function restoreVersion(
  ctx: Context<AgentActor>,
  id: ArticleId,
  language: string,
  version: number,
  { base }: Publication,
): Promise<Article> {
  const [, { rows }, [row], variants] = await inWorkspace(ctx, [
    ctx.db.execute(sql`
      update ${articleVariants} variant set title = version.title, body = version.body, wordings = version.wordings,
        rev = variant.rev + 1, changed_at = ${ctx.now().toISOString()}::timestamptz, changed_by = current_agent()
      from ${articleVersions} version
      where ${thatVariant(ctx, id, language)} and variant.rev = ${base}::integer
        and version.workspace_id = variant.workspace_id and version.article_id = variant.article_id
        and version.language = variant.language and version.version = ${version}::integer
        and (variant.title, variant.body, variant.wordings) is distinct from (version.title, version.body, version.wordings)`),
    ctx.db.execute<{ is_same: boolean }>(sql`
      select (variant.title, variant.body, variant.wordings)
        is not distinct from (version.title, version.body, version.wordings) as is_same
      from ${articleVersions} version join ${articleVariants} variant on variant.workspace_id = version.workspace_id
        and variant.article_id = version.article_id and variant.language = version.language
      where ${thatVariant(ctx, id, language)} and version.version = ${version}::integer`),
    ...selectArticle(ctx, id),
  ]);
  if (!rows[0]) throw noSuchVersion();
  const article = toArticle(row, variants);
  if (!rows[0].is_same) throw new AppError('stale', 'Somebody else has written here since', { details: { article } });
  return article;
}

const inLanguage = ({ actor }: Context<AgentActor>, id: ArticleId, language: string) =>
  and(
    eq(articleVersions.workspaceId, actor.workspaceId),
    eq(articleVersions.articleId, id),
    eq(articleVersions.language, language),
  );

const noSuchVersion = () => new AppError('not_found', 'No such version');
