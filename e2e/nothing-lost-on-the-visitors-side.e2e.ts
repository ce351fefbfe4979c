import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { newAgent, newWorkspace } from '../api/test/factories.ts';
import { launchBrowser, launchProfile } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { surroundingsOfSystem } from './people.ts';
import {
  isAllSent,
  messengerIn,
  openMessenger,
  openShop,
  PATIENCE,
  seesBubbles,
  shopHtml,
  storedTexts,
  write,
} from './shop.ts';

const { appUrl, apiUrl } = inject('system');
const FIVE = ['one', 'two', 'three', 'four', 'five and last'];

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;
let workspaceId: string;
let url: string;

beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
});
beforeEach(async () => {
  ({ workspaceId } = await newAgent(await newWorkspace(surroundingsOfSystem()), 'owner'));
  url = hosts.put({ html: shopHtml(workspaceId) });
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

const newContext = () => browser.newContext({ reducedMotion: 'reduce' });
const isStored = (texts: string[]) => expect.poll(() => storedTexts(workspaceId), PATIENCE).toEqual(texts);
/** The visitor's messages on their way to the server. */
const SENDING = (target: URL) => target.origin === appUrl && /\/(messages|threads)$/.test(target.pathname);

describe('O1 offline, five messages, kill -9, online again: five once, in order', () => {
  test.each(['before the messenger was ever there', 'in a thread'])('%s', async (when) => {
    const folder = await mkdtemp(join(tmpdir(), 'everthread-profile-'));
    const first = await launchProfile(folder);
    const page = await openShop(first, url);
    const before = when === 'in a thread' ? ['zero'] : [];
    if (before.length > 0) {
      const messenger = await openMessenger(page);
      await write(messenger, 'zero');
      await isAllSent(messenger);
    }
    await first.setOffline(true);
    await page.evaluate("Everthread('open')");
    for (const text of FIVE) {
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
    }
    // The browser writes to the disk what a page has stored when it thinks fit.
    await expect.poll(() => isOnDisk(folder, FIVE.at(-1) ?? ''), { timeout: 15_000 }).toBe(true);
    await killProfile(folder);
    await first.close().catch(() => {});

    const second = await launchProfile(folder);
    await openShop(second, url);
    await isStored([...before, ...FIVE]);
    const again = await messengerIn(second.pages().at(-1) as Page);
    await seesBubbles(again, [...before, ...FIVE]);
    await second.close();
    await rm(folder, { recursive: true, force: true });
  });
});

/** The server's answer. Node does not know the name that the browser knows it by. */
const fetchFrom = (route: Route) => route.fetch({ url: route.request().url().replace(appUrl, apiUrl) });

/** Whether the profile's storage holds the text, in either of the ways in which it is encoded. */
async function isOnDisk(folder: string, text: string): Promise<boolean> {
  const storage = join(folder, 'Default', 'Local Storage', 'leveldb');
  const files = await readdir(storage).catch(() => []);
  const contents = await Promise.all(files.map((file) => readFile(join(storage, file)).catch(() => Buffer.alloc(0))));
  return contents.some((content) => content.includes(text) || content.includes(Buffer.from(text, 'utf16le')));
}

/** Ends all processes of the browser that uses this folder, by SIGKILL. */
async function killProfile(folder: string): Promise<void> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    if (command.includes(`--user-data-dir=${folder}`)) process.kill(Number(pid), 'SIGKILL');
  }
}

