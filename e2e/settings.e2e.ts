import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Context, SystemActor } from '../api/src/context.ts';
import { inWorkspace } from '../api/src/db/in-workspace.ts';
import { outbox } from '../api/src/db/schema/outbox.ts';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { MODEL_URL } from '../api/test/scripted-model.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { knock } from './knock.ts';
import { newPlace, surroundingsOfSystem } from './people.ts';
import { windowOf } from './signed-in.ts';

let browser: Browser;
let workspace: Context<SystemActor>;
let owner: TestAgent;
beforeAll(async () => {
  browser = await launchBrowser();
  workspace = await newWorkspace(surroundingsOfSystem(), 'Leaf & Clay');
  owner = await newAgent(workspace, 'owner', 'Mara');
});
afterAll(() => browser.close());

const openWindow = (agent: TestAgent) => windowOf(browser, agent, { viewport: { width: 1280, height: 800 } });
const settings = (section = '') =>
  `${inject('system').appUrl}/inbox/${owner.workspaceId}/settings${section && `/${section}`}`;
const nameField = (page: Page) => page.getByLabel('Workspace name', { exact: true }).and(page.locator('input'));

test('a setting is found by typing, without a mouse, and the focus is on it', async () => {
  const page = await openWindow(owner);
  await page.goto(settings());
  await page.getByRole('searchbox', { name: 'Find a setting' }).focus();
  await page.keyboard.type('rotate');
  await page.getByText('1 setting').waitFor({ state: 'attached' });
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.id === 'secrets');
  expect(new URL(page.url()).pathname).toBe(new URL(settings('identity')).pathname);
  expect(await accessibilityTroubles(page)).toEqual([]);
});

test('while a section is on its way it is one place in the page, not a page within the page', async () => {
  const page = await openWindow(owner);
  const arrival = Promise.withResolvers<void>();
  await page.route('**/inbox-tags-section-*.js', async (route) => {
    await arrival.promise;
    await route.continue();
  });
  await page.goto(settings('tags'));
  await page.getByRole('main').locator('[aria-busy=true]').waitFor({ state: 'attached' });
  expect(await accessibilityTroubles(page)).toEqual([]);
  arrival.resolve();
  await expect.poll(() => page.getByRole('main').locator('[aria-busy=true]').count()).toBe(0);
});

test('a change is saved by itself, seen by a colleague at once, and taken back', async () => {
  const page = await openWindow(owner);
  const colleague = await openWindow(await newAgent(workspace, 'admin', 'Ben'));
  await Promise.all([page.goto(`${settings('general')}#name`), colleague.goto(settings('general'))]);
  await nameField(colleague).waitFor();

  await page.waitForFunction(() => document.activeElement?.id === 'name');
  await nameField(page).click(); // the address led to the card, and does not take the focus back from what is pressed
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('Leaf & Kiln');
  await page.keyboard.press('Enter');
  await page.getByText('Saved: Workspace name').waitFor();
  await expect.poll(() => nameField(colleague).inputValue()).toBe('Leaf & Kiln');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => nameField(colleague).inputValue()).toBe('Leaf & Clay');
  await page.reload();
  await expect.poll(() => nameField(page).inputValue()).toBe('Leaf & Clay');
});

test('who may not change a setting sees it, and not the ones that are none of his', async () => {
  const page = await openWindow(await newAgent(workspace, 'viewer', 'Vi'));
  await page.goto(settings('general'));
  await page.getByText('Only an owner or an admin can change this.').waitFor();
  expect(await nameField(page).isDisabled()).toBe(true);
  expect(await page.getByRole('link', { name: 'Identity' }).count()).toBe(0);
  await page.goto(settings('identity'));
  await page.getByText('Only an owner or an admin can see this.').waitFor();
});

test.each(['install', 'identity'])('the old address of %s still leads there', async (section) => {
  const page = await openWindow(owner);
  await page.goto(`${inject('system').appUrl}/inbox/${owner.workspaceId}/${section}`);
  await page.getByRole('heading', { level: 1, name: /Install|Identity/ }).waitFor();
  await page.goto(`${inject('system').appUrl}/inbox/account/sessions`);
  await page.getByText('This browser', { exact: true }).waitFor();
  expect(new URL(page.url()).pathname).toBe(new URL(settings('security')).pathname);
});

test('on a narrow screen there is either the list of sections or one of them', async () => {
  const page = await openWindow(owner);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(settings());
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.getByRole('link', { name: 'General' }).click();
  await page.getByRole('heading', { level: 1, name: 'General' }).waitFor();
  expect(await page.getByRole('searchbox').isVisible()).toBe(false);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await page.getByRole('link', { name: 'All settings' }).click();
  await page.getByRole('searchbox').waitFor();
});

