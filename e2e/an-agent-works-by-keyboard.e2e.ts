import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { newAddress } from '../api/test/members.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { knock } from './knock.ts';
import { beginAsVisitor, newMessageId, newPlace } from './people.ts';
import { linkMailedTo } from './read-mail.ts';
import { openInbox } from './signed-in.ts';

const PASSWORD = 'a long and quiet password';

let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  complaints = [];
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedHTML|Trusted Type/i.test(message.text())) complaints.push(message.text());
  });
  return () => context.close();
});

const url = (path: string) => `${inject('system').appUrl}${path}`;
const press = async (...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key);
};
const type = (text: string) => page.keyboard.type(text);
const see = (text: string | RegExp) => page.getByText(text).first().waitFor();
const focusIsOn = (selector: string) => page.waitForFunction((s) => document.activeElement?.matches(s), selector);

test('an agent signs up, signs in, answers and finishes a topic without touching a mouse, and axe finds nothing', async () => {
  const email = newAddress();
  await page.goto(url('/inbox'));
  await focusIsOn('[name=email]');
  expect(page.url()).toContain('/inbox/sign-in');
  expect(await accessibilityTroubles(page)).toEqual([]);

  // Sign up, and prove the mailbox and oneself.
  await page.goto(url('/inbox/sign-up'));
  await focusIsOn('[name=name]');
  await press('Enter');
  await see('Please fill this in');
  expect(await accessibilityTroubles(page)).toEqual([]);
  await focusIsOn('[name=name]');
  for (const [index, text] of ['Mara Vogel', 'Clay & Co', email, PASSWORD].entries()) {
    if (index > 0) await press('Tab');
    await type(text);
  }
  await press('Enter');
  await see('Check your mail');
  expect(await accessibilityTroubles(page)).toEqual([]);

  await page.goto(await linkMailedTo(email));
  await focusIsOn('[name=password]');
  expect(await accessibilityTroubles(page)).toEqual([]);
  await type(PASSWORD);
  await press('Enter');
  await see('No messages yet');
  await see('Put the messenger on your site');
  expect(await page.getByText('Choose a topic').count()).toBe(0);
  expect(await accessibilityTroubles(page)).toEqual([]);
  const workspaceId = new URL(page.url()).pathname.split('/')[2] ?? '';

  // The screens around the inbox, by its menu.
  await focusMenu();
  await press('Enter');
  await focusIsOn('[data-menu] *');
  expect(await accessibilityTroubles(page)).toEqual([]);
  const lineAtHand = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  for (let lines = 0; lines < 10 && !/^Settings/.test(await lineAtHand()); lines += 1) await press('ArrowDown');
  await press('Enter');
  await page.getByRole('searchbox', { name: 'Find a setting' }).waitFor();
  await page.goto(url(`/inbox/${workspaceId}/settings/install`));
  await see('Not seen yet');
  expect(await page.locator('code').textContent()).toBe(
    `<script async src="${url('/w.js')}" data-workspace="${workspaceId}"></script>`,
  );
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.goto(url('/inbox/account/sessions'));
  await page.getByText('This browser', { exact: true }).waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);

  // Out, and in again at the address that was asked for.
  await page.goto(url(`/inbox/${workspaceId}/open`));
  await focusMenu();
  await press('Enter');
  await focusIsOn('[data-menu] *');
  await press('ArrowUp', 'Enter');
  await focusIsOn('[name=email]');
  expect(await page.getByText('the page you asked for opens').count()).toBe(0);
  await page.goto(url(`/inbox/${workspaceId}/waiting`));
  await focusIsOn('[name=email]');
  await see('Sign in, and the page you asked for opens');
  await type(email);
  await press('Tab');
  await type(PASSWORD);
  await press('Enter');
  await see('Nobody is waiting');
  expect(new URL(page.url()).pathname).toBe(`/inbox/${workspaceId}/waiting`);

  // Two visitors write, and are there without a reload.
  await press('1');
  await see('No messages yet');
  await beginAsVisitor(workspaceId, 'Is the blue mug still to be had?');
  await see('Is the blue mug still to be had?');
  await beginAsVisitor(workspaceId, '<img src=x onerror="window.__x = 1"> <b>bold</b>');
  await see('<b>bold</b>');
  await page.waitForFunction(() => document.title.startsWith('(2)'));

  // Read, answer, note, finish.
  await press('j');
  await page.getByRole('region', { name: 'Messages' }).waitFor();
  await page.waitForFunction(() => document.title.startsWith('(1)'));
  await press('j');
  await page.waitForFunction(() => !document.title.startsWith('('));
  expect(await accessibilityTroubles(page)).toEqual([]);
  await press('r');
  await type('It is.');
  await press('Shift+Enter');
  await type('Shall I keep one for you?');
  await press('Enter');
  // Held, it would go out ten seconds later and take up again what is done by then.
  await page.getByRole('button', { name: 'Send now' }).press('Enter');
  await page.getByRole('list', { name: 'Replies that wait' }).waitFor({ state: 'detached' });
  await press('r');
  await page.getByRole('article').filter({ hasText: 'It is. Shall I keep one for you?' }).waitFor();
  await press('Escape', 'n');
  await type('Two left on the shelf.');
  expect(await accessibilityTroubles(page)).toEqual([]);
  await press('Enter');
  await page.getByRole('article').filter({ hasText: 'Only your team sees this' }).waitFor();
  await press('Escape', '?');
  await page.getByRole('dialog').waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await press('e');
  await see('Marked as done');
  expect(await accessibilityTroubles(page)).toEqual([]);
  await press('4');
  await page.locator('[data-topic]').waitFor();
  await press('j');
  await page.getByRole('button', { name: 'Reopen' }).waitFor();
  await see(/marked it as done/);
  expect(await accessibilityTroubles(page)).toEqual([]);

  // On a phone, one pane at a time.
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await accessibilityTroubles(page)).toEqual([]);
  await press('i');
  await page.getByRole('complementary').waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await press('Escape');
  await page.getByRole('complementary').waitFor({ state: 'detached' });
  await press('Escape');
  await page.locator('[data-topic]').waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);

  expect(await page.evaluate('window.__x')).toBeUndefined();
  expect(complaints).toEqual([]);
});

