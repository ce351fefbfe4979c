import { once } from 'node:events';
import { createServer } from 'node:http';
import { ArticleId, ImportId, MessageId } from '@everthread/shared/models/ids';
import { and, asc, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newAgent } from '../../test/factories.ts';
import { outboxUnderTest } from '../../test/outbox-under-test.ts';
import { workAtOnce } from '../../test/work-at-once.ts';
import { listArticles } from '../articles/list-articles.ts';
import { publishVariant } from '../articles/publish-variant.ts';
import { readArticle } from '../articles/read-article.ts';
import { saveVariant } from '../articles/save-variant.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { importedPages } from '../db/schema/imports.ts';
import type { Fetch } from '../http/safe-fetch.ts';
import { sendMessage } from '../messages/send-message.ts';
import { beginImport } from './begin-import.ts';
import { importSoon, readSlice } from './import-slice.ts';
import { articleIdOf } from './keep-page.ts';
import { listImports, stopImport } from './list-imports.ts';

type Said = string | Response | ((init: RequestInit) => Response | Promise<Response>);

const page = (title: string, body: string, links: readonly string[] = []) =>
  `<!doctype html><html lang="en"><head><title>${title} | Shop</title></head><body><nav>Menu ${links
    .map((link) => `<a href="${link}">x</a>`)
    .join(
      '',
    )}</nav><main><h1>${title}</h1><p>${body} This is long enough to be taken for the page's own part, as it is.</p></main></body></html>`;

/** A workspace, and a network in which there is this one site. */
async function start(site: Record<string, Said>) {
  const under = await outboxUnderTest();
  const asked: string[] = [];
  const fetch: Fetch = async (url, init) => {
    asked.push(url);
    const said = site[url];
    if (said === undefined) return new Response('', { status: 404 });
    if (typeof said === 'function') return said(init);
    const type = url.endsWith('.xml') ? 'application/xml' : /\.(txt|md)$/.test(url) ? 'text/plain' : 'text/html';
    return said instanceof Response
      ? new Response('', said)
      : new Response(said, { headers: { 'Content-Type': type } });
  };
  Object.assign(under.ctx.env, { PUBLIC_NETWORK: { fetch } });
  const clocks = workAtOnce(under.ctx);
  const { ctx: owner } = await newAgent(under.workspace, 'owner');
  const manner = { ...under.manner, handlers: { ...under.manner.handlers, 'site-import.due': [importSoon] } };
  const newImport = (url: string) => beginImport(owner, { id: ImportId.parse(under.ctx.newId()), url });
  const { drainDueEvents } = await import('../outbox/drain-outbox.ts');
  /** Until nothing is due any more. */
  const finish = async () => {
    for (let turn = 0; turn < 400; turn += 1) {
      await drainDueEvents(under.ctx, manner);
      under.pass(1_500);
      const [latest] = await listImports(owner);
      if (latest?.state !== 'running') return latest;
    }
    throw new Error('The import does not end');
  };
  const titles = async () =>
    (await listArticles(owner, {})).articles.map(({ variants }) => variants[0]?.title).toSorted();
  const article = async (url: string) =>
    (await readArticle(owner, ArticleId.parse(articleIdOf(under.ctx, url)))).article;
  return { ...under, owner, asked, newImport, finish, titles, article, manner, drainDueEvents, clocks };
}

const AT = 'https://shop.example/help/';