test('shared views are put in order, renamed and deleted, each with a way back', async () => {
  const { agent } = await newPlace();
  const shared = (name: string) => ({ id: crypto.randomUUID(), name, filters: {}, sort: 'newest', isShared: true });
  for (const name of ['Returns', 'Wholesale']) {
    await knock(`/api/workspaces/${agent.workspaceId}/views`, {
      method: 'POST',
      headers: { cookie: agent.cookie },
      body: shared(name),
    });
  }
  const page = await openWindow(agent);
  await page.goto(`${inject('system').appUrl}/inbox/${agent.workspaceId}/settings/views`);
  const names = () =>
    page.getByLabel('Name of the view').evaluateAll((all) => all.map((each) => (each as HTMLInputElement).value));
  await expect.poll(names).toEqual(['Returns', 'Wholesale']);
  expect(await accessibilityTroubles(page)).toEqual([]);

  await page.getByRole('button', { name: 'Move Wholesale up' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(names).toEqual(['Wholesale', 'Returns']);
  await page.getByRole('button', { name: 'Delete Returns' }).click();
  await expect.poll(names).toEqual(['Wholesale']);
  await page.getByText('Deleted: Returns').waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(names).toEqual(['Wholesale', 'Returns']);
});

test('what is held back says why, and is tried again', async () => {
  const place = await newPlace();
  const { workspaceId, cookie } = place.agent;
  const page = await openWindow(place.agent);
  const address = `${inject('system').appUrl}/inbox/${workspaceId}/settings/parked`;
  await page.goto(address);
  await page.getByText('Nothing is held back').waitFor();

  const system: Context<SystemActor> = { ...surroundingsOfSystem(), actor: { kind: 'system', workspaceId } };
  const at = new Date();
  const event = {
    workspaceId,
    createdAt: at,
    dueAt: at,
    parkedAt: at,
    attempts: 10,
    lastError: 'AppError unavailable',
  };
  const payload = { messageId: crypto.randomUUID() };
  await inWorkspace(system, [
    system.db.insert(outbox).values([
      { ...event, type: 'message.changed', payload },
      { ...event, type: 'message.sent', payload },
    ]),
  ]);
  await page.reload();
  await page.getByText('2 are held back').waitFor();
  expect(await page.getByText('AppError unavailable').count()).toBe(2);
  expect(await page.getByText('tried 10 times').count()).toBe(2);
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.getByRole('button', { name: 'Try again: Deliver a message' }).click();
  await page.getByText('1 is held back').waitFor();
  await page.getByRole('button', { name: 'Try all again' }).click();
  await page.getByText('Nothing is held back').waitFor();
  expect((await knock(`/api/workspaces/${workspaceId}/parked-events`, { headers: { cookie } })).body).toMatchObject({
    count: 0,
  });
});

test('a model is tried, saved without its key ever being shown again, and removed', async () => {
  const { agent } = await newPlace();
  const page = await openWindow(agent);
  await page.goto(`${inject('system').appUrl}/inbox/${agent.workspaceId}/settings/bot`);
  const card = page.getByRole('region', { name: 'Model for answers' });
  const press = (does: string) => page.getByRole('button', { name: `${does}: Model for answers`, exact: true }).click();
  const says = (words: string) => card.getByRole('status').getByText(words).waitFor();
  const key = card.getByLabel('Key', { exact: true });

  await press('Use a model of your own');
  await card.getByLabel('Address', { exact: true }).fill(MODEL_URL);
  await card.getByLabel('Model', { exact: true }).fill('unheard-of');
  await key.fill('sk-scripted-1234');
  await press('Try it');
  await says('There is no model of this name at this address.');
  await card.getByLabel('Model', { exact: true }).fill('faithful');
  await press('Try it');
  await says('It works: the model answered as it should.');
  expect(await accessibilityTroubles(page)).toEqual([]);

  await press('Save');
  await page.getByText('The model is saved', { exact: true }).waitFor();
  for (const each of ['as it was saved', 'loaded anew']) {
    await card.getByText('Kept, ends in 1234.').waitFor();
    expect(await key.inputValue(), each).toBe('');
    expect(await page.content(), each).not.toContain('sk-scripted');
    await page.reload();
  }
  await press('Try it'); // by the key that is kept
  await says('It works: the model answered as it should.');

  await press('Remove');
  await page.getByText('The model is removed', { exact: true }).waitFor();
  const opener = page.getByRole('button', { name: 'Use a model of your own: Model for answers' });
  await expect.poll(() => opener.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.reload();
  await opener.waitFor();
});

test.each(['settings/general', 'settings/hours', 'settings/export', 'settings/audit', 'report'])(
  '%s says what could not be loaded, and shows it when asked again',
  async (path) => {
    const page = await openWindow(owner);
    const requests = `**/api/workspaces/${owner.workspaceId}**`;
    await page.route(requests, (route) => route.fulfill({ status: 500 }));
    const deeper = `**/api/workspaces/${owner.workspaceId}/**`;
    await page.route(deeper, (route) => route.fulfill({ status: 500 }));
    await page.goto(`${inject('system').appUrl}/inbox/${owner.workspaceId}/${path}`);
    const alert = page.getByRole('alert').filter({ hasText: 'could not be loaded' });
    await alert.waitFor();
    expect(await page.getByText('Only an owner or an admin can').count()).toBe(0);
    await Promise.all([page.unroute(requests), page.unroute(deeper)]);
    await alert.getByRole('button', { name: 'Try again' }).click();
    await alert.waitFor({ state: 'detached' });
    expect(await accessibilityTroubles(page)).toEqual([]);
  },
);

test('who is in the workspace no longer is told so, and why nothing is shown', async () => {
  const { agent } = await newPlace();
  const page = await openWindow(agent);
  await page.route('**/api/**', (route) =>
    route.request().url().includes('/account/')
      ? route.continue()
      : route.fulfill({ status: 404, json: { error: { code: 'not_found', message: 'No such workspace' } } }),
  );
  const at = `${inject('system').appUrl}/inbox/${agent.workspaceId}`;
  await page.goto(`${at}/report`);
  await page.getByRole('alert').getByText('The report could not be loaded. No such workspace').waitFor();
  await page.goto(`${at}/all`);
  await page.getByRole('status').getByText('You have no access here any more').waitFor();
  await page.getByRole('button', { name: 'Reload' }).waitFor();
});
