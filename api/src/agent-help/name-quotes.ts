import type { SuggestedArticle } from '@everthread/shared/models/agent-help';
import type { Audience } from '@everthread/shared/models/article';
import { sql } from 'drizzle-orm';
import { toBotQuote } from '../bot/bot-view.ts';
import type { Quote } from '../bot/choose-passage.ts';
import type { Context } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articles, articleVariants, articleVersions } from '../db/schema/articles.ts';
import { workspaces } from '../db/schema/workspaces.ts';

type Row = { place: number; title: string; audience: Audience; help: { at: string; slug: string } | null };

/** Quotes with what their articles are called, whom they are for, and where everybody may read them. */
export async function nameQuotes(
  ctx: Context,
  quotes: readonly Quote[],
  audiences: readonly Audience[],
): Promise<SuggestedArticle[]> {
  if (quotes.length === 0) return [];
  const wanted = quotes.map(({ articleId, language, version }, place) => ({ articleId, language, version, place }));
  const [{ rows }] = await inWorkspace(ctx, [
    ctx.db.execute<Row>(sql`
      select wanted.place, version.title, article.audience,
        case when workspace.shows_help and article.audience = 'everyone' and variant.published_version is not null then
          jsonb_build_object('at', coalesce(workspace.help_url, ${ctx.config.publicUrl} || '/help/' || workspace.id) || '/',
            'slug', variant.slug) end as help
      from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb)
          as wanted(place integer, "articleId" uuid, language text, version integer)
        join ${workspaces} workspace on workspace.id = ${ctx.actor.workspaceId}
        join ${articles} article on article.workspace_id = workspace.id and article.id = wanted."articleId"
          and article.removed_at is null
        join ${articleVariants} variant on variant.workspace_id = workspace.id and variant.article_id = article.id
          and variant.language = wanted.language
        join ${articleVersions} version on version.workspace_id = workspace.id and version.article_id = article.id
          and version.language = wanted.language and version.version = wanted.version
      order by wanted.place`),
  ]);
  return rows.flatMap(({ place, title, audience, help }) => {
    const quote = quotes[place];
    return quote ? { ...toBotQuote({ ...quote, title, help }), isForVisitor: audiences.includes(audience) } : [];
  });
}
