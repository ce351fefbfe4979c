import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { newPlace } from './people.ts';
import { openMessenger, openShop, PATIENCE, seesBubbles, shopHtml, write } from './shop.ts';

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;
beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

/** As who uses no mouse. */
async function press(control: Locator, key = 'Enter'): Promise<void> {
  await control.waitFor(PATIENCE);
  await control.focus();
  await control.press(key);
}

/** What the site keeps of ours. */
const keptOn = (shop: Page) =>
  shop.evaluate(() => Object.keys(localStorage).filter((name) => name.startsWith('everthread:')));

test('a visitor has himself deleted by keyboard: his site forgets him, and whoever writes next is somebody new', async () => {
  const { workspaceId } = await newPlace();
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 900, height: 800 } });
  const shop = await openShop(context, hosts.put({ html: shopHtml(workspaceId) }));
  const messenger = await openMessenger(shop);
  await write(messenger, 'My number is 4711');
  await press(messenger.getByRole('button', { name: 'Notifications and devices' }));
  const data = messenger.getByRole('region', { name: 'Your data' });
  await press(data.getByRole('button', { name: 'Delete everything about me' }));
  await data.getByRole('button', { name: 'Keep it' }).waitFor(PATIENCE);
  expect(await accessibilityTroubles(shop, messenger)).toEqual([]);
  await press(data.getByRole('button', { name: 'Yes, delete everything' }));

  await expect.poll(() => keptOn(shop), PATIENCE).toEqual([]);
  await expect.poll(() => messenger.isDetached(), PATIENCE).toBe(true);
  // The one in between had a key still.
  const find = () => shop.frames().find((frame) => frame.url().includes('/m?') && !frame.url().includes('again=1'));
  await expect.poll(find, PATIENCE).toBeDefined();
  const anew = find() as Frame;
  await anew.getByText('How can we help?').waitFor(PATIENCE);
  await write(anew, 'Hello again');
  await seesBubbles(anew, ['Hello again']);
  await context.close();
});

test('an admin deletes a visitor by keyboard, after he was asked twice, and finds the receipt', async () => {
  const { agent, workspaceId, threadId, topicId } = await newPlace();
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 1200 } });
  const [name = '', value = ''] = agent.cookie.split(/=(.*)/s);
  const { appUrl } = inject('system');
  await context.addCookies([{ name, value, url: appUrl }]);
  const page = await context.newPage();
  await page.goto(`${appUrl}/inbox/${workspaceId}/all/${threadId}/${topicId}/visitor`);

  await press(page.getByRole('button', { name: 'Delete this visitor…' }));
  const dialog = page.getByRole('dialog');
  const go = dialog.getByRole('button', { name: 'Delete for good' });
  await go.waitFor(PATIENCE);
  expect(await go.isDisabled()).toBe(true);
  await press(dialog.getByRole('checkbox'), 'Space');
  await expect.poll(() => go.isEnabled(), PATIENCE).toBe(true);
  expect(await accessibilityTroubles(page)).toEqual([]);
  await press(go);
  await page.getByText('The visitor is being deleted.').waitFor(PATIENCE);

  await page.goto(`${appUrl}/inbox/${workspaceId}/settings/export`);
  await page.getByText(/^Deleted by /).waitFor(PATIENCE);
  expect(await accessibilityTroubles(page)).toEqual([]);
  await context.close();
});
