import { mkdir } from 'node:fs/promises';
import { BUILT_IN_VIEWS } from '@everthread/shared/models/built-in-views';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { SETTINGS_SECTIONS } from '../inbox/src/routes.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { newPlace, type Place } from './people.ts';

// Every address of the inbox, as a phone, a desk and somebody who reads from right to left see it. With SCREENS_DIR
// each is kept there as a picture, for eyes.
const { SCREENS_DIR } = process.env;
const SIZES = {
  phone: { viewport: { width: 360, height: 740 }, locale: 'en-GB' },
  desk: { viewport: { width: 1440, height: 900 }, locale: 'en-GB' },
  'right-to-left': { viewport: { width: 360, height: 740 }, locale: 'ar' },
} as const;
type Size = keyof typeof SIZES;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const OVERLAYS = [
  ['palette', 'Control+k'],
  ['search', 'Control+Shift+f'],
  ['help', '?'],
] as const;

/** Each its own: an agent who goes through dozens of screens at once is slowed down. */
const newShown = (): Promise<Place> => newPlace('你好！Is the blue mug still there? שלום 👋');

async function windowAt(
  size: Size,
  cookie?: string,
): Promise<{ page: Page; context: BrowserContext; errors: string[] }> {
  const context = await browser.newContext(SIZES[size]);
  const [name = '', value = ''] = cookie?.split(/=(.*)/s) ?? [];
  if (cookie) await context.addCookies([{ name, value, url: inject('system').appUrl }]);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  return { page, context, errors };
}

/** Nothing is still on its way: no part says that it is busy, and the page has come to rest. */
const isThere = (page: Page) =>
  page.waitForFunction(
    () => document.querySelector('main, [role=dialog]') && !document.querySelector('[aria-busy=true]'),
  );

/** What is wrong with a screen as it stands: too wide, or hard to use for somebody. */
async function troubles(page: Page, name: string, size: Size): Promise<string[]> {
  const tooWide = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth > clientWidth ? [`${scrollWidth - clientWidth} px too wide`] : [];
  });
  const found = size === 'right-to-left' ? tooWide : [...tooWide, ...(await accessibilityTroubles(page))];
  await keepPicture(page, name, size);
  return found.map((trouble) => `${name}, ${size}: ${trouble}`);
}

async function keepPicture(page: Page, name: string, size: Size): Promise<void> {
  if (!SCREENS_DIR) return;
  await mkdir(SCREENS_DIR, { recursive: true });
  for (const colorScheme of size === 'right-to-left' ? (['light'] as const) : (['light', 'dark'] as const)) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: `${SCREENS_DIR}/${name}-${size}-${colorScheme}.png` });
  }
}

async function visitAll(size: Size, paths: Readonly<Record<string, string>>, cookie?: string): Promise<string[]> {
  const { page, context, errors } = await windowAt(size, cookie);
  const found: string[] = [];
  for (const [name, path] of Object.entries(paths)) {
    await page.goto(`${inject('system').appUrl}${path}`);
    await isThere(page);
    found.push(...(await troubles(page, name, size)));
  }
  await context.close();
  return [...found, ...errors];
}

const SIZE_NAMES = Object.keys(SIZES) as Size[];

test.concurrent.each(SIZE_NAMES)('every screen before signing in is whole (%s)', async (size) => {
  const screens = ['sign-in', 'sign-up', 'forgot', 'reset', 'confirm', 'invitation'];
  expect(await visitAll(size, Object.fromEntries(screens.map((name) => [name, `/inbox/${name}`])))).toEqual([]);
});

test.concurrent.each(SIZE_NAMES)('every list, the thread and what lies over them are whole (%s)', async (size) => {
  const { agent, workspaceId, threadId, topicId } = await newShown();
  const thread = `/inbox/${workspaceId}/open/${threadId}/${topicId}`;
  const lists = Object.fromEntries(BUILT_IN_VIEWS.map((list) => [`list-${list}`, `/inbox/${workspaceId}/${list}`]));
  const found = await visitAll(size, { ...lists, thread, 'new-workspace': '/inbox/new-workspace' }, agent.cookie);

  const { page, context } = await windowAt(size, agent.cookie);
  await page.goto(`${inject('system').appUrl}${thread}`);
  await page.getByRole('article').first().waitFor();
  await isThere(page);
  for (const [name, key] of OVERLAYS) {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    found.push(...(await troubles(page, name, size)));
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  }
  await context.close();
  expect(found).toEqual([]);
});

test.concurrent.each(SIZE_NAMES)('every section of the settings is whole (%s)', async (size) => {
  const { agent, workspaceId } = await newShown();
  const sections = SETTINGS_SECTIONS.map((section) => [
    `settings-${section}`,
    `/inbox/${workspaceId}/settings/${section}`,
  ]);
  const paths = { settings: `/inbox/${workspaceId}/settings`, ...Object.fromEntries(sections) };
  expect(await visitAll(size, paths, agent.cookie)).toEqual([]);
});
