import { Language, Slug } from '@everthread/shared/models/article';
import { HelpVote } from '@everthread/shared/models/help';
import { WorkspaceId } from '@everthread/shared/models/ids';
import { Hono, type Context as HonoContext } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import * as z from 'zod/mini';
import { inWorkspace } from '../db/in-workspace.ts';
import { AppError } from '../errors.ts';
import type { ApiEnv } from '../http/api-env.ts';
import { clientIp } from '../http/client-ip.ts';
import { onError } from '../http/on-error.ts';
import { spend } from '../http/rate-limit.ts';
import { readBody } from '../http/read-body.ts';
import { baseOf, pathOf, wayBack } from './addresses.ts';
import { answerKept, answerPage } from './answer-page.ts';
import { type HelpPlace, helpContext, selectPlace, toPlace } from './help-place.ts';
import { helpWords } from './help-words.ts';
import { EVERYONE } from './open-articles.ts';
import { pageFiles } from './page-files.ts';
import { articlePage } from './pages/article-page.ts';
import { homePage } from './pages/home-page.ts';
import type { Around } from './pages/layout.ts';
import { barePage, missingPage } from './pages/missing-page.ts';
import { searchPage } from './pages/search-page.ts';
import { shelfPage } from './pages/shelf-page.ts';
import { readHelpArticle } from './read-help-article.ts';
import { readHome } from './read-home.ts';
import { readShelf } from './read-shelf.ts';
import { readSitemap } from './read-sitemap.ts';
import { inPlainWords, SEARCH_MAX_LENGTH, searchArticles } from './search-articles.ts';
import { sitemap } from './sitemap.ts';
import { vote } from './vote.ts';
import { wantedLanguages } from './wanted-languages.ts';

const MOST_FOUND = 30;
const MOST_SUGGESTED = 6;
const LARGEST_VOTE_BYTES = 100;

const In = z.object({ workspace: WorkspaceId });
const InLanguage = z.object({ workspace: WorkspaceId, language: Language });
const OneOf = z.object({ workspace: WorkspaceId, language: Language, slug: Slug });

/** What a workspace has published for everyone, as pages that need nothing but a browser. */
export const helpPages = new Hono<ApiEnv>()
  .onError(helpError)
  .use(async (c, next) => {
    await spend(c.env.RETURNING_LIMIT, `help ${clientIp(c)}`, 60);
    await next();
  })
  .get('/:workspace', home)
  .get('/:workspace/', home)
  .get('/:workspace/robots.txt', async (c) => {
    const { place } = await known(c);
    const base = baseOf(place.origin, c.var.surroundings.config.publicUrl, place.workspaceId);
    return answerKept(c, `User-agent: *\nAllow: /\n\nSitemap: ${base}sitemap.xml\n`, 'text/plain; charset=utf-8');
  })
  .get('/:workspace/sitemap.xml', async (c) => {
    const map = await readSitemap(context(c, read(c, In).workspace));
    if (!map) throw nothingHere();
    const { place, articles } = map;
    const base = baseOf(place.origin, c.var.surroundings.config.publicUrl, place.workspaceId);
    return answerKept(c, String(await sitemap(base, place.languages, articles)), 'application/xml; charset=utf-8');
  })
  .get('/:workspace/:language', async (c) => {
    const { workspace, language } = read(c, InLanguage);
    const found = await readHome(context(c, workspace), [language]);
    if (found?.language !== language) return missing(c, found?.place);
    return answerPage(c, homePage(await around(c, found.place), found));
  })
  .get('/:workspace/:language/search', async (c) => {
    const { place, language, query, found } = await search(c, MOST_FOUND);
    return answerPage(c, searchPage(await around(c, place), { language, query, found }));
  })
  .get('/:workspace/:language/suggestions', async (c) => {
    const { found } = await search(c, MOST_SUGGESTED);
    const shown = found.map(({ title, heading, excerpt, language, slug }) => {
      return { title, heading, excerpt, language, path: pathOf({ at: 'article', language, slug }) };
    });
    return answerKept(c, JSON.stringify({ found: shown }), 'application/json; charset=utf-8');
  })
  .get('/:workspace/:language/collections/:slug', async (c) => {
    const { workspace, language, slug } = read(c, OneOf);
    const found = await readShelf(context(c, workspace), language, slug);
    if (!found) return missing(c);
    const { back } = await around(c, found.place);
    if (found.shelf.slug !== slug)
      return c.redirect(back + pathOf({ at: 'shelf', language, slug: found.shelf.slug }), 301);
    return answerPage(c, shelfPage(await around(c, found.place), found));
  })
  .get('/:workspace/:language/articles/:slug', async (c) => {
    const { workspace, language, slug } = read(c, OneOf);
    const found = await readHelpArticle(context(c, workspace), language, slug);
    if (!found) return missing(c);
    const frame = await around(c, found.place);
    const { article } = found;
    if (article.slug !== slug) return c.redirect(frame.back + pathOf({ ...article, at: 'article' }), 301);
    const isVoted = c.req.query('voted') !== undefined;
    return answerPage(c, articlePage(frame, found, isVoted));
  })
  .post('/:workspace/:language/articles/:slug/votes', async (c) => {
    const { workspace, language, slug } = read(c, OneOf);
    const given = z.safeParse(
      HelpVote,
      Object.fromEntries(new URLSearchParams(await readBody(c.req.raw, LARGEST_VOTE_BYTES))),
    );
    if (!given.success) throw new AppError('invalid', 'Say `helped=yes` or `helped=no`');
    await vote(context(c, workspace), { language, slug }, given.data, clientIp(c));
    return c.redirect(`../${encodeURIComponent(slug)}?voted`, 303);
  });

