import { mkdir } from 'node:fs/promises';
import { BUILT_IN_VIEWS } from '@everthread/shared/models/built-in-views';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type Route, SETTINGS_SECTIONS } from '../inbox/src/routes.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { knock } from './knock.ts';
import { newPlace, type Place } from './people.ts';
import { seedReport } from './seed-report.ts';
import { signIn } from './signed-in.ts';

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
  if (cookie) await signIn(context, { cookie });
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
  // Its words are English only as yet: the page is turned round as a language of that direction would.
  if (size === 'right-to-left') await page.evaluate("document.documentElement.dir = 'rtl'");
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

type Screens = Readonly<Record<string, string>>;

const BEFORE = ['sign-in', 'sign-up', 'forgot', 'reset', 'confirm', 'invitation'] as const;
const screensBefore = Object.fromEntries(BEFORE.map((name) => [name, { [name]: `/inbox/${name}` }])) as Record<
  (typeof BEFORE)[number],
  Screens
>;

/** The screens of each route. A new route does not compile until it has some here, and then they are looked at. */
const screensOf = ({ workspaceId, threadId, topicId }: Place) => {
  const at = (path: string) => `/inbox/${workspaceId}/${path}`;
  const lists = BUILT_IN_VIEWS.map((list) => [`list-${list}`, at(list)]);
  const sections = SETTINGS_SECTIONS.map((section) => [`settings-${section}`, at(`settings/${section}`)]);
  return {
    ...screensBefore,
    home: { home: '/inbox' },
    unknown: { unknown: '/inbox/nowhere' },
    sessions: { sessions: '/inbox/account/sessions' },
    'new-workspace': { 'new-workspace': '/inbox/new-workspace' },
    topics: { ...Object.fromEntries(lists), thread: at(`open/${threadId}/${topicId}`) },
    report: { report: at('report') },
    articles: { 'articles-none': at('articles') },
    settings: { settings: at('settings'), ...Object.fromEntries(sections) },
  } satisfies Record<Route['name'], Screens>;
};

test.concurrent.each(SIZE_NAMES)('every screen before signing in is whole (%s)', async (size) => {
  expect(await visitAll(size, Object.assign({}, ...Object.values(screensBefore)))).toEqual([]);
});

test.concurrent.each(SIZE_NAMES)('every list, the thread and what lies over them are whole (%s)', async (size) => {
  const place = await newShown();
  const { agent } = place;
  const { topics } = screensOf(place);
  const found = await visitAll(size, topics, agent.cookie);

  const { page, context } = await windowAt(size, agent.cookie);
  await page.goto(`${inject('system').appUrl}${topics.thread}`);
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

const HALVES = ['first', 'second'] as const; // of so many sections that a slow machine takes its time
const eachHalf = SIZE_NAMES.flatMap((size) => HALVES.map((half) => ({ size, half })));
test.concurrent.each(eachHalf)('every section of the settings is whole ($size, the $half half)', async (shown) => {
  const place = await newShown();
  const all = Object.entries<string>(screensOf(place).settings);
  const middle = Math.ceil(all.length / 2);
  const half = shown.half === 'first' ? all.slice(0, middle) : all.slice(middle);
  expect(await visitAll(shown.size, Object.fromEntries(half), place.agent.cookie)).toEqual([]);
});

test.concurrent.each(SIZE_NAMES)('the report and every other screen is whole (%s)', async (size) => {
  const place = await newShown();
  await seedReport(place);
  const seen: readonly string[] = [...BEFORE, 'topics', 'settings'];
  const others = Object.entries(screensOf(place)).flatMap(([name, screens]) => (seen.includes(name) ? [] : [screens]));
  expect(await visitAll(size, Object.assign({}, ...others), place.agent.cookie)).toEqual([]);
});

test.concurrent.each(SIZE_NAMES)('the knowledge base is whole (%s)', async (size) => {
  const { agent, workspaceId } = await newShown();
  const articles = `/inbox/${workspaceId}/articles`;
  const id = crypto.randomUUID();
  const body =
    '# One\n\nSome **words**, [a link](https://shop.test)\n\n- a\n- b\n\n| a | b |\n|--|--|\n| c | d |\n\n> said';
  const words = { title: 'How do refunds work?', body, wordings: ['money back'] };
  const { status } = await knock(`/api${articles.replace('/inbox', '/workspaces')}`, {
    method: 'POST',
    headers: { cookie: agent.cookie },
    body: { id, audience: 'verified', language: 'en', ...words },
  });
  expect(status).toBe(201);
  const paths = {
    articles,
    'articles-import': `${articles}/import`,
    'articles-gaps': `${articles}/gaps`,
    'articles-one': `${articles}/${id}`,
  };
  expect(await visitAll(size, paths, agent.cookie)).toEqual([]);
});

test.concurrent('on a phone what went wrong and an open picker never hide each other, however often it did', async () => {
  const place = await newShown();
  const { agent, workspaceId, threadId, topicId } = place;
  for (const name of ['Billing', 'Parcel'])
    await knock(`/api/workspaces/${workspaceId}/tags`, {
      method: 'POST',
      headers: { cookie: agent.cookie },
      body: { id: crypto.randomUUID(), name, color: 'blue' },
    });
  const { page, context } = await windowAt('phone', agent.cookie);
  await page.route(`**/topics/${topicId}`, (route) =>
    route.request().method() === 'PATCH' ? route.fulfill({ status: 500 }) : route.continue(),
  );
  await page.goto(`${inject('system').appUrl}/inbox/${workspaceId}/open/${threadId}/${topicId}`);
  await page.getByRole('button', { name: /^Tags:/ }).click();
  const troubles = page.getByText(/^Not done/);
  for (const [index, name] of ['Billing', 'Parcel'].entries()) {
    await page.getByRole('option', { name }).click();
    await troubles.nth(index).waitFor({ state: 'attached' });
  }
  const [shown, picker] = await Promise.all([
    troubles.last().boundingBox(),
    page.locator(':popover-open').boundingBox(),
  ]);
  expect(await troubles.first().isVisible()).toBe(false);
  if (!shown || !picker) throw new Error('One of them is not shown');
  expect(shown.y + shown.height).toBeLessThanOrEqual(picker.y);
  await page.keyboard.press('Escape');
  await troubles.first().waitFor();
  await context.close();
});

test.concurrent('on a phone every place of the workspace is reached without a key', async () => {
  const { agent, workspaceId } = await newShown();
  const { page, context } = await windowAt('phone', agent.cookie);
  for (const place of ['Articles', 'Report', 'Settings']) {
    await page.goto(`${inject('system').appUrl}/inbox/${workspaceId}/all`);
    await page.getByRole('button', { name: 'Show the sidebar' }).click();
    await page.getByRole('button', { name: /: menu$/ }).click();
    await page.getByRole('link', { name: place, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: place }).waitFor();
  }
  await context.close();
});
