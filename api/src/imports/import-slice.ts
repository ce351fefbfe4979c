import type { ImportId } from '@everthread/shared/models/ids';
import { type SQL, sql } from 'drizzle-orm';
import { inWorkspace, isAway } from '../db/in-workspace.ts';
import { importedPages, siteImports } from '../db/schema/imports.ts';
import { outbox } from '../db/schema/outbox.ts';
import { AppError } from '../errors.ts';
import { type Fetch, fetchPublic, safeFetch } from '../http/safe-fetch.ts';
import type { OutboxEvent } from '../outbox/events.ts';
import type { Handler, HandlerContext } from '../outbox/handler.ts';
import { recordEach } from '../outbox/record-event.ts';
import { workAside } from '../outbox/work-aside.ts';
import { keepPage } from './keep-page.ts';
import { linksInLlms, linksInSitemap, listingAt } from './listings.ts';
import { readHtml, readMarkdown, titleOf } from './page-text.ts';
import { mayRead, type Robots, readRobots } from './robots.ts';
import { isWithin, pageWithin, type Scope, scopeOf } from './scope.ts';
import { beginReading, isLeft, settle, settled } from './settle-page.ts';

/** So many pages are read at once; then others have their turn, and the site a rest. */
const PAGES = 3;
const REST_MS = 1_000;
const PATIENCE_MS = 5_000;
/** After so long no further page is begun, so that little is read again after a crash. */
const SLICE_MS = 3_000;
/** Of a slice of which nothing was heard for so long, nothing will be. */
const GIVEN_UP_MS = 60_000;
/** What one import may read at most. */
const MOST_PAGES = 500;
const MOST_LETTERS = 20_000_000;

type Running = { url: string; robots: string | null; letters: number };
type Waiting = { url: string; is_listing: boolean };

/** Pages are read, and nobody else waits for the site. Where nothing comes of it, it is begun anew after a while. */
export const importSoon: Handler<Extract<OutboxEvent, { type: 'site-import.due' }>> = async (ctx, events) => {
  for (const importId of new Set(events.map((event) => event.importId))) {
    const again = new Date(ctx.now().getTime() + GIVEN_UP_MS);
    const [{ rows }] = await inWorkspace(ctx, [
      ctx.db.execute(sql`
        with going as (select workspace_id, id from ${siteImports} where ${isRunning(ctx, importId)}),
        watched as (${nextSlice(ctx, sql`(select * from going where not exists (${laterSlices(ctx, importId)}))`, again)})
        select id from going`),
    ]);
    if (rows.length > 0) await workAside(ctx, 'import', importId);
  }
};

/**
 * Reads the next pages of an import. What is done is stored page by page, so that whoever takes it up after a crash goes
 * on with the page that was being read.
 */
export async function readSlice(ctx: HandlerContext, importId: ImportId): Promise<void> {
  const { workspaceId } = ctx.actor;
  const until = ctx.now().getTime() + SLICE_MS;
  const [{ rows: imports }, { rows: pages }] = await inWorkspace(ctx, [
    ctx.db.execute<Running>(sql`
      select url, robots, letters from ${siteImports}
      where ${isRunning(ctx, importId)}`),
    ctx.db.execute<Waiting>(sql`
      select url, is_listing from ${importedPages}
      where workspace_id = ${workspaceId} and import_id = ${importId} and ${isLeft} order by nth, url limit ${PAGES}`),
  ]);
  const [running] = imports;
  if (!running) return;
  const source = new URL(running.url);
  const site: Site = { ctx, importId, source, scope: scopeOf(source), fetch: fetchPublic(ctx.env.PUBLIC_NETWORK) };
  const robots = readRobots(running.robots ?? (await askRobots(site)));
  let letters = running.letters;
  for (const page of pages) {
    if (letters < MOST_LETTERS && ctx.now().getTime() < until) letters += await readPage(site, robots, page);
  }
  await endSlice(ctx, importId, letters);
}

