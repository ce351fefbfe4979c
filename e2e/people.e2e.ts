import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Context, SystemActor } from '../api/src/context.ts';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { sample } from '../api/test/images.ts';
import { newAddress } from '../api/test/members.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { knock } from './knock.ts';
import { surroundingsOfSystem } from './people.ts';
import { linkMailedTo } from './read-mail.ts';
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

const url = (path: string) => `${inject('system').appUrl}${path}`;
const settings = (section: string) => url(`/inbox/${owner.workspaceId}/settings/${section}`);

const SIZE = { viewport: { width: 1280, height: 900 } };
const agentsWindow = (agent: TestAgent) => windowOf(browser, agent, SIZE);
const strangersWindow = () => browser.newPage({ ...SIZE, locale: 'en-GB' });

test('somebody is invited by mail, joins by the link, and is there at once', async () => {
  const address = newAddress();
  const page = await agentsWindow(owner);
  await page.goto(settings('people'));
  await page.getByLabel('Email', { exact: true }).fill(address);
  await page.getByLabel('Role', { exact: true }).selectOption('viewer');
  await page.getByRole('button', { name: 'Send the invitation' }).click();
  await page.getByText(`An invitation is on its way to ${address}`).waitFor();
  await page.getByRole('button', { name: `Send again to ${address}` }).waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);

  const guest = await strangersWindow();
  const requested: string[] = [];
  guest.on('request', (request) => requested.push(request.url(), request.headers().referer ?? ''));
  const link = await linkMailedTo(address);
  await guest.goto(link);
  await guest.getByRole('heading', { name: 'Join Leaf & Clay' }).waitFor();
  expect(await accessibilityTroubles(guest)).toEqual([]);
  await guest.getByLabel('Your name').fill('Ben');
  await guest.getByLabel('Choose a password').fill('a long and quiet password');
  await guest.getByRole('button', { name: 'Create account and join' }).click();
  await guest.waitForURL(new RegExp(`/inbox/${owner.workspaceId}/`));
  // G3: no server, log or referrer sees the token.
  const secret = /\.([\w-]+)$/.exec(link)?.[1] ?? 'none';
  expect(requested.filter((address) => address.includes(secret))).toEqual([]);

  await page.getByRole('combobox', { name: 'Role of Ben' }).waitFor();
  expect(await page.getByRole('combobox', { name: 'Role of Ben' }).inputValue()).toBe('viewer');
  await page.getByText('Nobody is waiting.').waitFor();
  await guest.goto(link);
  await guest.getByText('This invitation cannot be used').waitFor();
});

