import { CollectionId } from '@everthread/shared/models/ids';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { countTrips } from '../../test/count-trips.ts';
import { newWorkspace } from '../../test/factories.ts';
import { newReader } from '../../test/help-centre.ts';
import { newKnowledge } from '../../test/knowledge.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { changeArticle, removeArticle } from '../articles/change-article.ts';
import { changeCollection, createCollection } from '../articles/collections.ts';
import { publishVariant, unpublishVariant } from '../articles/publish-variant.ts';
import { saveVariant } from '../articles/save-variant.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { articleVotes } from '../db/schema/help.ts';
import { changeWorkspace } from '../workspaces/change-workspace.ts';
import { helpContext } from './help-place.ts';
import { readHelpArticle } from './read-help-article.ts';
import { readHome } from './read-home.ts';

const surroundings = await testSurroundings();
const reader = await newReader();

const REFUNDS = {
  title: 'Refunds',
  body: 'Money comes back in five days.\n\n## How long\n\nFive days.\n\n## To whom\n\nTo you.\n\n## Where\n\nTo your card.',
};

async function start() {
  const knowledge = await newKnowledge(surroundings, [
    REFUNDS,
    { title: 'Tea pots', body: 'We sell pots of clay.' },
    { title: 'For the proven', body: 'canary-verified', audience: 'verified' },
    { title: 'For the team', body: 'canary-internal', audience: 'internal' },
  ]);
  const base = `/help/${knowledge.workspace.actor.workspaceId}`;
  return {
    ...knowledge,
    base,
    read: (path: string, headers?: Record<string, string>) => reader.read(base + path, headers),
  };
}

test('what is published for everyone can be read without any script, and nothing else', async () => {
  const { base, read, owner, idOf } = await start();
  await saveVariant(owner, idOf('Tea'), 'en', { base: 1, title: 'canary-draft', body: 'canary-draft', wordings: [] });

  const home = await read('');
  const article = await read('/en/articles/refunds');
  const search = await read('/en/search?q=canary');
  const suggestions = await read('/en/suggestions?q=canary');
  const map = await read('/sitemap.xml');

  expect(home).toMatchObject({ status: 200, text: expect.stringContaining('>Refunds</a>') });
  expect(home.text).toContain('>Tea pots</a>');
  expect(article).toMatchObject({ status: 200, text: expect.stringContaining('Money comes back in five days.') });
  for (const { text } of [home, article, search, suggestions, map]) {
    for (const hidden of ['canary-draft', 'canary-verified', 'canary-internal', 'For the'])
      expect(text).not.toContain(hidden);
  }
  for (const slug of ['for-the-proven', 'for-the-team', 'never-there']) {
    expect((await read(`/en/articles/${slug}`)).status).toBe(404);
  }
  expect((await read('/en/articles/for-the-team')).text).toBe((await read('/en/articles/never-there')).text);
  expect((await reader.read(`${base}/`)).status).toBe(200);
});

test('a page says where it stands, for search engines and for who passes it on', async () => {
  const { read, base, owner, idOf } = await start();
  await saveVariant(owner, idOf('Refunds'), 'zh', {
    base: 0,
    slug: '退款',
    title: '退款',
    body: '五天内到账。',
    wordings: [],
  });
  await publishVariant(owner, idOf('Refunds'), 'zh', { base: 1 });
  const { text, headers } = await read('/en/articles/refunds');
  const at = `http://localhost:8787${base}`;

  expect(text).toContain('<html lang="en" dir="ltr" data-color="indigo">');
  expect(text).toContain(`<link rel="canonical" href="${at}/en/articles/refunds">`);
  expect(text).toContain(`<link rel="alternate" hreflang="zh" href="${at}/zh/articles/${encodeURIComponent('退款')}">`);
  expect(text).toContain('<meta property="og:title" content="Refunds">');
  expect(text).toContain('<meta name="description" content="Money comes back in five days.">');
  expect(text).toContain('"@type":"BreadcrumbList"');
  expect(text).toContain('<a href="#how-long" dir="auto">How long</a>');
  expect(text).toContain('<h2 id="how-long">How long</h2>');
  expect(headers.get('Content-Security-Policy')).not.toContain('unsafe');
  expect(text).not.toMatch(/<style|\sstyle=|\son\w+=/);

  expect((await read('/sitemap.xml')).text).toContain(`<loc>${at}/zh/articles/${encodeURIComponent('退款')}</loc>`);
  expect((await read('/robots.txt')).text).toContain(`Sitemap: ${at}/sitemap.xml`);
});

