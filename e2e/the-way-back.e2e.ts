import type { NewDevice } from '@everthread/shared/models/device';
import type { Knock, VisitorPush } from '@everthread/shared/models/way-back';
import type { Browser, BrowserContext, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { pushKeysOf } from '../api/src/ways-back/push-keys.ts';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { newMessageId, surroundingsOfSystem } from './people.ts';
import { scriptBrowser, serviceWorkerOf } from './scripted-push.ts';
import { startSystem } from './system.ts';

// See `scripted-push.ts` for what of a push a browser here cannot do.

const A_WHILE = { timeout: 45_000, interval: 200 };

let browser: Browser;
let running: Awaited<ReturnType<typeof startSystem>>;
let hosts: Awaited<ReturnType<typeof openHostPages>>;

beforeAll(async () => {
  // Browsers have service workers on https, and on this machine's own name.
  [browser, running, hosts] = await Promise.all([launchBrowser(), startSystem('localhost'), openHostPages()]);
});
afterAll(async () => {
  await browser.close();
  await Promise.all([running.stop(), hosts.stop()]);
});

/** A workspace whose visitors are pushed to at once, and a browser that is subscribed where its keys say. */
async function newTeam(name: string): Promise<{ agent: TestAgent; device: NewDevice }> {
  const workspace = await newWorkspace(surroundingsOfSystem(running.system), name);
  const agent = await newAgent(workspace, 'owner', 'Mara');
  await asAgent(agent, '/ways-back', 'PATCH', { pushAfterSeconds: 0 });
  return { agent, device: running.push.subscribe((await pushKeysOf(workspace)).publicKey) };
}

/** `troubles`: where what goes wrong in its pages is noted. */
async function newContext(troubles: string[]): Promise<BrowserContext> {
  const made = await browser.newContext({
    locale: 'en', // as the messenger's frame is then called: a window of that name would be the frame
    reducedMotion: 'reduce',
    viewport: { width: 1000, height: 800 },
  });
  made.on('weberror', (error) => troubles.push(error.error().message));
  return made;
}

async function asAgent<Answer>(who: TestAgent, path: string, method = 'GET', body?: object): Promise<Answer> {
  const answer = await fetch(`${running.system.apiUrl}/api/workspaces/${who.workspaceId}${path}`, {
    method,
    headers: {
      cookie: who.cookie,
      origin: running.system.appUrl,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.status, path).toBeLessThan(300);
  return (await answer.json()) as Answer;
}

const received = (by: NewDevice) =>
  running.push.received.filter(({ endpoint }) => endpoint === by.endpoint).map(({ payload }) => payload as VisitorPush);

async function messengerOf(page: Page): Promise<Frame> {
  const find = () => page.frames().find((frame) => frame.url().startsWith(`${running.system.appUrl}/m?`));
  await vi.waitFor(() => expect(find()).toBeDefined(), A_WHILE);
  const messenger = find() as Frame;
  await messenger.locator('textarea').waitFor();
  return messenger;
}

const putShop = ({ workspaceId }: TestAgent): string =>
  hosts.put({
    html: `<!doctype html><html lang="en"><head><title>Lamps</title>
      <script async src="${running.system.appUrl}/w.js" data-workspace="${workspaceId}"></script>
      </head><body><main><h1>A shop</h1></main></body></html>`,
  });

async function openShop(context: BrowserContext, url: string): Promise<{ page: Page; messenger: Frame }> {
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate("Everthread('open')");
  return { page, messenger: await messengerOf(page) };
}

async function write(messenger: Frame, text: string): Promise<void> {
  await messenger.locator('textarea').fill(text);
  await messenger.locator('textarea').press('Enter');
}

async function threadId(agent: TestAgent): Promise<string> {
  const { topics } = await asAgent<{ topics: { topic: { threadId: string } }[] }>(agent, '/topics?status=open');
  return topics[0]?.topic.threadId ?? '';
}

test('a visitor asks to be told with nothing but the script tag; an agent answers, the push arrives, a click leads to the message', async () => {
  const { agent, device } = await newTeam('Leaf & Clay');
  const troubles: string[] = [];
  const context = await newContext(troubles);
  await context.addInitScript(scriptBrowser, device);
  const beside = await context.newPage();
  await beside.goto(`${running.system.appUrl}/w.js`);
  const push = await serviceWorkerOf(context, beside, `${running.system.appUrl}/notify/${agent.workspaceId}`);
  const shopUrl = putShop(agent);
  const { page: shop, messenger: inShop } = await openShop(context, shopUrl);

  expect(await inShop.getByRole('button', { name: 'Notify me when somebody answers' }).count()).toBe(0);
  await write(inShop, 'Is the blue lamp back?');
  const [window] = await Promise.all([
    shop.waitForEvent('popup'),
    inShop.getByRole('button', { name: 'Notify me when somebody answers' }).click(),
  ]);
  await window.getByRole('heading', { name: 'Leaf & Clay can tell you here as soon as somebody answers.' }).waitFor();
  expect(new URL(window.url()).hash).toBe('');
  expect(await accessibilityTroubles(window)).toEqual([]);
  await window.getByRole('button', { name: 'Notify me' }).click();
  await window.getByRole('heading', { name: /^Done\. You hear from Leaf & Clay/ }).waitFor();
  await window.close();
  await inShop.getByText('We will let you know: a notification on your devices.').waitFor();
  expect(await accessibilityTroubles(shop)).toEqual([]);
  await shop.close();

  const thread = await threadId(agent);
  const id = newMessageId();
  await asAgent(agent, `/threads/${thread}/messages`, 'POST', { id, text: 'It is, in two sizes.' });
  await vi.waitFor(() => expect(received(device)).toHaveLength(1), A_WHILE);
  await push.deliver(received(device)[0]);
  await vi.waitFor(async () => {
    expect(await push.notifications()).toEqual([
      { title: 'Mara · Leaf & Clay', body: 'It is, in two sizes.', tag: thread },
    ]);
  }, A_WHILE);
  const [address = ''] = await push.click();
  expect(address).toBe(`${running.system.appUrl}/talk/${agent.workspaceId}#${id}`);

  const page = await context.newPage();
  await page.goto(address);
  const messenger = await messengerOf(page);
  await messenger.getByText('It is, in two sizes.').waitFor();
  await messenger.getByText('Is the blue lamp back?').waitFor();
  await vi.waitFor(async () => {
    const { top, bottom } = await messenger
      .locator(`[data-id="${id}"]`)
      .evaluate((each) => each.getBoundingClientRect());
    expect(top >= 0 && bottom <= 800).toBe(true);
  }, A_WHILE);
  expect(await page.getByRole('link', { name: 'Back to the site' }).getAttribute('href')).toBe(shopUrl);
  expect(await accessibilityTroubles(page)).toEqual([]);

  // What he reads is taken away where it hangs, and the team sees that it has come.
  await vi.waitFor(() => expect(received(device).at(-1)).toEqual({ type: 'close', threadId: thread }), A_WHILE);
  await push.deliver(received(device).at(-1));
  await vi.waitFor(async () => expect(await push.notifications()).toEqual([]), A_WHILE);
  const { knocks } = await asAgent<{ knocks: Knock[] }>(agent, `/threads/${thread}/knocks`);
  expect(knocks).toMatchObject([{ messageId: id, rung: 'push', hasFailed: false, seenAt: expect.any(String) }]);
  expect(troubles).toEqual([]);
  await context.close();
});

test('a visitor goes on on his phone by a code that works once, once he has said that it is he; and shows it out again', async () => {
  const { agent } = await newTeam('Leaf & Clay');
  const troubles: string[] = [];
  const context = await newContext(troubles);
  const { page, messenger } = await openShop(context, putShop(agent));
  await write(messenger, 'Is the blue lamp back?');
  await messenger.getByRole('button', { name: 'Notifications and devices' }).click();
  const panel = messenger.getByRole('dialog', { name: 'Notifications and devices' });
  await panel.getByRole('button', { name: 'Continue on your phone' }).click();
  await panel.getByRole('img', { name: 'Continue on your phone' }).waitFor();
  // What was pressed is gone: who has only a keyboard goes on at the code.
  await page.keyboard.press('Tab');
  expect(await panel.getByLabel('Link').evaluate((link) => document.activeElement === link)).toBe(true);
  const link = await panel.getByLabel('Link').inputValue();
  expect(await accessibilityTroubles(page)).toEqual([]);

  const phone = await newContext(troubles);
  const there = await phone.newPage();
  await there.goto(link);
  await there.getByText('Confirm on your other device that this is you.').waitFor();
  await panel.getByText(/^Is this you: Chrome · Linux\?$/).waitFor();
  await panel.getByRole('button', { name: 'Yes, that is me' }).click();
  const carried = await messengerOf(there);
  await carried.getByText('Is the blue lamp back?').waitFor();
  await panel.getByText('Your conversation is there too now.').waitFor();
  await vi.waitFor(async () => expect(await panel.getByRole('listitem').count()).toBe(2), A_WHILE);

  const stranger = await newContext(troubles);
  const elsewhere = await stranger.newPage();
  await elsewhere.goto(link);
  await elsewhere.getByText(/^This link was used, or has ended/).waitFor();
  await stranger.close();

  await write(carried, 'I take the small one');
  await messenger.getByText('I take the small one').waitFor();

  await page.reload();
  await page.evaluate("Everthread('open')");
  const again = await messengerOf(page);
  await again.getByRole('button', { name: 'Notifications and devices' }).click();
  const devices = again.getByRole('dialog').getByRole('listitem');
  await vi.waitFor(async () => expect(await devices.count()).toBe(2), A_WHILE);
  await again.getByRole('dialog').getByRole('button', { name: 'Sign out Chrome · Linux' }).click();
  await vi.waitFor(async () => expect(await devices.count()).toBe(1), A_WHILE);
  const focused = () => again.evaluate(() => document.activeElement?.ariaLabel ?? document.activeElement?.textContent);
  expect(await focused()).toBe('Where you are reading');
  await page.keyboard.press('Escape');
  await vi.waitFor(async () => expect(await focused()).toBe('Notifications and devices'), A_WHILE);
  await there.reload();
  await (await messengerOf(there)).getByText('How can we help?').waitFor();
  expect(troubles).toEqual([]);
  await Promise.all([context.close(), phone.close()]);
});

test('where a site hosts a worker of one line, it asks and shows in place, and a click opens the page at the message', async () => {
  const { agent, device } = await newTeam('Clay & Co');
  const troubles: string[] = [];
  const { appUrl } = running.system;
  const worker = hosts.put(
    {
      html: `importScripts('${appUrl}/notify/${agent.workspaceId}/worker.js');`,
      headers: { 'content-type': 'text/javascript' },
    },
    '127.0.0.1',
  );
  const pageUrl = hosts.put(
    {
      html: `<!doctype html><html lang="en"><head><title>Pots</title>
        <script async src="${appUrl}/in-place/w.js" data-workspace="${agent.workspaceId}" data-worker="${new URL(worker).pathname}"></script>
        </head><body><main><h1>Pots</h1></main></body></html>`,
    },
    '127.0.0.1',
  );
  const visit = await newContext(troubles);
  await visit.addInitScript(scriptBrowser, device);
  const page = await visit.newPage();
  const inPlace = await serviceWorkerOf(visit, page, `${worker}/${agent.workspaceId}`);
  await page.goto(pageUrl);
  await page.evaluate("Everthread('open')");
  const messenger = await messengerOf(page);
  await write(messenger, 'Is the red pot back?');
  const registered = page.evaluate(async (scope) => {
    for (;;) {
      const all = await navigator.serviceWorker.getRegistrations();
      if (all.some(({ active, scope: its }) => active && its === scope)) return all.length;
      await new Promise(requestAnimationFrame);
    }
  }, `${worker}/${agent.workspaceId}`);
  // No window is to come any more.
  await messenger.locator('.offer:not([aria-haspopup])').getByText('Notify me when somebody answers').click();
  await messenger.getByText('We will let you know: a notification on your devices.').waitFor();
  expect(await registered).toBe(1);
  expect(visit.pages()).toEqual([page]);
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();

  await page.goto('about:blank');
  const thread = await threadId(agent);
  const id = newMessageId();
  await asAgent(agent, `/threads/${thread}/messages`, 'POST', { id, text: 'It is.' });
  await vi.waitFor(() => expect(received(device)).toHaveLength(1), A_WHILE);
  await page.goto(`${appUrl}/w.js`);
  await inPlace.deliver(received(device)[0]);
  await vi.waitFor(async () => expect(await inPlace.notifications()).toHaveLength(1), A_WHILE);
  const [address = ''] = await inPlace.click();
  expect(address).toBe(`${pageUrl}#everthread=${id}`);
  await page.goto(address);
  const led = await messengerOf(page);
  await led.locator(`[data-id="${id}"]`).getByText('It is.').waitFor();
  await page.waitForURL(pageUrl);
  await vi.waitFor(() => expect(received(device).at(-1)).toEqual({ type: 'close', threadId: thread }), A_WHILE);
  expect(troubles).toEqual([]);
  await visit.close();
});