test('what asks before it deletes gives the focus back to where it was called from, by Escape and by Cancel alike', async () => {
  const { agent, workspaceId, threadId, topicId } = await newPlace();
  await knock(`/api/workspaces/${workspaceId}/threads/${threadId}/messages`, {
    method: 'POST',
    headers: { cookie: agent.cookie },
    body: { id: newMessageId(), text: 'Good day' },
  });
  const own = await openInbox(browser, agent, `open/${threadId}/${topicId}`);
  const dialog = own.getByRole('dialog');
  const message = own.getByRole('article').filter({ hasText: 'Good day' });
  await message.focus();
  for (const way of ['Escape', 'Cancel'] as const) {
    await own.keyboard.press('Enter');
    await own.getByRole('menuitem', { name: 'Delete' }).press('Enter');
    await dialog.waitFor();
    if (way === 'Escape') await own.keyboard.press('Escape');
    else await dialog.getByRole('button', { name: 'Cancel' }).press('Enter');
    await dialog.waitFor({ state: 'detached' });
    expect(await message.evaluate((element) => element === document.activeElement)).toBe(true);
  }
  await own.context().close();
});

test('whoever marks one topic after the other as done by key goes on from the next, and after the last from where he was', async () => {
  for (const from of ['list', 'thread'] as const) {
    const { agent, workspaceId } = await newPlace();
    await beginAsVisitor(workspaceId, 'And mine?');
    const own = await openInbox(browser, agent, 'all');
    const rows = own.locator('[data-topic]');
    const hasFocus = (place: Locator) => place.evaluate((element) => element === document.activeElement);
    await expect.poll(() => rows.count()).toBe(2);
    await rows.first().focus();
    await own.keyboard.press('Enter');
    const done = own.getByRole('button', { name: 'Done' });
    await done.waitFor();
    const finish = () => (from === 'list' ? own.keyboard.press('e') : done.press('Enter'));
    const place = own.getByRole('region', { name: from === 'list' ? 'Topics' : 'Thread', exact: true });
    await finish();
    await expect.poll(() => rows.count()).toBe(1);
    await expect.poll(() => hasFocus(from === 'list' ? rows : place)).toBe(true);
    await finish();
    await expect.poll(() => rows.count()).toBe(0);
    await expect.poll(() => hasFocus(place)).toBe(true);
    expect(await accessibilityTroubles(own)).toEqual([]);
    await own.context().close();
  }
});

test('on a phone the focus goes along into the thread, back to its row, and stays at the list once it is done', async () => {
  const { agent } = await newPlace();
  const own = await openInbox(browser, agent, 'all', { viewport: { width: 360, height: 740 } });
  const row = own.locator('[data-topic]');
  await row.press('Enter');
  await own.locator('[data-thread-title]:focus').waitFor();
  await own.keyboard.press('Escape');
  await row.and(own.locator(':focus')).waitFor();
  await own.keyboard.press('Enter');
  await own.locator('[data-thread-title]:focus').waitFor();
  await own.keyboard.press('i');
  await own.getByRole('complementary').getByRole('link', { name: 'Back' }).and(own.locator(':focus')).waitFor();
  await own.keyboard.press('Escape');
  await own.locator('[data-thread-title]:focus').waitFor();
  await own.keyboard.press('e');
  await row.waitFor({ state: 'detached' });
  const list = own.getByRole('region', { name: 'Topics', exact: true });
  await expect.poll(() => list.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await accessibilityTroubles(own)).toEqual([]);
  await own.context().close();
});

async function focusMenu(): Promise<void> {
  const button = 'button[aria-controls][aria-expanded]'; // the first on the page is the workspace's
  await page.locator(button).first().waitFor();
  for (let tabs = 0; tabs < 5; tabs++) {
    await press('Tab');
    if (await page.evaluate((s) => document.activeElement === document.querySelector(s), button)) return;
  }
  throw new Error('The menu is not among the first things that Tab reaches');
}
