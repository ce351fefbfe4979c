import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
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
          told.push(frame.type);
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