test('it begins in the language that the browser asks for, and in that of most articles where nothing is in it', async () => {
  const { read, owner, idOf } = await start();
  await saveVariant(owner, idOf('Refunds'), 'ar', { base: 0, title: 'استرداد', body: 'خمسة أيام', wordings: [] });
  await publishVariant(owner, idOf('Refunds'), 'ar', { base: 1 });

  expect((await read('', { 'Accept-Language': 'fr;q=0.4, ar-EG, en;q=0.5' })).text).toContain(
    '<html lang="ar" dir="rtl"',
  );
  const other = await read('', { 'Accept-Language': 'fi, xx-what-ever, *' });
  expect(other.text).toContain('<html lang="en" dir="ltr"');
  expect(other.headers.get('Vary')).toContain('Accept-Language');
  expect((await read('/fi')).status).toBe(404);
});

test('an address that changed leads to the new one, and belongs to who has it now', async () => {
  const { read, owner, idOf } = await start();
  const words = { ...REFUNDS, wordings: [] };
  await saveVariant(owner, idOf('Refunds'), 'en', { base: 1, slug: 'money-back', ...words });
  expect((await read('/en/articles/refunds')).status).toBe(200);
  expect((await read('/en/articles/money-back')).status).toBe(404);
  await publishVariant(owner, idOf('Refunds'), 'en', { base: 2 });

  const moved = await read('/en/articles/refunds');
  expect([moved.status, moved.headers.get('Location')]).toEqual([301, '../../en/articles/money-back']);
  expect((await read('/en/articles/money-back')).status).toBe(200);

  await saveVariant(owner, idOf('Tea'), 'en', { base: 1, slug: 'refunds', title: 'Tea', body: 'Pots.', wordings: [] });
  await publishVariant(owner, idOf('Tea'), 'en', { base: 2 });
  expect((await read('/en/articles/refunds')).text).toContain('Pots.');
});

test('a collection shows what is in it, also under an address that it had', async () => {
  const { read, owner, idOf } = await start();
  const id = CollectionId.parse(surroundings.newId());
  const names = { en: { name: 'Money & more', description: 'What it costs' } };
  await createCollection(owner, { id, slug: 'money', names });
  for (const title of ['Refunds', 'For the team']) await changeArticle(owner, idOf(title), { collectionId: id });

  const shelf = await read('/en/collections/money');
  expect(shelf.text).toContain('<h1 dir="auto">Money &amp; more</h1>');
  expect(shelf.text).toContain('1 article<');
  expect((await read('')).text).toContain('Money &amp; more');

  await changeCollection(owner, id, { slug: 'costs' });
  const moved = await read('/en/collections/money');
  expect([moved.status, moved.headers.get('Location')]).toEqual([301, '../../en/collections/costs']);
  expect((await read('/zh/collections/costs')).status).toBe(404);
});

test('what is taken back, removed or no longer for everyone is gone at once', async () => {
  const { read, owner, idOf } = await start();
  const gone = async () => [(await read('/en/articles/tea-pots')).status, (await read('/en/suggestions?q=clay')).text];
  await changeArticle(owner, idOf('Tea'), { audience: 'internal' });
  expect(await gone()).toEqual([404, '{"found":[]}']);
  await changeArticle(owner, idOf('Tea'), { audience: 'everyone' });
  await unpublishVariant(owner, idOf('Tea'), 'en');
  expect(await gone()).toEqual([404, '{"found":[]}']);
  await removeArticle(owner, idOf('Refunds'));
  expect((await read('')).status).toBe(404);
});

test('there is none before something is published, and none where the workspace wants none', async () => {
  const empty = await newWorkspace(surroundings);
  expect((await reader.read(`/help/${empty.actor.workspaceId}`)).status).toBe(404);
  expect((await reader.read(`/help/${surroundings.newId()}`)).status).toBe(404);
  expect((await reader.read('/help/nobody')).status).toBe(404);

  const { read, owner } = await start();
  await changeWorkspace(owner, { showsHelp: false });
  for (const path of [
    '',
    '/en',
    '/en/articles/refunds',
    '/en/search?q=tea',
    '/en/suggestions?q=tea',
    '/sitemap.xml',
    '/robots.txt',
  ]) {
    expect((await read(path)).status, path).toBe(404);
  }
});

test('a page that did not change is not sent twice', async () => {
  const { read, owner, idOf } = await start();
  const first = await read('/en/articles/refunds');
  const tag = first.headers.get('ETag') ?? '';
  expect(first.headers.get('Cache-Control')).toBe('public, max-age=60');
  expect(await read('/en/articles/refunds', { 'If-None-Match': `"other", W/${tag}` })).toMatchObject({
    status: 304,
    text: '',
  });

  await saveVariant(owner, idOf('Refunds'), 'en', { base: 1, title: 'Refunds', body: 'In four days.', wordings: [] });
  await publishVariant(owner, idOf('Refunds'), 'en', { base: 2 });
  expect((await read('/en/articles/refunds', { 'If-None-Match': tag })).text).toContain('In four days.');
});