type Site = { ctx: HandlerContext; importId: ImportId; source: URL; scope: Scope; fetch: Fetch };

/** Asked once for each import. A site that cannot say what it allows allows nothing now; one that says nothing, all. */
async function askRobots({ ctx, importId, source, fetch }: Site): Promise<string> {
  const robots = await ask(fetch, new URL('/robots.txt', source).href, {
    accept: 'text/plain',
    absent: '',
    within: (url) => url.origin === source.origin,
  });
  const text =
    robots === undefined ? 'User-agent: *\nDisallow: /' : robots.replaceAll('\0', '').slice(0, 100_000).toWellFormed();
  await inWorkspace(ctx, [
    ctx.db.execute(
      sql`update ${siteImports} set robots = ${text} where workspace_id = ${ctx.actor.workspaceId} and id = ${importId}`,
    ),
  ]);
  return text;
}

/** Reads one page, and returns how long it was. */
async function readPage(site: Site, robots: Robots, { url: address, is_listing }: Waiting): Promise<number> {
  const { ctx, importId, scope, fetch } = site;
  const url = new URL(address);
  const may = (at: URL) => isWithin(scope, at) && mayRead(robots, at);
  if (!may(url)) {
    await settle(ctx, importId, address, 'forbidden');
    return 0;
  }
  const text = await ask(fetch, address, {
    accept: is_listing ? 'text/plain, application/xml, text/xml' : 'text/html, text/markdown, text/plain;q=0.8',
    types: is_listing ? /^(text\/|application\/(.*\+)?xml)/i : /^(text\/(html|markdown|plain)|application\/xhtml)/i,
    within: may,
  });
  if (text === undefined) {
    await settle(ctx, importId, address, 'failed');
    return 0;
  }
  await beginReading(ctx, importId, address);
  try {
    if (is_listing) await takeListing(site, url, text);
    else await takePage(site, url, text);
  } catch (error) {
    // What is wrong with a page is wrong with it the next time as well, and would hold up all that follow.
    if (isAway(error)) throw error;
    await settle(ctx, importId, address, 'failed');
  }
  return text.length;
}

async function takeListing({ ctx, importId, scope }: Site, url: URL, text: string): Promise<void> {
  const { pages, sitemaps } =
    listingAt(url) === 'llms' ? { pages: linksInLlms(text), sitemaps: [] } : linksInSitemap(text);
  const found = (addresses: readonly string[], isListing: boolean) =>
    addresses.flatMap((address) => {
      const page = pageWithin(scope, address, url);
      return page && page !== url.href
        ? [{ url: page, isListing: isListing || listingAt(new URL(page)) !== undefined }]
        : [];
    });
  await inWorkspace(ctx, [
    addPages(ctx, importId, [...found(pages, false), ...found(sitemaps, true)]),
    settled(ctx, importId, url.href, 'listed'),
  ]);
}

async function takePage(site: Site, url: URL, text: string): Promise<void> {
  const { ctx, importId, scope, source } = site;
  const isHtml = /^\s*</.test(text.slice(0, 1_000));
  const read = isHtml ? readHtml(text, url) : readMarkdown(text);
  // Who names pages has named them all; who gives a page wants what it leads to.
  if (listingAt(source) === undefined) {
    const links = read.links.flatMap((link) => pageWithin(scope, link, url) ?? []);
    await inWorkspace(ctx, [
      addPages(
        ctx,
        importId,
        links.map((link) => ({ url: link, isListing: false })),
      ),
    ]);
  }
  if (read.body === '') await settle(ctx, importId, url.href, 'failed');
  else {
    const title = read.title || titleOf(nameOf(url)) || url.host;
    await keepPage(ctx, importId, {
      url: url.href,
      title,
      language: read.language ?? 'en',
      body: read.body,
    });
  }
}

