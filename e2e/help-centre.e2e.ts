import { eq } from 'drizzle-orm';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { publishVariant } from '../api/src/articles/publish-variant.ts';
import { saveVariant } from '../api/src/articles/save-variant.ts';
import { indexArticles } from '../api/src/bot/index-articles.ts';
import { inWorkspace } from '../api/src/db/in-workspace.ts';
import { visitors } from '../api/src/db/schema/visitors.ts';
import { changeWorkspace } from '../api/src/workspaces/change-workspace.ts';
import { newKnowledge } from '../api/test/knowledge.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { surroundingsOfSystem } from './people.ts';
import { field, messengerIn, PATIENCE, write } from './shop.ts';

const REFUNDS = `You may send back what you have bought.

## How long it takes

Five days.

## What it costs

| Country | Cost |
|--|--:|
| Here | 0 € |

## Where the money goes

To the card that you paid with.`;

const HOSTILE = `<script>window.__x=1</script> <img src=x onerror=window.__x=1>

![pixel](https://evil.test/pixel.png) [press](javascript:window.__x=1)`;

let browser: Browser;
let knowledge: Awaited<ReturnType<typeof newKnowledge>>;
let base: string;
beforeAll(async () => {
  browser = await launchBrowser();
  knowledge = await newKnowledge(surroundingsOfSystem(), [
    { title: 'Refunds', body: REFUNDS },
    { title: 'Tea pots', body: 'We sell pots of clay.' },
    { title: 'Hostile <b>words</b>', body: HOSTILE, slug: 'hostile' },
  ]);
  const { owner, idOf, workspace } = knowledge;
  const words = { base: 0, title: 'استرداد المال', body: 'خمسة أيام.', wordings: [], slug: 'refunds' };
  await saveVariant(owner, idOf('Refunds'), 'ar', words);
  await publishVariant(owner, idOf('Refunds'), 'ar', { base: 1 });
  await indexArticles(workspace, [idOf('Refunds')]);
  // Where only one site may have the messenger, our own pages still may.
  await changeWorkspace(owner, { allowedOrigins: ['https://shop.example'] });
  base = `${inject('system').appUrl}/help/${workspace.actor.workspaceId}`;
});
afterAll(() => browser.close());

test('without any script one searches, reads, changes the language and says that it helped', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'en-GB' });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(base);
  expect(asked.filter((url) => !/\/assets\/|\/w\.js|favicon/.test(url))).toEqual([base]);

  await page.getByRole('searchbox').fill('money card');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Refunds' }).click();
  await page.getByRole('heading', { level: 1, name: 'Refunds' }).waitFor();
  await page.getByRole('link', { name: 'What it costs' }).click();
  await page.getByRole('button', { name: 'Yes' }).click();
  await page.getByText('Thank you for telling us.').waitFor();

  await page.getByText('English').click();
  await page.getByRole('link', { name: 'العربية' }).click();
  await page.getByRole('heading', { level: 1, name: 'استرداد المال' }).waitFor();
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  await context.close();
});

test('one finds while one types, by keyboard alone, and asks a person who sees what was read', async () => {
  const context = await browser.newContext({ locale: 'en-GB' });
  const page = await context.newPage();
  const troubles = watch(page);
  await page.goto(`${base}/en`);
  const search = page.getByRole('combobox');
  await search.focus();
  await page.keyboard.type('refu');
  await page.getByRole('option', { name: 'Refunds' }).waitFor();
  expect(await search.getAttribute('aria-expanded')).toBe('true');
  await page.keyboard.press('ArrowDown');
  expect(await page.locator(`#${await search.getAttribute('aria-activedescendant')}`).textContent()).toContain(
    'Refunds',
  );
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('listbox').waitFor({ state: 'hidden' });
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Refunds' }).waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);

  await page.getByRole('button', { name: 'No' }).click();
  await page.getByText('Thank you for telling us.').waitFor();
  await page.getByRole('button', { name: 'Ask us' }).click();
  const messenger = await messengerIn(page);
  await field(messenger).waitFor();
  await write(messenger, 'And to another card?');
  const { db, actor } = knowledge.workspace;
  const writers = async () => {
    const own = eq(visitors.workspaceId, actor.workspaceId);
    return JSON.stringify(await inWorkspace(knowledge.workspace, [db.select().from(visitors).where(own)]));
  };
  await expect.poll(writers, PATIENCE).toContain(`${base}/en/articles/refunds`);
  expect(troubles).toEqual([]);
  await context.close();
});

test('the messenger offers articles before one writes and while one does, and shows them in place', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, locale: 'en-GB' });
  const page = await context.newPage();
  const troubles = watch(page);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${inject('system').appUrl}/m?workspace=${knowledge.workspace.actor.workspaceId}`);
  await page.getByRole('button', { name: 'Refunds' }).waitFor();
  expect(asked.filter((path) => /articles|help/.test(path))).toEqual([]);
  expect(await accessibilityTroubles(page)).toEqual([]);

  await page.getByRole('textbox').fill('Are your pots of clay?');
  await page.getByText('May this answer it?').waitFor();
  await page.getByRole('button', { name: 'Tea pots' }).click();
  await page.getByText('We sell pots of clay.').waitFor();
  await page.getByRole('button', { name: 'Back' }).click();

  await page.getByRole('button', { name: 'Search for answers' }).click();
  await page.getByRole('searchbox').waitFor();
  await page.getByRole('button', { name: 'Refunds', exact: true }).click();
  await page.getByRole('heading', { name: 'How long it takes' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').pressSequentially('refu');
  await page.getByRole('button', { name: 'Refunds You may send' }).click();
  await page.getByRole('heading', { name: 'How long it takes' }).waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.keyboard.press('Escape');
  expect(await page.getByRole('searchbox').inputValue()).toBe('refu');
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.getByRole('button', { name: 'Ask a person' }).click();
  expect(await page.evaluate('document.activeElement.localName')).toBe('textarea');
  expect(await page.evaluate('document.activeElement.value')).toBe('Are your pots of clay?');
  expect(troubles).toEqual([]);
  await context.close();
});

test('hostile words run nothing, load nothing and lead nowhere; all is readable at 360 px', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB' });
  const page = await context.newPage();
  const troubles = watch(page);
  for (const path of [
    'en',
    'ar',
    'en/articles/hostile',
    'ar/articles/refunds',
    `en/search?q=${encodeURIComponent('"><script>')}`,
  ]) {
    await page.goto(`${base}/${path}`);
    await page.waitForFunction('window.Everthread?.isReady');
    expect(await page.evaluate('window.__x')).toBeUndefined();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), path).toBe(true);
    expect(await accessibilityTroubles(page), path).toEqual([]);
  }
  expect(troubles).toEqual([]);
  await context.close();
});

/** What a page must never do: ask another host, break its own policy, throw. */
function watch(page: Page): string[] {
  const troubles: string[] = [];
  const { appUrl, filesUrl } = inject('system');
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted/i.test(message.text())) troubles.push(message.text());
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(appUrl) && !url.startsWith(filesUrl) && !url.startsWith('blob:')) troubles.push(url);
  });
  return troubles;
}
