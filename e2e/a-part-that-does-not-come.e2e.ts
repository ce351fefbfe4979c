import type { Browser, BrowserContext, Route } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { newAgent, newWorkspace } from '../api/test/factories.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { surroundingsOfSystem } from './people.ts';
import {
  field,
  isAllSent,
  messengerIn,
  openMessenger,
  openShop,
  PATIENCE,
  seesBubbles,
  shopHtml,
  write,
} from './shop.ts';

const { appUrl, apiUrl } = inject('system');

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;
let context: BrowserContext;
let workspaceId: string;
let url: string;

beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
});
beforeEach(async () => {
  ({ workspaceId } = await newAgent(await newWorkspace(surroundingsOfSystem()), 'owner'));
  url = hosts.put({ html: shopHtml(workspaceId) });
  context = await browser.newContext({ reducedMotion: 'reduce' });
  return () => context.close();
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

/** The module that a page of the messenger begins with. */
async function beginning(query = ''): Promise<string> {
  const page = await fetch(`${apiUrl}/m?workspace=${workspaceId}${query}`);
  return /\/assets\/messenger-[\w-]+\.js/.exec(await page.text())?.[0] ?? '';
}

/** Answers for some of what the messenger is made of. */
const onModules = (isMeant: (path: string) => boolean, answer: (route: Route, path: string) => Promise<void>) =>
  context.route(
    ({ origin, pathname }) => origin === appUrl && pathname.startsWith('/assets/messenger-') && isMeant(pathname),
    (route) => answer(route, new URL(route.request().url()).pathname),
  );

test('a part that was lost on its way is asked for again, by itself', async () => {
  const first = await fetch(apiUrl + (await beginning()));
  const later = Array.from((await first.text()).matchAll(/import\("\.(\/[^"]+)"/g), ([, name]) => `/assets${name}`);
  const asked = new Map<string, number>();
  await onModules(
    (path) => later.includes(path),
    (route, path) => {
      const times = (asked.get(path) ?? 0) + 1;
      asked.set(path, times);
      return times === 1 ? route.abort('connectionreset') : route.continue();
    },
  );
  const messenger = await openMessenger(await openShop(context, url));
  await write(messenger, 'Do you ship to Norway?');
  await messenger.getByRole('log').getByText('Do you ship to Norway?').waitFor();
  expect(Math.max(...asked.values())).toBe(2);
});

test('a messenger whose parts are gone since a new version begins anew, and nothing that is being written is lost', async () => {
  const kept = await Promise.all([beginning(), beginning('&again=1')]);
  const asked: string[] = [];
  const timesOfOne = () => Math.max(...asked.map((path) => asked.filter((other) => other === path).length));
  await onModules(
    (path) => !kept.includes(path),
    (route, path) => {
      asked.push(path);
      return route.fulfill({ status: 404, body: '' });
    },
  );
  const page = await openShop(context, url);
  const old = await openMessenger(page);
  await write(old, 'Do you ship to Norway?');
  await field(old).pressSequentially('And ');
  await expect.poll(timesOfOne, PATIENCE).toBe(4);
  expect(await field(old).inputValue()).toBe('And ');
  await field(old).fill('And to Chile?');
  await field(old).press('Enter');

  const isAnew = async () => (await messengerIn(page)) !== old;
  await expect.poll(isAnew, PATIENCE).toBe(true);
  const messenger = await messengerIn(page);
  await seesBubbles(messenger, ['Do you ship to Norway?', 'And to Chile?']);
  await isAllSent(messenger);
});