describe('O2 tabs', () => {
  const tabs = async (context: BrowserContext, count: number) => {
    const pages = [];
    for (let i = 0; i < count; i += 1) pages.push(await openShop(context, url));
    return Promise.all(pages.map(async (page) => ({ page, messenger: await openMessenger(page) })));
  };

  test('five of them, offline and online again: each message once, each tab has all', async () => {
    const context = await newContext();
    const all = await tabs(context, 5);
    await context.setOffline(true);
    const texts: string[] = [];
    for (const round of [1, 2])
      for (const [i, { messenger }] of all.entries()) {
        const text = `round ${round} tab ${i}`;
        texts.push(text);
        await write(messenger, text);
        await messenger.getByText(text, { exact: true }).waitFor();
      }
    await context.setOffline(false);
    await isStored(texts);
    await Promise.all(all.map(({ messenger }) => seesBubbles(messenger, texts)));
    await Promise.all(all.map(({ messenger }) => isAllSent(messenger)));
    await context.close();
  });

  test.each(['closes', 'crashes'])('the one that sends %s in the middle: another takes over', async (how) => {
    const context = await newContext();
    const [one, two] = await tabs(context, 2);
    if (!one || !two) throw new Error('There are two');
    await write(one.messenger, 'hello');
    await isStored(['hello']);
    await one.page.route(SENDING, () => {});
    await write(one.messenger, 'first words');
    await write(one.messenger, 'second words');
    await two.messenger.getByText('second words', { exact: true }).waitFor();
    const crash = async () => {
      const devtools = await context.newCDPSession(one.page);
      void devtools.send('Page.crash').catch(() => {});
    };
    await (how === 'closes' ? one.page.close() : crash());
    await isStored(['hello', 'first words', 'second words']);
    await isAllSent(two.messenger);
    await context.close();
  });
});

test('O5 a message refused for good is shown as failed, also after a reload; the rest goes', async () => {
  const context = await newContext();
  const page = await openShop(context, url);
  const messenger = await openMessenger(page);
  await write(messenger, 'hello');
  await isStored(['hello']);
  await context.setOffline(true);
  for (const text of ['refused', 'next', 'last']) await write(messenger, text);
  await page.route(SENDING, (route) =>
    route.request().postData()?.includes('refused')
      ? route.fulfill({ status: 400, json: { error: { code: 'invalid', message: 'No' } } })
      : route.continue(),
  );
  await context.setOffline(false);
  await isStored(['hello', 'next', 'last']);
  await expect.poll(() => messenger.locator('.failed .bubble').allTextContents(), PATIENCE).toEqual(['refused']);
  await page.reload();
  const again = await openMessenger(page);
  await expect.poll(() => again.locator('.failed .bubble').allTextContents(), PATIENCE).toEqual(['refused']);
  await context.close();
});

describe('an answer that is lost, late or not ours', () => {
  const once = (page: Page, answer: (route: Route) => Promise<void>) => page.route(SENDING, answer, { times: 1 });
  const CASES: { [name: string]: (route: Route) => Promise<void> } = {
    'N1 the server has it, and the answer is lost': async (route) => {
      await fetchFrom(route);
      await route.abort();
    },
    'N8 the news comes before the answer': async (route) => {
      const response = await fetchFrom(route);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await route.fulfill({ response });
    },
    'a captive portal answers with its page': (route) =>
      route.fulfill({ body: '<html>Log in', contentType: 'text/html' }),
    'a captive portal answers 511': (route) => route.fulfill({ status: 511, body: '<html>Log in' }),
    'a captive portal knows no such page': (route) => route.fulfill({ status: 404, body: '<html>Log in' }),
    'a captive portal leads elsewhere': (route) =>
      route.fulfill({ status: 302, headers: { location: 'http://portal.test/login' } }),
    'the server is broken': (route) => route.fulfill({ status: 500, json: { error: { code: 'internal' } } }),
  };
  test('is one message and one bubble all the same', async () => {
    const context = await newContext();
    const page = await openShop(context, url);
    const messenger = await openMessenger(page);
    const texts = [];
    for (const [name, answer] of Object.entries(CASES)) {
      await once(page, answer);
      texts.push(name);
      await write(messenger, name);
      await isStored(texts);
      await isAllSent(messenger);
      await seesBubbles(messenger, texts);
    }
    await context.close();
  });
});

test.each([-10, 10])('M1 with a clock %i years off, and jumping, all is sent, in order and once', async (years) => {
  const context = await newContext();
  await context.addInitScript((off) => {
    const now = Date.now.bind(Date);
    let jumps = 0;
    Date.now = () => now() + off * 31_536_000_000 + (jumps++ % 2) * 86_400_000;
  }, years);
  const page = await openShop(context, url);
  const messenger = await openMessenger(page);
  for (const text of FIVE.slice(0, 2)) await write(messenger, text);
  await isStored(FIVE.slice(0, 2));
  await context.setOffline(true);
  for (const text of FIVE.slice(2)) await write(messenger, text);
  await context.setOffline(false);
  await isStored(FIVE);
  await isAllSent(messenger);
  await context.close();
});
