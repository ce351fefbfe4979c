import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { newAgent, newWorkspace } from '../api/test/factories.ts';
import { keyName } from '../widget/src/channel.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { surroundingsOfSystem } from './people.ts';
import {
  bubbles,
  field,
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

const { appUrl } = inject('system');

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

const newContext = () => browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1000, height: 760 } });
const troublesOf = (context: BrowserContext) => {
  const troubles: string[] = [];
  context.on('weberror', (error) => troubles.push(error.error().message));
  return troubles;
};
const keyOn = (page: Page) => page.evaluate((name) => localStorage[name] as unknown, keyName(workspaceId));

describe('B9 on two sites', () => {
  test('one browser is two visitors, who see nothing of each other', async () => {
    const context = await newContext();
    const here = await openShop(context, url);
    const elsewhere = await openShop(context, hosts.put({ html: shopHtml(workspaceId) }, 'other.test'));
    const one = await openMessenger(here);
    await write(one, 'From the first site');
    await isAllSent(one);
    const two = await openMessenger(elsewhere);
    expect(await bubbles(two)).toEqual([]);
    expect(await elsewhere.evaluate(() => localStorage.length)).toBe(0);
    await write(two, 'From the second');
    await isAllSent(two);
    await seesBubbles(one, ['From the first site']);
    expect(await keyOn(here)).not.toBe(await keyOn(elsewhere));
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });

  test('with every storage throwing, also its own, the messenger works from memory and says so', async () => {
    const context = await newContext();
    const troubles = troublesOf(context);
    await context.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'])
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('Blocked', 'SecurityError');
          },
        });
      Object.defineProperty(document, 'cookie', {
        get: () => {
          throw new DOMException('Blocked', 'SecurityError');
        },
      });
      Object.defineProperty(navigator, 'locks', { value: undefined });
    });
    const page = await openShop(context, url);
    const messenger = await openMessenger(page);
    for (const text of ['one', 'two']) await write(messenger, text);
    await isAllSent(messenger);
    expect(await messenger.locator('.notice').textContent()).toContain('keeps nothing');
    expect(await storedTexts(workspaceId)).toEqual(['one', 'two']);
    expect(troubles).toEqual([]);
    await context.close();
  });

  test('with a storage that is full to the last byte, as well, and the page loses nothing of its own', async () => {
    const context = await newContext();
    const troubles = troublesOf(context);
    const page = await openShop(context, url);
    const filled = await page.evaluate(() => {
      localStorage.mine = '';
      for (let step = 4_194_304; step >= 1; step /= 2) {
        for (;;) {
          try {
            localStorage.mine += 'x'.repeat(step);
          } catch {
            break;
          }
        }
      }
      return localStorage.mine.length as number;
    });
    const messenger = await openMessenger(page);
    await write(messenger, 'one');
    await isAllSent(messenger);
    await context.setOffline(true);
    await write(messenger, 'two');
    await context.setOffline(false);
    await isAllSent(messenger);
    await seesBubbles(messenger, ['one', 'two']);
    expect(await messenger.locator('.notice').textContent()).toContain('keeps nothing');
    expect(await storedTexts(workspaceId)).toEqual(['one', 'two']);
    expect(await page.evaluate(() => [localStorage.length, localStorage.mine.length])).toEqual([1, filled]);
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('B10 a page that has got hold of the port', () => {
  const NOT_MESSAGES = [
    null,
    undefined,
    0,
    '',
    'shown',
    {},
    { type: 'shown' },
    [],
    [null],
    [['shown']],
    ['nonsense', 1],
    ['constructor'],
    ['__proto__', {}],
    ['shown'],
    ['shown', 'yes', 7, {}, undefined, {}],
    ['shown', true, 'red}*{display:none}', '../../x', undefined, 'x'.repeat(43)],
    ['shown', true, 'url(//evil.test)', 'x'.repeat(100_000), null, 'short'],
    ['stored'],
    ['stored', 0, null],
    ['stored', 1, 'text', 'yes', {}, [], 5],
    ['stored', undefined, { [`everthread:x:q:1:2`]: '{' }, true],
    ['stored', 999, { __proto__: { a: 1 } }, true, 'javascript:alert(1)', '', ''],
    ['take'],
    ['take', {}, 'a', 'b', 'c'],
    ['take', '', -1, Number.NaN, 'yes'],
  ];

  test('can say what it likes: the messenger stays whole, and asks nobody else for anything', async () => {
    const context = await newContext();
    const troubles = troublesOf(context);
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    await context.addInitScript(() => {
      if (top !== self) return;
      const ports: MessagePort[] = [];
      Object.assign(window, { ports });
      window.MessageChannel = class extends MessageChannel {
        constructor() {
          super();
          ports.push(this.port1);
        }
      };
    });
    const page = await openShop(context, url);
    const messenger = await openMessenger(page);
    await write(messenger, 'Before');
    await isAllSent(messenger);
    await page.evaluate((all) => {
      const [port] = (window as unknown as { ports: MessagePort[] }).ports;
      for (const said of all) port?.postMessage(said);
      port?.postMessage(['shown', true, '#4b3fe0', 'en']);
    }, NOT_MESSAGES);
    await messenger.waitForTimeout(300);
    await write(messenger, 'After');
    await isAllSent(messenger);
    await seesBubbles(messenger, ['Before', 'After']);
    expect(await storedTexts(workspaceId)).toEqual(['Before', 'After']);
    expect(asked.filter((target) => !target.startsWith(appUrl) && !target.startsWith(new URL(url).origin))).toEqual([]);
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe('N2 what is sent more than once in one breath', () => {
  test('by a double click and by Enter held down is one message', async () => {
    const context = await newContext();
    const page = await openShop(context, url);
    const messenger = await openMessenger(page);
    await field(messenger).fill('Clicked twice');
    await messenger.getByRole('button', { name: 'Send', exact: true }).dblclick();
    await field(messenger).fill('Enter held down');
    for (let i = 0; i < 10; i += 1) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await seesBubbles(messenger, ['Clicked twice', 'Enter held down']);
    await isAllSent(messenger);
    expect(await storedTexts(workspaceId)).toEqual(['Clicked twice', 'Enter held down']);
    await context.close();
  });

  test('before the messenger came is one message', async () => {
    const context = await newContext();
    await context.route(`${appUrl}/assets/messenger-*`, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await route.continue().catch(() => {});
    });
    const page = await openShop(context, url);
    await page.mouse.click(1000 - 48, 760 - 48);
    await page.keyboard.type('Enter held down');
    for (let i = 0; i < 10; i += 1) await page.keyboard.down('Enter');
    await page.keyboard.up('Enter');
    await page.keyboard.type('Clicked twice');
    // The loader's own button to send.
    await page.mouse.dblclick(1000 - 20 - 16 - 26, 760 - 92 - 16 - 26);
    const messenger = await messengerIn(page);
    await seesBubbles(messenger, ['Enter held down', 'Clicked twice']);
    await isAllSent(messenger);
    await expect.poll(() => storedTexts(workspaceId), PATIENCE).toEqual(['Enter held down', 'Clicked twice']);
    await context.close();
  });
});