test('a page and what it leads to below it become drafts; what is elsewhere is not asked', async () => {
  const { newImport, finish, titles, asked, article } = await start({
    [AT]: page('Help', 'Begin.', [
      'returns',
      '/help/pay#how',
      '/blog',
      'https://other.example/help/',
      'a.pdf',
      'mailto:x@y.example',
    ]),
    [`${AT}returns`]: page('Returns', 'Send it <b>back</b> in <a href="pay">30 days</a>.'),
    [`${AT}pay`]: page('Paying', 'By card.', ['./', 'returns?x=1']),
    [`${AT}returns?x=1`]: new Response('', { status: 500 }),
  });
  await newImport(AT);
  expect(await finish()).toMatchObject({
    state: 'done',
    pages: { new: 3, failed: 1, waiting: 0 },
    failed: [`${AT}returns?x=1`],
  });
  expect(await titles()).toEqual(['Help', 'Paying', 'Returns']);
  expect(asked.filter((url) => !url.startsWith(AT))).toEqual(['https://shop.example/robots.txt']);
  const { variants } = await article(`${AT}returns`);
  expect(variants[0]).toMatchObject({ published: null, changedBy: null, language: 'en' });
  expect(variants[0]?.body).toContain(`Send it **back** in [30 days](${AT}pay).`);
  expect(variants[0]?.body).not.toContain('Menu');
});

test('an llms.txt and a sitemap name the pages, also through an index', async () => {
  const llms = await start({
    'https://shop.example/llms.txt':
      '# Shop\n\n- [Tea](/tea.md): all of it\n- [Pots](https://shop.example/pots)\n- [Else](https://other.example/x)',
    'https://shop.example/tea.md': '---\nx: 1\n---\n# All about tea\n\nIt is *green*.',
    'https://shop.example/pots': page('Pots', 'Of clay.', ['/never']),
  });
  await llms.newImport('https://shop.example/llms.txt');
  expect(await llms.finish()).toMatchObject({ pages: { new: 2, listed: 1 } });
  expect(await llms.titles()).toEqual(['All about tea', 'Pots']);
  expect((await llms.article('https://shop.example/tea.md')).variants[0]?.body).toBe(
    '# All about tea\n\nIt is *green*.',
  );

  const map = await start({
    'https://shop.example/sitemap.xml':
      '<sitemapindex><sitemap><loc>https://shop.example/s1.xml</loc></sitemap></sitemapindex>',
    'https://shop.example/s1.xml':
      '<urlset><url><loc>https://shop.example/a?b=1&amp;c=2</loc></url><url><loc>https://evil.example/</loc></url></urlset>',
    'https://shop.example/a?b=1&c=2': page('A', 'Of a map.'),
  });
  await map.newImport('https://shop.example/sitemap.xml');
  expect(await map.finish()).toMatchObject({ pages: { new: 1, listed: 2 } });
});

test('what robots.txt forbids is not asked; a site that cannot say allows nothing', async () => {
  const robots = 'User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /help/secret\nAllow: /help/secret/open$\n';
  const site = await start({
    'https://shop.example/robots.txt': robots,
    [AT]: page('Help', 'Begin.', ['secret', 'secret/open', 'secret/open/more']),
    [`${AT}secret/open`]: page('Open', 'For all.'),
  });
  await site.newImport(AT);
  expect(await site.finish()).toMatchObject({ pages: { new: 2, forbidden: 2 } });
  expect(site.asked).not.toContain(`${AT}secret`);

  const away = await start({
    'https://shop.example/robots.txt': new Response('', { status: 503 }),
    [AT]: page('Help', 'x'),
  });
  await away.newImport(AT);
  expect(await away.finish()).toMatchObject({ pages: { new: 0, forbidden: 1 } });
  expect(away.asked).toEqual(['https://shop.example/robots.txt']);
});