test('who takes an invitation back by keyboard goes on from the others', async () => {
  const [kept, back] = [newAddress(), newAddress()];
  const page = await agentsWindow(owner);
  await page.goto(settings('people'));
  for (const address of [kept, back]) {
    await page.getByLabel('Email', { exact: true }).fill(address);
    await page.getByLabel('Email', { exact: true }).press('Enter');
    await page.getByRole('button', { name: `Send again to ${address}` }).waitFor();
  }
  await page.getByRole('button', { name: `Take back the invitation of ${back}` }).press('Enter');
  await page.getByText('The invitation is taken back').waitFor();
  await page.getByText(back, { exact: true }).waitFor({ state: 'detached' });
  const others = page.getByRole('region', { name: 'Invited, not here yet' });
  await expect.poll(() => others.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.keyboard.press('Tab');
  const next = page.getByRole('button', { name: `Send again to ${kept}` });
  expect(await next.evaluate((element) => element === document.activeElement)).toBe(true);
});

test('a role is changed and taken back; who is removed is out with his next step', async () => {
  const eva = await newAgent(workspace, 'agent', 'Eva');
  const [page, evas] = [await agentsWindow(owner), await agentsWindow(eva)];
  await evas.goto(settings('people'));
  await evas.getByText('Only an owner or an admin can change this.').waitFor();
  await page.goto(settings('people'));
  const role = page.getByRole('combobox', { name: 'Role of Eva' });
  await role.selectOption('admin');
  await page.getByText('Saved: Role of Eva').hover(); // it stays, however long the other window takes
  await evas.getByRole('combobox', { name: 'Role of Mara' }).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await evas.getByText('Only an owner or an admin can change this.').waitFor();

  await page.getByRole('button', { name: 'Remove Eva' }).click();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('Eva is removed').waitFor();
  const { status } = await knock(`/api/workspaces/${owner.workspaceId}`, { headers: { cookie: eva.cookie } });
  expect(status).toBe(404);

  await page.goto(settings('audit'));
  await page.locator('#log li').getByText('Removed somebody').waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.getByLabel('What', { exact: true }).selectOption('agent.role_changed');
  await page.getByText('agent → admin').waitFor();
  await page.locator('#log li').getByText('Removed somebody').waitFor({ state: 'detached' });
});

test('a team is added, filled, removed and brought back', async () => {
  const page = await agentsWindow(owner);
  await page.goto(settings('teams'));
  await page.getByLabel('Name of the team').fill('Returns');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('heading', { name: 'Returns' }).waitFor();
  await page.getByRole('group', { name: 'Who is in Returns' }).getByRole('checkbox', { name: 'Mara' }).check();
  await page.getByText('Saved: Who is in Returns').waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.getByRole('button', { name: 'Remove the team' }).press('Enter');
  await page.getByText('Returns is removed').waitFor();
  await page.getByText('No team yet.').waitFor();
  const beside = page.getByRole('region', { name: 'Add a team' });
  await expect.poll(() => beside.evaluate((element) => element === document.activeElement)).toBe(true);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await page.getByRole('heading', { name: 'Returns' }).waitFor();
  await expect.poll(() => page.getByRole('checkbox', { name: 'Mara' }).isChecked()).toBe(true);
});

test('a photo is cut in the browser, seen by colleagues and by visitors, and served for long', async () => {
  const page = await agentsWindow(owner);
  await page.goto(settings('profile'));
  await page
    .getByLabel('Choose a photo')
    .setInputFiles({ name: 'me.webp', mimeType: 'image/webp', buffer: sample('webp') });
  await page.getByText('Saved: Your photo').waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  const src = (await page.locator('#photo img').getAttribute('src')) ?? '';
  expect(src.startsWith(`${inject('system').filesUrl}/photos/${owner.workspaceId}/`)).toBe(true);
  await page.waitForFunction(() => document.querySelector<HTMLImageElement>('#photo img')?.naturalWidth === 256);

  const { pathname, host } = new URL(src);
  const served = await knock(pathname, { headers: { host } });
  expect(served.status).toBe(200);
  expect(served.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(served.headers.get('content-type')).toMatch(/^image\/(webp|png)$/);
  expect((await knock(pathname.replace(/.{4}\./, '0000.'), { headers: { host } })).status).toBe(404);

  const messenger = await strangersWindow();
  await messenger.goto(url(`/m?workspace=${owner.workspaceId}`));
  expect(await messenger.locator('#team').textContent()).toContain(src);

  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await page.locator('#photo img').waitFor({ state: 'detached' });
  expect((await knock(pathname, { headers: { host } })).status).toBe(404);
});

test('who says that he is away is seen as away, and outside his hours as off shift', async () => {
  const [page, other] = [await agentsWindow(owner), await agentsWindow(await newAgent(workspace, 'admin', 'Dmitri'))];
  await Promise.all([page.goto(settings('profile')), other.goto(settings('people'))]);
  const state = other.getByRole('listitem').filter({ hasText: 'Mara' });
  await state.getByText('Here').waitFor();

  await page.getByRole('switch', { name: 'I am away' }).check();
  await state.getByText('Away').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await state.getByText('Here').waitFor();

  await page.getByLabel('I have no fixed hours').uncheck();
  await page.getByRole('checkbox', { name: 'Monday' }).waitFor();
  for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']) {
    await page.getByRole('checkbox', { name: day }).uncheck();
    await page.getByLabel(`${day}: from`).waitFor({ state: 'detached' });
  }
  await state.getByText('Off shift').waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
});

test('what is not a picture is no photo, however it is called', async () => {
  const put = (body: Buffer | string) =>
    knock(`/api/workspaces/${owner.workspaceId}/profile/photo`, {
      method: 'PUT',
      headers: { cookie: owner.cookie, 'content-type': 'image/png' },
      body,
    });
  expect((await put('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')).status).toBe(400);
  expect((await put(sample('gif'))).status).toBe(400);
  expect((await put(Buffer.alloc(600 * 1024, 1))).status).toBe(413);
});
