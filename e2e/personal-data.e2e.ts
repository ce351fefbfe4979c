import { readFile } from 'node:fs/promises';
import type { Erasure } from '@everthread/shared/models/personal-data';
import { getTableName } from 'drizzle-orm';
import type { Browser, Download, Frame, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { inWorkspace } from '../api/src/db/in-workspace.ts';
import { claimAddress, proveAddress } from '../api/src/mail/prove-address.ts';
import { PLACES } from '../api/src/personal-data/places.ts';
import { newKey, newThread } from '../api/test/conversations.ts';
import { newAgent, newWorkspace } from '../api/test/factories.ts';
import { newAddress } from '../api/test/members.ts';
import { provenSince } from '../api/test/somebody.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { newPlace, surroundingsOfSystem } from './people.ts';
import { openMessenger, openShop, PATIENCE, seesBubbles, shopHtml, write } from './shop.ts';
import { openInbox, signIn } from './signed-in.ts';

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
  const { workspaceId, agent } = await newPlace();
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 900, height: 800 } });
  const shop = await openShop(context, hosts.put({ html: shopHtml(workspaceId) }));
  const messenger = await openMessenger(shop);
  await write(messenger, 'My number is 4711');
  await press(messenger.getByRole('button', { name: 'Notifications and devices' }));
  const data = messenger.getByRole('region', { name: 'Your data' });
  await press(data.getByRole('button', { name: 'Delete everything about me' }));
  await data.getByRole('button', { name: 'Keep it' }).waitFor(PATIENCE);
  // Who presses twice is back where he was.
  await shop.keyboard.press('Enter');
  await data.getByRole('button', { name: 'Delete everything about me' }).waitFor(PATIENCE);
  expect(await data.evaluate((section) => document.activeElement === section)).toBe(true);
  await press(data.getByRole('button', { name: 'Delete everything about me' }));
  await data.getByRole('button', { name: 'Keep it' }).waitFor(PATIENCE);
  expect(await accessibilityTroubles(shop, messenger)).toEqual([]);
  await press(data.getByRole('button', { name: 'Yes, delete everything' }));

  // What is left to him is a receipt, by which the team finds what became of it.
  const done = data.getByRole('button', { name: 'Done' });
  await done.waitFor(PATIENCE);
  const receipt = await data.locator('.receipt').textContent();
  const { cookie } = agent;
  const listed = async () => {
    const path = `${inject('system').apiUrl}/api/workspaces/${workspaceId}/erasures`;
    const { erasures } = (await (await fetch(path, { headers: { cookie } })).json()) as { erasures: Erasure[] };
    return erasures.find(({ id, doneAt }) => id === receipt && doneAt !== null);
  };
  // It stays also once the messenger is told that he is gone.
  await expect.poll(listed, PATIENCE).toMatchObject({ askedBy: 'visitor', counts: { messages: 1 } });
  expect(await done.evaluate((button) => document.activeElement === button)).toBe(true);
  expect(await accessibilityTroubles(shop, messenger)).toEqual([]);
  await shop.keyboard.press('Enter');

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
  const page = await openInbox(browser, agent, `all/${threadId}/${topicId}/visitor`, {
    viewport: { width: 1440, height: 1200 },
  });

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

  await page.goto(`${inject('system').appUrl}/inbox/${workspaceId}/settings/export`);
  await page.getByText(/^Deleted by /).waitFor(PATIENCE);
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.context().close();
});

type File = Record<string, Record<string, unknown>[]>;
const opened = async (download: Download) => JSON.parse(await readFile(await download.path(), 'utf8')) as File;

/** In the order in which they stand in the file. */
const placesFor = (who: 'visitor' | 'agent') =>
  PLACES.filter(({ own, team }) => own || (who === 'agent' && team)).map(({ table }) => getTableName(table));

/** The code, once its mail is there. */
async function codeMailedTo(address: string): Promise<string> {
  let code: string | undefined;
  const read = async () => {
    const answer = await fetch(`${inject('system').mailboxUrl}/mails.json`);
    const mails = (await answer.json()) as { to: string[]; subject: string }[];
    const codes = mails.filter(({ to }) => to.includes(address)).map(({ subject }) => subject.replace(/\D/g, ''));
    code = codes.find((each) => each.length === 6);
    return code;
  };
  await expect.poll(read, PATIENCE).toBeDefined();
  return code ?? '';
}
const inArabic = (code: string) => code.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));

test('all there is of a visitor is a file for himself, by a code from his mailbox, and for an admin', async () => {
  const workspace = await newWorkspace(surroundingsOfSystem(), 'Pots & Co');
  const [agent, key, address] = [await newAgent(workspace, 'owner'), newKey(), newAddress()];
  const { visitor, threadId, topicId } = await newThread(workspace, key);
  const { mail } = await claimAddress(visitor, address);
  await proveAddress(visitor, mail?.subject.replace(/\D/g, '') ?? '');
  await inWorkspace(workspace, [provenSince(visitor, 25)]);
  const { workspaceId } = agent;

  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 900, height: 800 } });
  const shopUrl = hosts.put({ html: shopHtml(workspaceId) });
  await context.addInitScript(
    ([origin, name, value]) => location.origin === origin && localStorage.setItem(name as string, value as string),
    [new URL(shopUrl).origin, `everthread:${workspaceId}`, key],
  );
  const shop = await openShop(context, shopUrl);
  const messenger = await openMessenger(shop);
  await press(messenger.getByRole('button', { name: 'Notifications and devices' }));
  const data = messenger.getByRole('region', { name: 'Your data' });
  await press(data.getByRole('button', { name: 'Send the code' }));
  const code = await codeMailedTo(address);
  await data.getByLabel('Code').fill(code === '000000' ? '111111' : '000000');
  await data.getByLabel('Code').press('Enter');
  await data.getByText('That is not the code. Look again.').waitFor(PATIENCE);
  expect(await accessibilityTroubles(shop, messenger)).toEqual([]);
  await data.getByLabel('Code').fill(`  ${inArabic(code.slice(0, 3))} ${inArabic(code.slice(3))} `);
  const [download] = await Promise.all([shop.waitForEvent('download'), data.getByLabel('Code').press('Enter')]);
  expect(download.suggestedFilename()).toBe('personal-data.json');
  await data.getByText(/^The file is among your downloads/).waitFor(PATIENCE);
  const own = await opened(download);
  expect(Object.keys(own)).toEqual(['exportedAt', ...placesFor('visitor')]);
  expect(own.messages).toMatchObject([{ text: 'Hello' }]);
  expect(own.visitors).toMatchObject([{ mail_address: address }]);

  // The conversation as a mail goes to that mailbox as well.
  await press(messenger.getByRole('button', { name: 'Mail me the conversation' }));
  await messenger.getByText(/^It is on its way to /).waitFor(PATIENCE);

  await signIn(context, agent);
  const page = await context.newPage();
  await page.goto(`${inject('system').appUrl}/inbox/${workspaceId}/all/${threadId}/${topicId}/visitor`);
  const [forTeam] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download everything' }).click(),
  ]);
  const all = await opened(forTeam);
  expect(Object.keys(all)).toEqual(['exportedAt', ...placesFor('agent')]);
  expect(all.messages).toMatchObject([{ text: 'Hello', kind: 'message' }]);
  await context.close();
});
