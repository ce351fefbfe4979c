import type { Browser, BrowserContext, Frame, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { knock } from './knock.ts';
import { newMessageId, surroundingsOfSystem } from './people.ts';
import { isAllSent, openMessenger, openShop, PATIENCE, seesBubbles, shopHtml, write } from './shop.ts';

const { appUrl, apiUrl } = inject('system');

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;
let agent: TestAgent;
let url: string;

beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
});
beforeEach(async () => {
  agent = await newAgent(await newWorkspace(surroundingsOfSystem()), 'owner', 'Ines Marin');
  url = hosts.put({ html: shopHtml(agent.workspaceId) });
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

const newContext = () => browser.newContext({ reducedMotion: 'reduce' });
const asTeam = (path: string, body?: unknown) =>
  knock(`/api/workspaces/${agent.workspaceId}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { cookie: agent.cookie },
    body,
  });

async function reply(text: string): Promise<void> {
  const lists = await Promise.all(['open', 'waiting'].map((status) => asTeam(`/topics?status=${status}`)));
  const rows = lists.flatMap(({ body }) => (body as { topics: { topic: { threadId: string } }[] }).topics);
  const answer = await asTeam(`/threads/${rows[0]?.topic.threadId}/messages`, { id: newMessageId(), text });
  expect(answer.status, answer.text).toBe(201);
}

/** Somebody who has written once, and has left the page. */
async function someone(): Promise<BrowserContext> {
  const context = await newContext();
  const page = await openShop(context, url);
  const messenger = await openMessenger(page);
  await write(messenger, 'Hello');
  await isAllSent(messenger);
  await page.close();
  return context;
}

const SESSION = (target: URL) => target.pathname === '/api/visitor/session';
const isChanges = (asked: string) => asked.includes('/changes?');

/** The Worker's answer to what the browser asks; its name is known to the browser alone. */
const answerTo = (route: Route) => route.fetch({ url: route.request().url().replace(appUrl, apiUrl) });

describe('what is said in the moment between the session and the socket', () => {
  const comesBack = async (context: BrowserContext) => {
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    const page = await openShop(context, url);
    return { messenger: await openMessenger(page), asked };
  };

  test('is there, though the session was answered before it', async () => {
    const context = await someone();
    await context.route(
      SESSION,
      async (route) => {
        const response = await answerTo(route);
        await reply('Between the two');
        await route.fulfill({ response });
      },
      { times: 1 },
    );
    const { messenger, asked } = await comesBack(context);
    await seesBubbles(messenger, ['Hello', 'Between the two']);
    expect(asked.filter(isChanges)).toHaveLength(1);
    await context.close();
  });

  test('is there, though the socket was still on its way', async () => {
    const context = await someone();
    let isHeld = true;
    await context.routeWebSocket(/\/live$/, async (socket) => {
      if (isHeld) await reply('Before it was open');
      isHeld = false;
      socket.connectToServer();
    });
    const { messenger } = await comesBack(context);
    await seesBubbles(messenger, ['Hello', 'Before it was open']);
    await reply('And after');
    await seesBubbles(messenger, ['Hello', 'Before it was open', 'And after']);
    await context.close();
  });

  test('is not asked for where nothing was said, and what comes then is heard', async () => {
    const context = await someone();
    const told: string[] = [];
    context.on('page', (page: Page) =>
      page.on('websocket', (socket) =>
        socket.on('framereceived', ({ payload }) => {
          const { frame } = /^\{/.test(`${payload}`) ? JSON.parse(`${payload}`) : { frame: { type: `${payload}` } };
          if (frame.type !== 'promise.changed') told.push(frame.type); // comes when its follow-up is done
        }),
      ),
    );
    const { messenger, asked } = await comesBack(context);
    await expect.poll(() => told, PATIENCE).toEqual(['welcome', 'thread.at']);
    await reply('A reply');
    await seesBubbles(messenger, ['Hello', 'A reply']);
    expect(asked.filter(isChanges)).toEqual([]);
    await context.close();
  });
});

describe('who was away', () => {
  /** Somebody in his thread. `deafen`: from then on nothing passes through the sockets that are open, which nobody closes. */
  async function inThread() {
    const context = await newContext();
    const sockets: { isDeaf: boolean; isClosed: boolean }[] = [];
    await context.clock.install();
    await context.routeWebSocket(/\/live$/, (socket) => {
      const state = { isDeaf: false, isClosed: false };
      sockets.push(state);
      const server = socket.connectToServer();
      socket.onMessage((said) => state.isDeaf || server.send(said));
      server.onMessage((said) => state.isDeaf || socket.send(said));
      socket.onClose(() => {
        state.isClosed = true;
        return server.close();
      });
    });
    const page = await openShop(context, url);
    const messenger = await openMessenger(page);
    await write(messenger, 'Hello');
    await isAllSent(messenger);
    await reply('First');
    await seesBubbles(messenger, ['Hello', 'First']);
    const deafen = () => {
      for (const socket of sockets) socket.isDeaf = true;
    };
    return { context, page, messenger, sockets, deafen };
  }

  const hearsAgain = async (messenger: Frame, missed: string) => {
    await seesBubbles(messenger, ['Hello', 'First', missed]);
    await reply('And now');
    await seesBubbles(messenger, ['Hello', 'First', missed, 'And now']);
  };

  // The browser that the tests bring along has no back/forward cache: this is what a page is told by one that has.
  test('in the back/forward cache holds no socket there, and has all of it, once, when he is back', async () => {
    const { context, messenger, sockets } = await inThread();
    await messenger.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    await expect.poll(() => sockets.map(({ isClosed }) => isClosed), PATIENCE).toEqual([true]);
    await reply('Meanwhile');
    await messenger.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await hearsAgain(messenger, 'Meanwhile');
    expect(sockets).toHaveLength(2);
    await context.close();
  });

  test.each(['is looked at', 'says nothing'])(
    'for eight hours, on a machine that slept and then %s, has all of it, once',
    async (then) => {
      const { context, messenger, sockets, deafen } = await inThread();
      deafen();
      await reply('Meanwhile');
      await context.clock.fastForward('08:00:00');
      if (then === 'is looked at')
        await messenger.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
      // The next ping, and its pong that does not come.
      else for (let i = 0; i < 3; i += 1) await context.clock.fastForward('00:30');
      await hearsAgain(messenger, 'Meanwhile');
      expect(sockets.length).toBeGreaterThan(1);
      await context.close();
    },
  );

  test('for a moment, between two networks, need not wait for the old socket to be given up', async () => {
    const { context, messenger, sockets, deafen } = await inThread();
    deafen();
    await context.setOffline(true);
    await reply('Meanwhile');
    await context.setOffline(false);
    await expect.poll(() => sockets.length, { timeout: 8_000 }).toBeGreaterThan(1);
    await hearsAgain(messenger, 'Meanwhile');
    await context.close();
  });

  test('behind a captive portal takes none of its pages for an answer', async () => {
    const { context, messenger } = await inThread();
    const portal = (name: string) =>
      context.route(
        (target) => target.pathname.endsWith(name),
        (route) => route.fulfill({ contentType: 'text/html', body: '<h1>Log in</h1>' }),
        { times: 1 },
      );
    await messenger.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
    await reply('Meanwhile');
    await portal('/ticket');
    await portal('/changes');
    await messenger.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await hearsAgain(messenger, 'Meanwhile');
    await context.close();
  });
});

describe('a captive portal in place of the thread', () => {
  test.each([
    ['its page', { status: 200, contentType: 'text/html', body: '<h1>Log in</h1>' }],
    ['a way to its page', { status: 302, headers: { location: 'http://portal.test/login' } }],
    ['404', { status: 404, contentType: 'text/html', body: '<h1>Log in</h1>' }],
    ['JSON of its own', { status: 200, json: { login: 'https://portal.test' } }],
  ])('that answers with %s is asked again, and nothing is forgotten', async (_what, answer) => {
    const context = await someone();
    await context.route(SESSION, (route) => route.fulfill(answer), { times: 2 });
    const page = await openShop(context, url);
    const messenger = await openMessenger(page);
    await write(messenger, 'Written meanwhile').catch(() => {}); // shown once there is a thread
    await seesBubbles(messenger, ['Hello', 'Written meanwhile']);
    await isAllSent(messenger);
    await context.close();
  });
});

test.each([-10, 10])(
  'M1 with a clock %i years off, and then set back, days and what may be changed go by the server’s time',
  async (years) => {
    const context = await newContext();
    const at = Date.now() + years * 365.25 * 86_400_000;
    await context.clock.install({ time: at });
    const page = await openShop(context, url);
    const messenger = await openMessenger(page);
    const maybeChanged = async (text: string) => {
      const bubble = messenger.locator('.message.mine', { hasText: text });
      await bubble.hover();
      await bubble.getByRole('button', { name: 'Message options' }).click();
      await messenger.getByRole('menuitem', { name: 'Edit' }).waitFor(PATIENCE);
      await messenger.getByRole('menu').press('Escape');
    };
    await write(messenger, 'Hello');
    await isAllSent(messenger);
    await expect.poll(() => messenger.locator('.divider').allTextContents(), PATIENCE).toEqual(['today']);
    await maybeChanged('Hello');
    await context.clock.setSystemTime(at - 3 * 86_400_000);
    await reply('Heard');
    await write(messenger, 'Said');
    await isAllSent(messenger);
    await seesBubbles(messenger, ['Hello', 'Heard', 'Said']);
    await expect.poll(() => messenger.locator('.divider').allTextContents(), PATIENCE).toEqual(['today']);
    await maybeChanged('Said');
    await context.close();
  },
);
