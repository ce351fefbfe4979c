import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { claimAddress, proveAddress } from '../api/src/mail/prove-address.ts';
import { openSession } from '../api/src/visitors/open-session.ts';
import { newcomer, newKey, newThread } from '../api/test/conversations.ts';
import { newWorkspace } from '../api/test/factories.ts';
import { newAddress } from '../api/test/members.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { surroundingsOfSystem } from './people.ts';
import { messengerIn, openMessenger, openShop, PATIENCE, shopHtml } from './shop.ts';

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;
beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

/** The link that leads back, once its mail is there. */
async function linkTo(address: string): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(async () => {
      const answer = await fetch(`${inject('system').mailboxUrl}/mails.json`);
      const mails = (await answer.json()) as { to: string[]; text: string }[];
      link = /https?:\S+#back=\S+/.exec(mails.find(({ to }) => to.includes(address))?.text ?? '')?.[0];
      return link;
    }, PATIENCE)
    .toBeDefined();
  return link ?? '';
}

test('on a device without it a visitor finds his conversation by a mailed link, which only a press uses up', async () => {
  const workspace = await newWorkspace(surroundingsOfSystem(), 'Pots & Co');
  const key = newKey();
  const { visitor } = await newThread(workspace, key);
  const shopUrl = hosts.put({ html: shopHtml(workspace.actor.workspaceId) });
  await openSession(newcomer(workspace, key), { pageUrl: shopUrl });
  const address = newAddress();
  const { mail } = await claimAddress(visitor, address);
  await proveAddress(visitor, mail?.subject.replace(/\D/g, '') ?? '');

  const laptop = await browser.newContext({ locale: 'en-GB' });
  const shop = await openShop(laptop, shopUrl);
  const messenger = await openMessenger(shop);
  await messenger.getByRole('button', { name: 'Find your conversation' }).click(PATIENCE);
  await messenger.getByLabel('Your mail address').fill(address);
  await messenger.getByLabel('Your mail address').press('Enter');
  await messenger.getByText(/^If this address is known here, a mail is on its way/).waitFor(PATIENCE);

  const link = await linkTo(address);
  const found = await laptop.newPage();
  await found.goto(link); // as a program does that looks at the links of mails
  const question = found.getByRole('heading', { name: 'Open your conversation with Pots & Co here?' });
  await question.waitFor(PATIENCE);
  await found.reload();
  await question.waitFor(PATIENCE);
  expect(await accessibilityTroubles(found)).toEqual([]);
  await found.getByRole('button', { name: 'Open the conversation' }).click();
  await (await messengerIn(found)).getByText('Hello', { exact: true }).waitFor(PATIENCE);
  expect(new URL(found.url()).hash).toBe('');

  // On the page where he was he goes on as well, though nobody is known there yet: our own page lets the messenger in.
  const [site] = await Promise.all([
    laptop.waitForEvent('page'),
    found.getByRole('link', { name: 'Back to the site' }).click(),
  ]);
  await site.waitForFunction('window.Everthread?.isReady');
  expect(site.url()).toMatch(new RegExp(`^${shopUrl}#everthread=[\\da-f-]{36}$`));
  await site.evaluate("Everthread('open')");
  const inShop = () => site.frames().find((frame) => frame.url().includes('/m?') && frame.url().includes('again=1'));
  await expect.poll(inShop, PATIENCE).toBeDefined();
  await inShop()?.getByText('Hello', { exact: true }).waitFor(PATIENCE);

  const elsewhere = await browser.newContext({ locale: 'en-GB' });
  const late = await elsewhere.newPage();
  await late.goto(link);
  await late.getByRole('button', { name: 'Open the conversation' }).click(PATIENCE);
  await late.getByText('This link was used, or has ended. Ask for another in the messenger.').waitFor(PATIENCE);
  await Promise.all([laptop.close(), elsewhere.close()]);
});