test('imported again, what changed there changes here, unless somebody has written in it', async () => {
  const site: Record<string, Said> = {
    [AT]: page('Help', 'Begin.', ['a', 'b', 'c']),
    [`${AT}a`]: page('A', 'One.'),
    [`${AT}b`]: page('B', 'One.'),
    [`${AT}c`]: page('C', 'One.'),
  };
  const { newImport, finish, article, owner } = await start(site);
  await newImport(AT);
  await finish();
  const b = await article(`${AT}b`);
  await saveVariant(owner, b.id, 'en', { base: 1, title: 'B', body: 'By hand', wordings: [] });
  const c = await article(`${AT}c`);
  await publishVariant(owner, c.id, 'en', { base: 1 });
  for (const name of ['a', 'b', 'c']) site[AT + name] = page(name.toUpperCase(), 'Two.');

  await newImport(AT);
  expect(await finish()).toMatchObject({ pages: { new: 0, updated: 2, same: 1, edited: 1 } });
  expect((await article(`${AT}a`)).variants[0]).toMatchObject({ rev: 2, body: expect.stringContaining('Two.') });
  expect((await article(`${AT}b`)).variants[0]).toMatchObject({ body: 'By hand' });
  // What was published stays as it is until somebody publishes the new words.
  expect((await article(`${AT}c`)).variants[0]).toMatchObject({ rev: 2, published: { version: 1, isCurrent: false } });

  await newImport(AT);
  expect(await finish()).toMatchObject({ pages: { new: 0, updated: 0, same: 3, edited: 1 } });
});

