import type { Browser, Frame, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { newAgent, newWorkspace } from '../api/test/factories.ts';
import { launchBrowser } from './browser.ts';
import { type HostPage, openHostPages } from './host-pages.ts';
import { surroundingsOfSystem } from './people.ts';

const { appUrl } = inject('system');
const VIEW = { width: 1000, height: 700 };
const LAUNCHER = { x: VIEW.width - 48, y: VIEW.height - 48 };
const CORNER = { x: VIEW.width - 100, y: VIEW.height - 100, width: 100, height: 100 };
const VISIBLE_MS = 10_000;

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;
let workspaceId: string;
let usualPicture: Buffer;

beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
  ({ workspaceId } = await newAgent(await newWorkspace(surroundingsOfSystem()), 'owner'));
  const usual = await visit({ html: plain(tag()) });
  usualPicture = await usual.picture();
  await usual.end();
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

const tag = (attributes = '') =>
  `<script async src="${appUrl}/w.js" data-workspace="${workspaceId}" ${attributes}></script>`;
const plain = (head: string, body = '') =>
  `<!doctype html><html lang="en"><head>${head}</head><body>${body}<p>A shop</p></body></html>`;

/** Opens the page in a browser of its own and notes all that goes wrong in it or out of it. */
async function visit(hostPage: HostPage, prepare?: (page: Page) => Promise<unknown>) {
  const context = await browser.newContext({ viewport: VIEW, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const troubles: string[] = [];
  const requests: Request[] = [];
  context.on('request', (request) => requests.push(request));
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('dialog', (dialog) => troubles.push(dialog.message()));
  page.on('console', (message) => {
    if (/policy|trusted/i.test(message.text())) troubles.push(message.text());
  });
  await prepare?.(page);
  await page.goto(hosts.put(hostPage), { waitUntil: 'load' });

  return {
    page,
    troubles,
    /** What was asked of us, without its origin. */
    asked: () => requests.flatMap((request) => (request.url().startsWith(appUrl) ? [pathOf(request)] : [])),
    requests,
    isDrawn: () =>
      page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.localName === 'everthread-widget', LAUNCHER),
    picture: () => page.screenshot({ clip: CORNER }),
    press: () => page.mouse.click(LAUNCHER.x, LAUNCHER.y),
    messenger: () => messengerOf(page),
    end: () => context.close(),
  };
}

const pathOf = (request: Request) => new URL(request.url()).pathname;

/** The messenger once it can be written in. */
async function messengerOf(page: Page): Promise<Frame> {
  const find = () => page.frames().find((other) => other.url().startsWith(`${appUrl}/m?`));
  await expect.poll(find, { timeout: VISIBLE_MS }).toBeDefined();
  const frame = find() as Frame;
  await frame.locator('textarea').waitFor({ state: 'visible', timeout: VISIBLE_MS });
  return frame;
}

const STRICT = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'nonce-host'",
    "style-src 'nonce-host'",
    `frame-src ${appUrl}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
};

describe('a plain page', () => {
  test('is asked for nothing but the loader, and keeps nothing, until somebody comes near', async () => {
    const visitor = await visit({ html: plain(tag()) });
    expect(await visitor.isDrawn()).toBe(true);
    expect(visitor.asked()).toEqual(['/w.js']);

    await visitor.page.mouse.move(LAUNCHER.x, LAUNCHER.y);
    await messengerOf(visitor.page).catch(() => {});
    expect(visitor.asked().slice(0, 2)).toEqual(['/w.js', '/m']);

    await visitor.press();
    await visitor.messenger();
    expect(visitor.asked().filter((path) => path.startsWith('/api'))).toEqual([]);
    expect(await visitor.page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual([
      '',
      0,
      0,
    ]);
    expect(await visitor.page.context().cookies()).toEqual([]);
    await visitor.end();
  });

  test('gets one global and one element, and shutdown leaves only the word with which to begin anew', async () => {
    const namesOf = (page: Page) => page.evaluate(() => Object.getOwnPropertyNames(window).toSorted());
    const without = await visit({ html: plain('') });
    const visitor = await visit({ html: plain(tag()) });
    const names = await namesOf(without.page);
    expect((await namesOf(visitor.page)).filter((name) => !names.includes(name))).toEqual(['Everthread']);

    await visitor.press();
    await visitor.messenger();
    await visitor.page.evaluate("Everthread('shutdown')");
    expect((await namesOf(visitor.page)).filter((name) => !names.includes(name))).toEqual(['Everthread']);
    expect(await visitor.page.evaluate(() => document.documentElement.children.length)).toBe(2);
    expect(visitor.page.frames()).toHaveLength(1);
    await without.end();
    await visitor.end();
  });

  test('is used by keyboard alone, and gets its focus back', async () => {
    const visitor = await visit({ html: plain(tag()) });
    const { page } = visitor;
    const focused = () => page.evaluate(() => document.activeElement?.localName);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('everthread-widget');
    await page.keyboard.press('Enter');
    const messenger = await visitor.messenger();
    await expect.poll(() => messenger.evaluate(() => document.activeElement?.localName)).toBe('textarea');

    await page.keyboard.press('Escape');
    await expect.poll(() => visitor.page.locator('textarea').count()).toBe(0);
    expect(await focused()).toBe('everthread-widget');
    await page.keyboard.press('Enter');
    await expect.poll(() => messenger.evaluate(() => document.hasFocus())).toBe(true);
    await visitor.end();
  });

  test('hears what it asked to hear, until it undoes it; calls made before the loader came are carried out', async () => {
    const queued = `<script>
      window.Everthread = function () { (Everthread.q = Everthread.q || []).push(arguments); };
      window.heard = [];
      Everthread('on', 'open', () => heard.push('open'));
      Everthread('nonsense'); Everthread('constructor'); Everthread();
      Everthread('open');
    </script>`;
    const visitor = await visit({ html: plain(queued + tag()) });
    await visitor.messenger();
    const heard = await visitor.page.evaluate(`
      const undo = Everthread('on', 'close', () => heard.push('close'));
      Everthread('close'); undo(); Everthread('open'); Everthread('close'); heard`);
    expect(heard).toEqual(['open', 'close', 'open']);
    expect(visitor.troubles).toEqual([]);
    await visitor.end();
  });
});

test('a tag that names no workspace is told so, in the panel and on the console, and the panel closes', async () => {
  const nobody = crypto.randomUUID();
  const said: string[] = [];
  const visitor = await visit({ html: plain(tag().replace(workspaceId, nobody)) }, async (page) => {
    page.on('console', (message) => said.push(message.text()));
  });
  await visitor.press();
  const find = () => visitor.page.frames().find((frame) => frame.url().includes(nobody));
  await expect.poll(find, { timeout: VISIBLE_MS }).toBeDefined();
  const panel = find() as Frame;
  await panel.getByRole('heading', { name: 'This messenger is not connected' }).waitFor({ timeout: VISIBLE_MS });
  await panel.getByText(nobody).waitFor();
  expect(said.filter((words) => words.includes(`no workspace has the id "${nobody}"`))).toHaveLength(1);
  expect(visitor.troubles).toEqual([]);
  await visitor.page.evaluate("Everthread('on', 'close', () => { window.isClosed = true })");
  await panel.getByRole('button', { name: 'Close' }).press('Enter');
  await visitor.page.waitForFunction('window.isClosed');
  await visitor.end();
});

describe('a strict page', () => {
  test('C10 with a nonce policy and Trusted Types sees no violation, and the launcher looks as anywhere', async () => {
    const reports = `<script nonce="host">
      window.violations = [];
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
    </script>`;
    const visitor = await visit({ html: plain(reports + tag('nonce="host"')), headers: STRICT });
    expect((await visitor.picture()).equals(usualPicture)).toBe(true);
    await visitor.press();
    await visitor.messenger();
    expect(await visitor.page.evaluate('violations')).toEqual([]);
    expect(visitor.troubles).toEqual([]);
    await visitor.end();
  });

  test('that allows us nothing sees no error', async () => {
    const headers = { 'content-security-policy': "default-src 'none'; script-src 'nonce-host'" };
    const visitor = await visit({ html: plain(tag('nonce="host"')), headers });
    await visitor.press();
    await visitor.page.waitForTimeout(500);
    expect(visitor.troubles.filter((trouble) => !/frame/i.test(trouble))).toEqual([]);
    await visitor.end();
  });
});

describe('a hostile page', () => {
  const STYLES = `<style>
    * { all: unset !important }
    everthread-widget { display: none !important; transform: scale(9) !important; position: static !important }
    button, iframe, svg { opacity: 0 !important; color: red !important; width: 1px !important }
  </style>`;
  const GLOBALS = `<script>
    Object.prototype.polluted = () => 1; Object.prototype.toJSON = () => 'x'; Array.prototype.toJSON = () => 'x';
    Array.prototype.first = function () { return this[0] }; Function.prototype.later = () => 1;
    window.JSON = {}; window.fetch = () => { throw new Error('mine') }; window.XMLHttpRequest = null;
    window.name = 'Everthread'; window.onmessage = () => {}; window.postMessage = () => { throw new Error('mine') };
  </script>`;
  const CLOBBER = `<form id="Everthread"></form><img name="currentScript"><form name="body"></form>
    <form name="head"></form><a id="visualViewport"></a><img name="cookie"><img id="location">`;

  const PAGES: { [name: string]: () => HostPage } = {
    'its own styles on everything': () => ({ html: plain(STYLES + tag()) }),
    'extended prototypes and replaced globals': () => ({ html: plain(GLOBALS + tag()) }),
    'elements in the way of names': () => ({ html: plain('', CLOBBER + tag()) }),
    'another base': () => ({ html: plain(`<base href="http://evil.test/x/">${tag()}`) }),
    'the loader twice': () => ({ html: plain(tag() + tag(), tag()) }),
    'the loader before its body': () => ({ html: `<!doctype html>${tag().replace('async', '')}<p>A shop</p>` }),
    'another encoding, in quirks mode': () => ({
      html: `${tag()}<p>A shop</p>`,
      headers: { 'content-type': 'text/html; charset=windows-1252' },
    }),
  };

  test.each(Object.keys(PAGES))('C11 with %s', async (name) => {
    const visitor = await visit(PAGES[name]?.() as HostPage);
    expect((await visitor.picture()).equals(usualPicture)).toBe(true);
    await visitor.press();
    await visitor.messenger();
    expect(visitor.troubles).toEqual([]);
    expect(await visitor.page.evaluate(() => document.getElementsByTagName('everthread-widget').length)).toBe(1);
    expect(visitor.requests.filter((request) => request.url().startsWith('http://evil.test'))).toEqual([]);
    await visitor.end();
  });

  test.each([
    'data-color="red;background:url(//evil.test)"',
    'data-color="url(http://evil.test/x)"',
    'data-color="red}*{background:url(//evil.test)"',
    'data-side="left;background:url(//evil.test)"',
    'data-side="0:0}*{display:none}"',
    'data-language="../../x?"',
    'data-language="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"',
    'data-language="constructor"',
  ])('C7 its %s is as if it were not there', async (attribute) => {
    const visitor = await visit({ html: plain(tag(attribute)) });
    expect((await visitor.picture()).equals(usualPicture)).toBe(true);
    await visitor.press();
    await visitor.messenger();
    expect(visitor.troubles).toEqual([]);
    expect(visitor.requests.filter((request) => request.url().startsWith('http://evil.test'))).toEqual([]);
    await visitor.end();
  });

  test.each(['', 'x', '0e4e5c2a', '"><script>alert(1)</script>'])(
    'its workspace "%s" draws nothing',
    async (workspace) => {
      const html = plain(tag().replace(workspaceId, workspace.replaceAll('"', '&quot;')));
      const visitor = await visit({ html });
      expect(await visitor.isDrawn()).toBe(false);
      expect(visitor.troubles).toEqual([]);
      await visitor.end();
    },
  );

  test('a forged greeting gets no answer: neither from the page itself, nor from another frame', async () => {
    const spy = hosts.put(
      {
        html: `<script>
        window.got = [];
        addEventListener('message', (event) => got.push(event.data));
        setInterval(() => parent.postMessage('everthread:hello', '*'), 50);
      </script>`,
      },
      'evil.test',
    );
    const forge = `<script>
      window.got = [];
      addEventListener('message', ({ data, ports }) => { if (ports.length) got.push(data); });
      setInterval(() => postMessage('everthread:hello', '*'), 50);
    </script><iframe src="${spy}"></iframe>`;
    const visitor = await visit({ html: plain(tag(), forge) });
    await visitor.press();
    await visitor.messenger();
    await visitor.page.waitForTimeout(400);
    expect(await visitor.page.evaluate('got')).toEqual([]);
    const evil = visitor.page.frames().find((frame) => frame.url() === spy);
    expect(await evil?.evaluate('got')).toEqual([]);
    expect(visitor.troubles).toEqual([]);
    await visitor.end();
  });

  test('orders sent to the messenger in the open are ignored', async () => {
    const visitor = await visit({ html: plain(tag()) });
    await visitor.press();
    const messenger = await visitor.messenger();
    await visitor.page.evaluate(() => {
      const orders = [
        'everthread:port',
        'everthread:hello',
        ['shown', false],
        ['stored', 1, {}, true],
        ['take', 'x'],
        ['close'],
      ];
      for (const order of orders) window.frames[0]?.postMessage(order, '*');
    });
    await visitor.page.waitForTimeout(200);
    await messenger.locator('textarea').fill('Still here');
    expect(await messenger.locator('textarea').inputValue()).toBe('Still here');
    expect(visitor.asked().filter((path) => path.startsWith('/api'))).toEqual([]);
    expect(visitor.troubles).toEqual([]);
    await visitor.end();
  });
});

describe('O9 when we are away', () => {
  test.each([
    ['the loader is not there', '**/w.js', 404],
    ['the loader is broken', '**/w.js', 500],
    ['the messenger is broken', '**/m?*', 500],
    ['its module is not there', '**/assets/*', 404],
    ['the API is down', '**/api/**', 503],
  ] as const)('%s: the page does not feel it', async (_name, pattern, status) => {
    const visitor = await visit({ html: plain(tag()) }, (page) =>
      page.route(pattern, (route) => route.fulfill({ status })),
    );
    await visitor.press();
    await visitor.page.waitForTimeout(500);
    expect(visitor.troubles).toEqual([]);
    expect(await visitor.page.evaluate(() => document.scrollingElement?.scrollHeight)).toBe(VIEW.height);
    await visitor.end();
  });

  test('the line is cut: no error, no change', async () => {
    const visitor = await visit({ html: plain(tag()) }, (page) => page.route(`${appUrl}/**`, (route) => route.abort()));
    expect(visitor.troubles).toEqual([]);
    expect(await visitor.page.evaluate(() => document.documentElement.children.length)).toBe(2);
    await visitor.end();
  });

  test('a loader that never comes does not hold the page up', async () => {
    const visitor = await visit({ html: plain('') });
    await visitor.page.route('**/w.js', () => {});
    await visitor.page.goto(hosts.put({ html: plain(tag()) }), { waitUntil: 'domcontentloaded' });
    expect(await visitor.page.locator('p').textContent()).toBe('A shop');
    await visitor.end();
  });
});
