import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { surroundingsOfSystem } from './people.ts';
import { openMessenger, openShop, PATIENCE, shopHtml, write } from './shop.ts';

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;
beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

async function openSettings({ cookie, workspaceId }: TestAgent): Promise<Page> {
  const { appUrl } = inject('system');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  const [name = '', value = ''] = cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: appUrl, httpOnly: true, sameSite: 'Lax' }]);
  const page = await context.newPage();
  await page.goto(`${appUrl}/inbox/${workspaceId}/settings/flows`);
  return page;
}

test('a flow is begun, reworded, put in another order and tried by keyboard; a visitor then meets it and is given a person', async () => {
  const workspace = await newWorkspace(surroundingsOfSystem(), 'Leaf & Clay');
  const owner = await newAgent(workspace, 'owner', 'Mira');
  const inbox = await openSettings(owner);

  await inbox.getByRole('button', { name: 'Shop: where is my order' }).focus(PATIENCE);
  await inbox.keyboard.press('Enter');
  await inbox.getByText('Added, switched off: Where is my order').waitFor(PATIENCE);
  const greeting = inbox.getByLabel('Step 1: words', { exact: true });
  await greeting.fill('Welcome to Leaf & Clay! Is it about an order?');
  await inbox.getByRole('button', { name: 'Move up: Step 1.1.2, Ask, and keep the answer' }).focus();
  await inbox.keyboard.press('Enter');

  const trial = inbox.getByRole('region', { name: 'Try it' });
  await trial.getByText('Welcome to Leaf & Clay! Is it about an order?').waitFor(PATIENCE);
  await trial.getByRole('button', { name: 'Where is my order?' }).press('Enter');
  await trial.getByText('And the mail address with which you ordered?').waitFor(PATIENCE);
  const answer = trial.getByLabel('Answer as the visitor');
  await answer.fill('ines@example.com');
  await answer.press('Enter');
  await answer.fill('TS-10423');
  await answer.press('Enter');
  await trial.getByText('Order TS-10423: ‹status›. It should arrive: ‹arrives›.').waitFor(PATIENCE);
  expect(await accessibilityTroubles(inbox)).toEqual([]);

  await inbox.getByRole('button', { name: 'Save', exact: true }).press('Enter');
  await inbox.getByText('version 2').waitFor(PATIENCE);
  await inbox.getByRole('switch', { name: 'Where is my order is on' }).press('Space');
  await inbox.getByText('On · version 2').waitFor(PATIENCE);

  const visiting = await browser.newContext({ locale: 'en-GB', viewport: { width: 1000, height: 800 } });
  const messenger = await openMessenger(await openShop(visiting, hosts.put({ html: shopHtml(owner.workspaceId) })));
  const bubble = messenger.locator('.bubble');
  await write(messenger, 'Hello, my order has not come');
  await bubble.getByText('Welcome to Leaf & Clay! Is it about an order?').waitFor(PATIENCE);
  await messenger.locator('.badge').getByText('Bot', { exact: true }).waitFor(PATIENCE);
  await messenger.getByRole('button', { name: 'Where is my order?', exact: true }).click(PATIENCE);
  await bubble.getByText('And the mail address with which you ordered?').waitFor(PATIENCE);
  // What is written by hand counts as much as what is put into the field.
  await write(messenger, 'it is ines@example.com');
  const number = messenger.getByLabel('Your order number');
  await number.fill('TS-10423', PATIENCE);
  await messenger.getByRole('button', { name: 'Talk to a person' }).waitFor(PATIENCE);
  await number.press('Enter');
  // Nothing that is called example.com answers a look-up, so it ends with a person.
  await bubble.getByText(/I have called a person from our team/).waitFor({ timeout: 30_000 });
  await expect.poll(() => messenger.getByRole('button', { name: 'Talk to a person' }).count(), PATIENCE).toBe(0);

  await inbox.goto(`${inject('system').appUrl}/inbox/${owner.workspaceId}/all`);
  await inbox.locator('[data-topic]').first().click(PATIENCE);
  await inbox.getByText(/The flow “Where is my order” handed over: a look-up failed/).waitFor(PATIENCE);
  await inbox.getByRole('heading', { name: 'Told the bot' }).waitFor(PATIENCE);
  expect(await accessibilityTroubles(inbox)).toEqual([]);
});