test('one at a time, begun once with one id, and stopped where somebody stops it', async () => {
  const { owner, ctx, newImport, finish, asked } = await start({ [AT]: page('Help', 'x') });
  const id = ImportId.parse(ctx.newId());
  const begun = await beginImport(owner, { id, url: AT });
  expect(await beginImport(owner, { id, url: AT })).toEqual(begun);
  await expect(beginImport(owner, { id, url: `${AT}other` })).rejects.toMatchObject({ code: 'conflict' });
  await expect(newImport(AT)).rejects.toMatchObject({ code: 'conflict' });
  expect(await stopImport(owner, id)).toMatchObject({ state: 'stopped' });
  expect(await stopImport(owner, id)).toMatchObject({ state: 'stopped' });
  expect(await finish()).toMatchObject({ state: 'stopped' });
  expect(asked).toEqual([]);
  const elsewhere = await start({});
  await expect(stopImport(elsewhere.owner, id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await listImports(elsewhere.owner)).toEqual([]);
});

test('an isolate that dies in the middle of a page leaves it for the next, and none is taken in twice', async () => {
  let isDying = true;
  const { newImport, finish, titles, ctx, manner, drainDueEvents, pass, clocks, countEvents } = await start({
    [AT]: page('Help', 'Begin.', ['a', 'b']),
    [`${AT}a`]: () => {
      if (isDying) throw Object.assign(new Error('The isolate is gone'), { name: 'Gone' });
      return new Response(page('A', 'One.'), { headers: { 'Content-Type': 'text/html' } });
    },
    [`${AT}b`]: page('B', 'One.'),
  });
  await newImport(AT);
  await drainDueEvents(ctx, manner);
  pass(1_500);
  clocks.areDead = true;
  await drainDueEvents(ctx, manner);
  clocks.areDead = isDying = false;
  pass(600_000);
  expect(await finish()).toMatchObject({ state: 'done', pages: { new: 3 } });
  expect(await titles()).toEqual(['A', 'B', 'Help']);
  expect(await countEvents()).toBe(0);
});

test('a page at which its reader dies twice has failed, and those after it are read', async () => {
  let trips = Number.POSITIVE_INFINITY;
  const { newImport, finish, titles, ctx, manner, drainDueEvents } = await start({
    [AT]: page('Help', 'Begin.', ['a', 'b']),
    [`${AT}a`]: () => {
      trips = 1; // it is noted that the page is read, and then nothing is heard any more
      return new Response(page('A', 'One.'), { headers: { 'Content-Type': 'text/html' } });
    },
    [`${AT}b`]: page('B', 'One.'),
  });
  const { id } = await newImport(AT);
  await drainDueEvents(ctx, manner);
  const batch: typeof ctx.db.batch = async (statements) => {
    if (trips === 0) throw Object.assign(new Error('The isolate is gone'), { code: '08006' });
    trips -= 1;
    return ctx.db.batch(statements);
  };
  const dying = { ...ctx, db: Object.assign(Object.create(ctx.db), { batch }) };
  for (const _ of ['first', 'second']) {
    trips = Number.POSITIVE_INFINITY;
    await expect(readSlice(dying, id)).rejects.toThrow();
  }
  expect(await finish()).toMatchObject({ state: 'done', pages: { new: 2, failed: 1 }, failed: [`${AT}a`] });
  expect(await titles()).toEqual(['B', 'Help']);
});

test('a site that does not answer holds up nothing else of the workspace', async () => {
  let answer = (_: Response) => {};
  const { newImport, finish, ctx, manner, drainDueEvents, clocks, followed, visitor, threadId } = await start({
    [AT]: () => new Promise<Response>((resolve) => (answer = resolve)),
  });
  clocks.areAside = true;
  await newImport(AT);
  await drainDueEvents(ctx, manner);
  const before = followed.length;
  await sendMessage(visitor, threadId, { id: MessageId.parse(ctx.newId()), text: 'Hello?' });
  await drainDueEvents(ctx, manner);
  expect(followed).toHaveLength(before + 1);
  await expect.poll(() => clocks.underWay).toBe(1);
  answer(new Response(page('Help', 'Begin.'), { headers: { 'Content-Type': 'text/html' } }));
  await clocks.rest();
  expect(await finish()).toMatchObject({ state: 'done', pages: { new: 1 } });
});

test.each([
  'http://0x7f000001/',
  'http://2130706433/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://[::ffff:7f00:1]/',
  'http://169.254.169.254/latest/',
  'http://100.64.0.1/',
  'http://[fd00::1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://localhost./',
  'https://user:pass@shop.example/',
  'http://shop.example:22/',
  'http://shop.example:6379/',
  'file:///etc/passwd',
  'gopher://shop.example/',
  'data:text/html,x',
  'shop.example',
  '',
])('%s is no address that is imported', async (url) => {
  const { newImport, asked } = await start({});
  await expect(newImport(url)).rejects.toMatchObject({ code: 'invalid' });
  expect(asked).toEqual([]);
});

test('a page that leads into our network, out of its site or round and round is not read, and nothing there is asked', async () => {
  let hits = 0;
  const canary = createServer((_, answer) => {
    hits += 1;
    answer.end('canary');
  }).listen(0, '127.0.0.1');
  await once(canary, 'listening');
  const { port } = canary.address() as { port: number };
  const to = (location: string, status = 302) => new Response('', { status, headers: { Location: location } });
  const links = ['r1', 'r2', 'r3', 'r4', 'r5', 'loop', 'meta', 'http', 'fine'];
  const { newImport, finish, asked, titles } = await start({
    [AT]: page('Help', 'Begin.', [...links, `http://127.0.0.1:${port}/`, 'http://localhost/help/']),
    [`${AT}r1`]: to(`http://127.0.0.1:${port}/`, 301),
    [`${AT}r2`]: to('http://169.254.169.254/', 307),
    [`${AT}r3`]: to('https://other.example/help/', 308),
    [`${AT}r4`]: to('/elsewhere'),
    [`${AT}r5`]: to('hop'),
    [`${AT}hop`]: to(`http://127.0.0.1:${port}/`),
    [`${AT}loop`]: to('loop'),
    [`${AT}http`]: to('http://shop.example/help/fine'),
    [`${AT}meta`]: `<meta http-equiv="refresh" content="0;url=http://127.0.0.1:${port}/"><p>Stays</p>`,
    [`${AT}fine`]: to('fine2'),
    [`${AT}fine2`]: page('Fine', 'Within.'),
  });
  try {
    await newImport(AT);
    expect(await finish()).toMatchObject({ pages: { new: 3, failed: 7 } });
    expect(await titles()).toEqual(['Fine', 'Help', 'meta']);
    expect(asked.filter((url) => !url.startsWith('https://shop.example/'))).toEqual([]);
    expect(asked.filter((url) => url === `${AT}loop`)).toHaveLength(4);
    expect(hits).toBe(0);
  } finally {
    canary.close();
  }
});

test('what is too long, of another kind, or never ends is left; nothing of it is shown', async () => {
  const endless = () => new ReadableStream({ pull: (stream) => stream.enqueue(new Uint8Array(64 * 1024).fill(97)) });
  const { newImport, finish, workspace } = await start({
    [AT]: page('Help', 'Begin.', ['big', 'pdf', 'none', 'deep', 'odd']),
    [`${AT}big`]: () => new Response(endless(), { headers: { 'Content-Type': 'text/html' } }),
    [`${AT}pdf`]: () => new Response('%PDF-canary', { headers: { 'Content-Type': 'application/pdf' } }),
    [`${AT}none`]: () => new Response('', { headers: { 'Content-Type': 'text/html' } }),
    [`${AT}deep`]: `<html><body>${'<div><blockquote><ul><li>'.repeat(20_000)}Deep`,
    [`${AT}odd`]: () =>
      new Response(new Uint8Array([0x3c, 0x70, 0x3e, 0xff, 0x00, 0xed, 0xa0, 0x80]), {
        headers: { 'Content-Type': 'text/html' },
      }),
  });
  await newImport(AT);
  const ended = await finish();
  expect(ended).toMatchObject({ state: 'done', pages: { failed: 3, new: 3 } });
  const own = and(eq(importedPages.workspaceId, workspace.actor.workspaceId));
  const [rows] = await inWorkspace(workspace, [
    workspace.db.select().from(importedPages).where(own).orderBy(asc(importedPages.nth)),
  ]);
  expect(JSON.stringify(rows)).not.toContain('canary');
});

test('an address that cannot be read as letters names its page all the same, and holds up none that follow', async () => {
  const untitled = '<p>What stands here has no title.</p>';
  const { newImport, finish, titles } = await start({
    [AT]: page('Help', 'Begin.', ['caf%E9', 'a%00b', '%00', '100%', 'fine']),
    [`${AT}caf%E9`]: untitled,
    [`${AT}a%00b`]: untitled,
    [`${AT}%00`]: untitled,
    [`${AT}100%`]: untitled,
    [`${AT}fine`]: page('Fine', 'Last.'),
  });
  await newImport(AT);
  expect(await finish()).toMatchObject({ state: 'done', pages: { new: 6, failed: 0, waiting: 0 } });
  expect(await titles()).toEqual(['100', 'Fine', 'Help', 'a b', 'caf%E9', 'shop.example']);
});

test('a page that cannot be stored has failed, and those after it are read', async () => {
  // Within what an address may be long as it is written, and in its escaped letters too long for an index.
  const long = String.fromCodePoint(
    ...Array.from({ length: 1_900 }, (_, n) => 0x4e00 + ((n * 7_919 + n ** 3) % 20_000)),
  );
  const { newImport, finish } = await start({
    [AT]: page('Help', 'Begin.', ['far', 'fine']),
    [`${AT}far`]: page('Far', 'On.', [long]),
    [`${AT}fine`]: page('Fine', 'Last.'),
  });
  await newImport(AT);
  expect(await finish()).toMatchObject({
    state: 'done',
    pages: { new: 2, failed: 1, waiting: 0 },
    failed: [`${AT}far`],
  });
});

test('a site that leads on for ever is read up to its limit', async () => {
  const links = Array.from({ length: 900 }, (_, n) => `p${n}`);
  const { newImport, ctx, manner, drainDueEvents, owner } = await start({ [AT]: page('Help', 'Begin.', links) });
  const { id } = await newImport(AT);
  await drainDueEvents(ctx, manner);
  expect((await listImports(owner))[0]).toMatchObject({ pages: { new: 1, waiting: 499 } });
  await stopImport(owner, id);
});