test('search finds by whole words, by the beginning of one, and in any script', async () => {
  const knowledge = await newKnowledge(surroundings, [
    REFUNDS,
    { title: 'Tea pots', body: 'We sell pots of clay.' },
    { title: '如何退款', body: '五天内到账。', language: 'zh' },
    { title: 'การคืนเงิน', body: 'เงินจะคืนภายในห้าวัน', language: 'th' },
    { title: 'Новости магазина', body: 'Мы пишем о чае.', language: 'ru' },
    { title: 'Đổi mật khẩu', body: 'Mở tài khoản.', language: 'vi' },
  ]);
  const found = async (language: string, query: string) => {
    const at = `/help/${knowledge.workspace.actor.workspaceId}/${language}/suggestions?q=${encodeURIComponent(query)}`;
    return (JSON.parse((await reader.read(at)).text) as { found: { title: string }[] }).found.map(({ title }) => title);
  };
  expect(await found('en', 'refund')).toEqual(['Refunds']);
  expect(await found('en', 'ref')).toEqual(['Refunds']);
  expect(await found('en', 'clay p')).toEqual(['Tea pots']);
  expect(await found('en', 'Money comes b')).toEqual(['Refunds']);
  expect(await found('zh', '退')).toEqual(['如何退款']);
  expect(await found('zh', '到账')).toEqual(['如何退款']);
  expect(await found('th', 'คืนเงิน')).toEqual(['การคืนเงิน']);
  for (const typed of ['но', 'новост', 'новостя', 'новостям']) {
    expect(await found('ru', typed), typed).toEqual(['Новости магазина']);
  }
  for (const typed of ['mật kh', 'mat khau', 'khẩu']) expect(await found('vi', typed), typed).toEqual(['Đổi mật khẩu']);
  // What is in another language comes after what is in the reader's.
  expect(await found('zh', 'refunds')).toEqual(['Refunds']);
  expect(await found('en', '')).toEqual([]);
  expect(await found('en', "\\0 %_ ')) --")).toEqual([]);
});

test('a reader says once whether it helped; nothing of him is kept', async () => {
  const { base, workspace, owner, idOf } = await start();
  const votes = async () =>
    (
      await inWorkspace(workspace, [
        workspace.db.select().from(articleVotes).where(eq(articleVotes.workspaceId, workspace.actor.workspaceId)),
      ])
    )[0];
  const [ada, bob] = [await newReader(), await newReader()];
  const at = `${base}/en/articles/refunds/votes`;

  const said = await ada.post(at, 'helped=yes');
  expect([said.status, said.headers.get('Location'), said.headers.get('Set-Cookie')]).toEqual([
    303,
    '../refunds?voted',
    null,
  ]);
  await ada.post(at, 'helped=no');
  await bob.post(at, 'helped=no');
  const articleId = idOf('Refunds');
  expect(await votes()).toMatchObject([{ articleId, language: 'en', version: 1, helped: 1, notHelped: 1 }]);
  expect((await ada.read(`${base}/en/articles/refunds?voted`)).text).toContain('Thank you for telling us.');

  await saveVariant(owner, articleId, 'en', { base: 1, title: 'Refunds', body: 'In four days.', wordings: [] });
  await publishVariant(owner, articleId, 'en', { base: 2 });
  await (await newReader()).post(at, 'helped=yes');
  expect((await votes()).map(({ version }) => version).toSorted()).toEqual([1, 2]);

  for (const body of ['', 'helped=maybe', 'helped=yes&more=1']) {
    expect((await (await newReader()).post(at, body)).status, body).toBe(400);
  }
  expect((await (await newReader()).post(at, 'x'.repeat(500))).status).toBe(413);
  await (await newReader()).post(`${base}/en/articles/for-the-team/votes`, 'helped=yes');
  expect(await votes()).toHaveLength(2);
});

test('L2 of a vote that does not say how long it is, no more is read than a vote may be', async () => {
  const { base } = await start();
  let read = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(to) {
      read += 1;
      if (read > 1_000) return to.close();
      to.enqueue(new Uint8Array(64));
    },
  });

  const reader = await newReader();
  const said = await reader.ask(`${base}/en/articles/refunds/votes`, {
    method: 'POST',
    body,
    duplex: 'half',
  } as RequestInit);

  expect(said.status).toBe(413);
  expect(read).toBeLessThan(10);
});

test('an own origin is where search engines know it, and links hold under it', async () => {
  const { read, owner } = await start();
  await changeWorkspace(owner, { helpUrl: 'https://help.shop.example' });
  const { text } = await read('/en/articles/refunds');
  expect(text).toContain('<link rel="canonical" href="https://help.shop.example/en/articles/refunds">');
  expect(text).toContain('href="../../en"');
  expect((await read('/sitemap.xml')).text).toContain('<loc>https://help.shop.example/en/articles/refunds</loc>');
});

test('a page is one trip', async () => {
  const { workspace } = await start();
  const ctx = helpContext(surroundings, workspace.actor.workspaceId);
  expect(await countTrips(() => readHome(ctx, ['en']))).toBe(1);
  expect(await countTrips(() => readHelpArticle(ctx, 'en', 'refunds'))).toBe(1);
});
