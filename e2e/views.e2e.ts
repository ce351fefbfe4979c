import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { whatIsKept } from './kept.ts';
import { beginAsVisitor, surroundingsOfSystem } from './people.ts';
import { windowOf } from './signed-in.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const openWindow = (agent: TestAgent, width = 1440) =>
  windowOf(browser, agent, { viewport: { width, height: 900 }, locale: 'en-US', baseURL: inject('system').appUrl });

const rows = (page: Page) => page.locator('[data-topic]');
const waitForRows = (page: Page, count: number) =>
  expect.poll(() => rows(page).count(), { timeout: 20_000 }).toBe(count);
const countBeside = (page: Page, view: string) =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name: view }).textContent();
const waitForCount = (page: Page, view: string, count: number) =>
  expect
    .poll(async () => /\d+/.exec((await countBeside(page, view)) ?? '')?.[0] ?? '0', { timeout: 20_000 })
    .toBe(`${count}`);

async function aTeam(topics: number) {
  const workspace = await newWorkspace(surroundingsOfSystem());
  const [ada, ben] = [await newAgent(workspace, 'owner', 'Ada'), await newAgent(workspace, 'agent', 'Ben')];
  for (let i = 0; i < topics; i += 1) await beginAsVisitor(ada.workspaceId, `Question ${i}`);
  return { ada, ben, workspaceId: ada.workspaceId };
}

test('several topics are chosen by key and taken at once; a colleague sees lists and counts move; one undo takes all back', async () => {
  const { ada, ben, workspaceId } = await aTeam(4);
  const [mine, his] = [await openWindow(ada), await openWindow(ben)];
  await mine.goto(`/inbox/${workspaceId}/all`);
  await his.goto(`/inbox/${workspaceId}/unassigned`);
  await waitForRows(mine, 4);
  await waitForRows(his, 4);

  await mine.keyboard.press('x');
  await mine.getByText('1 chosen').waitFor();
  expect(await accessibilityTroubles(mine)).toEqual([]);
  await mine.keyboard.press('j');
  await mine.keyboard.press('Shift+J');
  await mine.keyboard.press('Shift+J');
  await mine.getByText('3 chosen').waitFor();
  await mine.getByRole('button', { name: 'Assign', exact: true }).click();
  await mine.getByRole('option', { name: /Ada/ }).click();

  await waitForRows(his, 1);
  await waitForCount(mine, 'Yours', 3);
  await waitForCount(his, 'Unassigned', 1);
  await mine.keyboard.press('Control+z');
  await waitForRows(his, 4);
  await waitForCount(mine, 'Unassigned', 4);
  await mine.context().close();
  await his.context().close();
});

test('filters are kept as a view for all, which a colleague has at once; deleted, it comes back by undo', async () => {
  const { ada, ben, workspaceId } = await aTeam(2);
  const [mine, his] = [await openWindow(ada), await openWindow(ben)];
  await mine.goto(`/inbox/${workspaceId}/all`);
  await his.goto(`/inbox/${workspaceId}/all`);
  await waitForRows(his, 2);

  const open = mine.getByRole('navigation', { name: 'Topics by status' }).getByRole('link', { name: 'Open' });
  await open.getByText('2').waitFor();
  await mine.getByRole('button', { name: 'Filter' }).click();
  await mine.getByRole('button', { name: 'Add a filter' }).waitFor();
  expect(await open.textContent()).toBe('Open2'); // nothing is filtered yet
  await mine.getByRole('button', { name: 'Add a filter' }).click();
  await mine.getByRole('option', { name: 'Assignee' }).click();
  await mine.getByRole('option', { name: 'Nobody' }).click();
  await mine.keyboard.press('Escape');
  await expect.poll(() => open.textContent()).toBe('Open');
  expect(await accessibilityTroubles(mine)).toEqual([]);
  await mine.getByRole('button', { name: 'Save as a view' }).click();
  await mine.getByLabel('Name').fill('Adrift');
  await mine.getByLabel('Everybody in the workspace sees it').check();
  await mine.getByRole('button', { name: 'Save', exact: true }).click();
  await mine.getByRole('heading', { name: 'Adrift' }).waitFor();
  await waitForCount(his, 'Adrift', 2);

  await mine.getByRole('button', { name: 'More about this view' }).click();
  await mine.getByRole('button', { name: 'Delete the view' }).click();
  await his.getByRole('link', { name: /Adrift/ }).waitFor({ state: 'detached' });
  await mine.keyboard.press('Control+z');
  await his.getByRole('link', { name: /Adrift/ }).waitFor();
  await mine.context().close();
  await his.context().close();
});

test('on a phone the views are a drawer, by mouse and by Escape; keys lead to views', async () => {
  const { ada, workspaceId } = await aTeam(1);
  const page = await openWindow(ada, 360);
  await page.goto(`/inbox/${workspaceId}/open`);
  await page.getByRole('button', { name: 'Show the sidebar' }).click();
  await page.getByRole('link', { name: /Unassigned/ }).waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.getByRole('link', { name: /Unassigned/ }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(new URL(page.url()).pathname).toBe(`/inbox/${workspaceId}/unassigned`);
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await page.getByText('Nothing done yet').waitFor();
  await page.context().close();
});

test('on a reload the list and the thread last read are there before the server answers, and gone once one signs out', async () => {
  const { ada, workspaceId } = await aTeam(1);
  const page = await openWindow(ada);
  await page.goto(`/inbox/${workspaceId}/all`);
  await rows(page).first().click();
  await page.getByRole('region', { name: 'Thread' }).getByText('Question 0').waitFor();
  await expect.poll(() => page.evaluate(whatIsKept)).toMatch(/"rows":.*Question 0/);
  await expect.poll(() => page.evaluate(whatIsKept)).toMatch(/"messages":.*Question 0/);

  await page.route('**/api/**', () => {}); // never answered
  await page.reload();
  await rows(page).first().waitFor();
  await page.getByRole('region', { name: 'Thread' }).getByText('Question 0').waitFor();

  await page.unroute('**/api/**');
  await page.reload();
  await rows(page).first().waitFor();
  await page.getByRole('button', { name: /menu/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/sign-in/);
  await expect.poll(() => page.evaluate(whatIsKept)).toBe('[]');
  await page.route('**/api/**', () => {});
  await page.goto(`/inbox/${workspaceId}/all`);
  await page.waitForTimeout(1_500);
  expect(await rows(page).count()).toBe(0);
  await page.context().close();
});