/** What an address calls its page. Not every address is written in letters that can be read. */
function nameOf({ pathname }: URL): string {
  const last = pathname.split('/').findLast(Boolean) ?? '';
  try {
    return decodeURIComponent(last.replace(/%(?![\da-f]{2})/gi, ''));
  } catch {
    return last;
  }
}

/** Adds what this import has not seen, up to what it may. */
const addPages = (ctx: HandlerContext, importId: ImportId, found: readonly { url: string; isListing: boolean }[]) =>
  ctx.db.execute(sql`
    with found as (
      select url, "isListing" as is_listing, min(at) as at
      from jsonb_to_recordset(${JSON.stringify([...new Map(found.map((each, at) => [each.url, { ...each, at }])).values()])}::jsonb)
        as found(url text, "isListing" boolean, at integer) group by url, "isListing"
    ),
    known as (
      select count(*) as count, coalesce(max(nth), 0) as last from ${importedPages}
      where workspace_id = ${ctx.actor.workspaceId} and import_id = ${importId}
    )
    insert into ${importedPages} as page (workspace_id, url, import_id, nth, is_listing, state)
    select ${ctx.actor.workspaceId}::uuid, found.url, ${importId}::uuid,
      known.last + row_number() over (order by found.at), found.is_listing, 'waiting'
    from found, known
    where not exists (select from ${importedPages} seen where seen.workspace_id = ${ctx.actor.workspaceId}
      and seen.url = found.url and seen.import_id = ${importId})
    order by found.at
    limit greatest(0, ${MOST_PAGES} - (select count from known))
    on conflict (workspace_id, url) do update
      set import_id = excluded.import_id, nth = excluded.nth, state = 'waiting', is_listing = excluded.is_listing`);

/** Goes on after a rest, or ends. The next slice is stored with how far this one came, in place of the one that watches. */
async function endSlice(ctx: HandlerContext, importId: ImportId, letters: number): Promise<void> {
  const goesOn = sql`exists (select from ${importedPages} where workspace_id = ${ctx.actor.workspaceId}
    and import_id = ${importId} and ${isLeft}) and ${letters}::integer < ${MOST_LETTERS}`;
  const dueAt = new Date(ctx.now().getTime() + REST_MS);
  await inWorkspace(ctx, [
    ctx.db.execute(sql`delete from ${outbox} where id in (${laterSlices(ctx, importId)})`),
    ctx.db.execute(sql`
      with counted as (
        update ${siteImports} set letters = ${letters}::integer, state = case when ${goesOn} then 'running' else 'done' end,
          ended_at = case when ${goesOn} then null else ${ctx.now().toISOString()}::timestamptz end
        where ${isRunning(ctx, importId)} returning workspace_id, id, state
      ),
      going as (select workspace_id, id from counted where state = 'running')
      ${nextSlice(ctx, sql`going`, dueAt)}`),
  ]);
}

const isRunning = (ctx: HandlerContext, importId: ImportId): SQL =>
  sql`workspace_id = ${ctx.actor.workspaceId} and id = ${importId} and state = 'running'`;

const nextSlice = (ctx: HandlerContext, going: SQL, dueAt: Date): SQL =>
  recordEach('site-import.due', { importId: sql`id`, thread: sql`null` }, going, ctx.now(), dueAt);

/** Its events that nobody follows up yet: never more than one. */
const laterSlices = (ctx: HandlerContext, importId: ImportId): SQL => sql`
  select id from ${outbox} where workspace_id = ${ctx.actor.workspaceId} and type = 'site-import.due'
    and payload ->> 'importId' = ${importId}::text and claimed_until is null and parked_at is null`;

type Asked = { accept: string; absent?: string; types?: RegExp; within: (url: URL) => boolean };

async function ask(fetch: Fetch, url: string, asked: Asked): Promise<string | undefined> {
  try {
    return await safeFetch(url, { ...asked, fetch, patienceMs: PATIENCE_MS });
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
