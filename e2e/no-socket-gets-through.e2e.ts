import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newAgent, newWorkspace } from '../api/test/factories.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { surroundingsOfSystem } from './people.ts';
import { openMessenger, openShop, PATIENCE, shopHtml, write } from './shop.ts';
import { windowOf } from './signed-in.ts';

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;

beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

/** As behind a proxy that knows nothing of sockets. Waits are as short as chance makes them. */
const withoutSockets = (context: BrowserContext) =>
  context.addInitScript(() => {
    const { WebSocket: Real } = window;
    window.WebSocket = class extends Real {
      constructor() {
        super(`${location.origin.replace('http', 'ws')}/nowhere`);
      }
    };
    Math.random = () => 0.1;
  });

test('where a network lets no socket through, both sides hear of each other all the same', async () => {
  const agent = await newAgent(await newWorkspace(surroundingsOfSystem()), 'owner', 'Mira');
  const inbox = await windowOf(browser, agent);
  const visiting = await browser.newContext();
  await Promise.all([withoutSockets(inbox.context()), withoutSockets(visiting)]);
  await inbox.goto(`${inject('system').appUrl}/inbox/${agent.workspaceId}/all`);
  const shop = await openShop(visiting, hosts.put({ html: shopHtml(agent.workspaceId) }));
  const messenger = await openMessenger(shop);
  await write(messenger, 'Is the blue mug still there?');

  const row = inbox.locator('[data-topic]', { hasText: 'Is the blue mug still there?' });
  await row.click(PATIENCE);
  await inbox.getByText('Your network lets no live news through').waitFor(PATIENCE);
  await inbox.keyboard.press('r');
  await inbox.locator('textarea').fill('Yes, it is there');
  await inbox.locator('textarea').press('Enter');
  await messenger.getByText('Yes, it is there', { exact: true }).waitFor(PATIENCE);

  await write(messenger, 'I take it');
  await inbox.getByRole('article').getByText('I take it', { exact: true }).waitFor(PATIENCE);
  expect(await messenger.getByText('No connection').count()).toBe(0);
});
