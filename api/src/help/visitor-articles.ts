import type { Audience, Language } from '@everthread/shared/models/article';
import type { NamedArticle } from '@everthread/shared/models/found-article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { imagesAtFor, publicImagesAt } from '../articles/image-passes.ts';
import type { Actor, Context, SystemActor, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleVersions, collections } from '../db/schema/articles.ts';
import { articleVotes } from '../db/schema/help.ts';
import { workspaces } from '../db/schema/workspaces.ts';
import { AppError } from '../errors.ts';
import { EVERYONE, openArticles } from './open-articles.ts';
import { type FoundArticle, inPlainWords, searchArticles } from './search-articles.ts';
import { withoutRegion } from './without-region.ts';

const MOST_FOUND = 5;
const FIRST_EACH = 3;
const VERIFIED: readonly Audience[] = ['everyone', 'verified'];

/** Who asks: a visitor by his access, or anybody. */
export type Reader = Context<VisitorActor> | Context<SystemActor>;

const audiencesOf = ({ actor }: Pick<Reader, 'actor'>): readonly Audience[] =>
  actor.kind === 'visitor' && actor.identity === 'verified' ? VERIFIED : EVERYONE;

/** The articles that have what a visitor looks for, out of those that he may see, in one trip. */
export async function findForVisitor(ctx: Reader, text: string, language: Language): Promise<FoundArticle[]> {
  const [{ rows: shown }, , { rows }] = await inWorkspace(ctx, [
    selectShown(ctx),
    ...searchArticles(ctx, text, { language, audiences: audiencesOf(ctx), limit: MOST_FOUND }),
  ]);
  return shown[0] ? rows.map(inPlainWords) : [];
}

export type ReadArticle = { id: ArticleId; language: Language; title: string; body: string };

/** An article as it is published now, for a visitor who may see it, in one trip; in another language where it has not this. */
export async function readForVisitor(ctx: Reader, id: ArticleId, language: Language): Promise<ReadArticle> {
  const [{ rows: shown }, { rows }] = await inWorkspace(ctx, [
    selectShown(ctx),
    ctx.db.execute<ReadArticle>(sql`
      select open.id, open.language, open.title, version.body from (${openArticles(ctx, audiencesOf(ctx))}) open
        join ${articleVersions} version on version.workspace_id = ${ctx.actor.workspaceId} and version.article_id = open.id
          and version.language = open.language and version.version = open.version
      where open.id = ${id} order by open.language = ${language} desc, open.language limit 1`),
  ]);
  if (!shown[0] || !rows[0]) throw new AppError('not_found', 'No such article');
  return rows[0];
}

/** Where the images of what he reads are shown from; the name of one goes behind it. */
export const imagesForReader = async ({ config, now, actor }: Reader): Promise<string> =>
  audiencesOf({ actor }) === VERIFIED
    ? imagesAtFor(config, now(), { workspaceId: actor.workspaceId, audience: 'verified' })
    : publicImagesAt(config, actor.workspaceId);

/** What helped most so far, and then what stands first, in each language, that in which most is first: for who has not asked yet. */
export const selectFirstArticles = (ctx: Context<SystemActor>) =>
  ctx.db.execute<NamedArticle>(sql`
    select id, language, title from (
      select open.id, open.language, open.title, count(*) over (partition by open.language) as total, row_number() over (partition by open.language
        order by voted.helped desc nulls last, shelf.position nulls last, open.position, open.title, open.id) as nth
      from (${openArticles(ctx, EVERYONE)}) open
        left join ${collections} shelf on shelf.workspace_id = ${ctx.actor.workspaceId} and shelf.id = open.collection_id
        left join (select article_id, sum(helped - not_helped) as helped from ${articleVotes}
          where workspace_id = ${ctx.actor.workspaceId} group by article_id) voted on voted.article_id = open.id
      where exists (${shownBy(ctx)})
    ) ranked where nth <= ${FIRST_EACH} order by total desc, language, nth`);

const shownBy = ({ actor }: Context<Actor>) =>
  sql`select from ${workspaces} where id = ${actor.workspaceId} and shows_help`;

const selectShown = (ctx: Reader) =>
  ctx.db.execute<{ is_shown: boolean }>(sql`select true as is_shown where exists (${shownBy(ctx)})`);

/** Those of a reader's language, or of the first that he also reads, or of the first that there is. */
export function firstFor(articles: readonly NamedArticle[], wanted: readonly Language[]): NamedArticle[] {
  const ofLanguage = (language: Language) =>
    articles.filter((article) => article.language === language || withoutRegion(article.language) === language);
  for (const language of wanted) {
    const found = ofLanguage(language);
    if (found.length > 0) return found.slice(0, FIRST_EACH);
  }
  return articles.filter(({ language }) => language === articles[0]?.language);
}

/**
 * The same under `-`, and under each language that there is, with and without its region (`-pt-BR`, `-pt`), those of it, for a site that wants its messenger in one:
 * its page cannot say so before ours is answered.
 */
export function firstInEach(articles: readonly NamedArticle[], wanted: readonly Language[]) {
  const languages = new Set(articles.flatMap(({ language }) => [language, withoutRegion(language)]));
  const inEach = [...languages].map((language) => [`-${language}`, firstFor(articles, [language])] as const);
  return Object.fromEntries([['-', firstFor(articles, wanted)] as const, ...inEach]);
}