async function home(c: HonoContext<ApiEnv>): Promise<Response> {
  const { workspace } = read(c, In);
  const found = await readHome(context(c, workspace), wantedLanguages(c.req.header('Accept-Language')));
  if (!found) throw nothingHere();
  return answerPage(c, homePage(await around(c, found.place), found), { vary: 'Accept-Language' });
}

async function search(c: HonoContext<ApiEnv>, limit: number) {
  const { workspace, language } = read(c, InLanguage);
  const query = (c.req.query('q') ?? '').slice(0, SEARCH_MAX_LENGTH).toWellFormed().replaceAll('\0', '');
  const ctx = context(c, workspace);
  const [{ rows: places }, , { rows: found }] = await inWorkspace(ctx, [
    selectPlace(ctx),
    ...searchArticles(ctx, query, { language, audiences: EVERYONE, limit }),
  ]);
  const place = toPlace(ctx, places[0]);
  if (!place?.languages.includes(language)) throw nothingHere();
  return { place, language, query: query.trim(), found: found.map(inPlainWords) };
}

const context = (c: HonoContext<ApiEnv>, workspace: WorkspaceId) => helpContext(c.var.surroundings, workspace);

/** What the address names; what cannot be an address leads nowhere. */
function read<Schema extends z.ZodMiniType>(c: HonoContext<ApiEnv>, schema: Schema): z.output<Schema> {
  const parsed = z.safeParse(schema, c.req.param());
  if (!parsed.success) throw nothingHere();
  return parsed.data;
}

async function known(c: HonoContext<ApiEnv>): Promise<{ place: HelpPlace }> {
  const ctx = context(c, read(c, In).workspace);
  const [{ rows }] = await inWorkspace(ctx, [selectPlace(ctx)]);
  const place = toPlace(ctx, rows[0]);
  if (!place) throw nothingHere();
  return { place };
}

async function around(c: HonoContext<ApiEnv>, place: HelpPlace): Promise<Around> {
  const { publicUrl } = c.var.surroundings.config;
  return {
    place,
    publicUrl,
    base: baseOf(place.origin, publicUrl, place.workspaceId),
    back: wayBack(new URL(c.req.url).pathname, place.workspaceId),
    files: await pageFiles(c.env.ASSETS, publicUrl),
  };
}

async function missing(c: HonoContext<ApiEnv>, place?: HelpPlace): Promise<Response> {
  const there = place ?? (await known(c)).place;
  const wanted = c.req.param('language') ?? '';
  const language = there.languages.find((each) => each === wanted) ?? there.languages[0] ?? 'en';
  return answerPage(c, missingPage(await around(c, there), language), { status: 404 });
}

/** A page says what happened in a page's way. */
async function helpError(error: Error, c: HonoContext<ApiEnv>): Promise<Response> {
  const answer = onError(error, c);
  if (c.req.path.endsWith('/suggestions')) return answer;
  const { w } = helpWords('en');
  const isMissing = answer.status === 404;
  const words = isMissing ? w.missingText : 'Please try again in a moment.';
  const files = await pageFiles(c.env.ASSETS, c.var.surroundings.config.publicUrl);
  const page = await answerPage(c, barePage(files, isMissing ? w.missing : 'This did not work', words), {
    status: answer.status as ContentfulStatusCode,
  });
  const wait = answer.headers.get('Retry-After');
  if (wait) page.headers.set('Retry-After', wait);
  return page;
}

const nothingHere = () => new AppError('not_found', 'There is no help centre at this address');
