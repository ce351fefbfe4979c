import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { changeWaysBack } from '../api/src/ways-back/push-keys.ts';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { mailNameOf } from '../api/test/mails.ts';
import { newAddress } from '../api/test/members.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { openHostPages } from './host-pages.ts';
import { surroundingsOfSystem } from './people.ts';
import { isAllSent, openMessenger, openShop, PATIENCE, shopHtml, write } from './shop.ts';
import { openInbox } from './signed-in.ts';

type CaughtMail = { id: string; to: string[]; subject: string; text: string; replyTo?: string[] };

let browser: Browser;
let hosts: Awaited<ReturnType<typeof openHostPages>>;
beforeAll(async () => {
  [browser, hosts] = await Promise.all([launchBrowser(), openHostPages()]);
});
afterAll(async () => {
  await browser.close();
  await hosts.stop();
});

/** The newest mail to this address of which this holds, once it is there. */
async function mailTo(address: string, holds: (mail: CaughtMail) => boolean = () => true): Promise<CaughtMail> {
  const { mailboxUrl } = inject('system');
  let found: CaughtMail | undefined;
  await expect
    .poll(async () => {
      const mails = (await (await fetch(`${mailboxUrl}/mails.json`)).json()) as CaughtMail[];
      found = mails.find((mail) => mail.to.includes(address) && holds(mail));
      return found !== undefined;
    }, PATIENCE)
    .toBe(true);
  return found as CaughtMail;
}

/** As the forms of the mailbox page send it. */
async function send(path: string, fields: Record<string, string>): Promise<string | null> {
  const { mailboxUrl } = inject('system');
  const answer = await fetch(`${mailboxUrl}${path}`, {
    method: 'POST',
    headers: { origin: mailboxUrl },
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  return answer.headers.get('location');
}

async function openThread(agent: TestAgent, topic: string): Promise<Page> {
  const page = await openInbox(browser, agent, 'all');
  await page.locator('[data-topic]', { hasText: topic }).first().click();
  return page;
}

async function newTeam() {
  const workspace = await newWorkspace(surroundingsOfSystem());
  const agent = await newAgent(workspace, 'owner', 'Mira');
  await changeWaysBack(agent.ctx, { pushAfterSeconds: 0, mailAfterMinutes: 0 });
  return { workspace, agent };
}

/** A visitor of a new team has written this. */
async function visitorWrites(text: string) {
  const { agent } = await newTeam();
  const context = await browser.newContext({ locale: 'en-GB' });
  const shop = await openShop(context, hosts.put({ html: shopHtml(agent.workspaceId) }));
  const messenger = await openMessenger(shop);
  await write(messenger, text);
  await isAllSent(messenger);
  return { agent, shop, messenger };
}

test('a visitor proves his address, leaves, is mailed the answer, and answers into the thread', async () => {
  const { agent, shop, messenger } = await visitorWrites('Which lamp is the brightest?');
  const address = newAddress();

  await messenger.getByRole('button', { name: 'Get the answer by mail' }).click(PATIENCE);
  await messenger.getByLabel('Your mail address').fill('ada');
  await messenger.getByLabel('Your mail address').press('Enter');
  await messenger.getByText('This is not a mail address.').waitFor(PATIENCE);
  await messenger.getByLabel('Your mail address').fill(address);
  await messenger.getByLabel('Your mail address').press('Enter');
  const code = messenger.getByLabel('Six-digit code');
  await code.waitFor(PATIENCE);
  const { subject } = await mailTo(address);
  const digits = subject.replace(/\D/g, '');
  await code.fill(digits === '000000' ? '111111' : '000000');
  await code.press('Enter');
  await messenger.getByText('That is not the code. Look again.').waitFor(PATIENCE);
  await code.fill(`${digits.slice(0, 3)} ${digits.slice(3)}`);
  await code.press('Enter');
  await messenger.getByText(/^Answers go to/).waitFor(PATIENCE);
  expect(await messenger.getByText(/^We will let you know/).count()).toBe(0);
  await expect.poll(() => messenger.evaluate(() => document.activeElement?.localName), PATIENCE).toBe('textarea');
  await shop.context().close();

  const inbox = await openThread(agent, 'Which lamp');
  await inbox.locator('textarea').fill('The Fresnel one.');
  await inbox.locator('textarea').press('Enter');
  const mail = await mailTo(address, ({ text }) => text.includes('The Fresnel one.'));
  expect(mail.text).toContain('> Which lamp is the brightest?');

  expect(await send(`/mails/${mail.id}/answers`, { text: 'I take two of them.' })).toContain('handed-over=200');
  await inbox.getByText('I take two of them.', { exact: true }).first().waitFor(PATIENCE);
  await inbox.route('**/messages/*/mail', (route) => route.abort());
  await inbox.getByRole('button', { name: 'Show the original' }).click(PATIENCE);
  const trouble = inbox
    .getByRole('alert')
    .filter({ hasText: 'The original could not be loaded. No connection to the server.' });
  await trouble.waitFor(PATIENCE);
  await inbox.unroute('**/messages/*/mail');
  await trouble.getByRole('button', { name: 'Try again' }).press('Enter');
  await trouble.waitFor({ state: 'detached', ...PATIENCE });
  await inbox.getByText('Proven: the mail is from this mailbox').waitFor(PATIENCE);
  await inbox.getByText('> The Fresnel one.').waitFor(PATIENCE);
  expect(await accessibilityTroubles(inbox)).toEqual([]);
  await inbox.context().close();
});

test('who wants to hear by notification only, and confirms his address, is told that it is confirmed', async () => {
  const { shop, messenger } = await visitorWrites('Do you have candles?');
  const address = newAddress();
  await messenger.getByRole('button', { name: 'Notifications and devices' }).click(PATIENCE);
  await messenger.getByLabel('Only by notification').check(PATIENCE);
  await messenger.getByRole('dialog').getByRole('button', { name: 'Close' }).click();

  await messenger.getByRole('button', { name: 'Get the answer by mail' }).click(PATIENCE);
  // Regions are heard that were there before their words.
  await messenger.evaluate(() => document.querySelector('.mail-said')?.setAttribute('data-first', ''));
  await messenger.getByLabel('Your mail address').fill(address);
  await messenger.getByLabel('Your mail address').press('Enter');
  const said = messenger.locator('.mail-said[role=status][data-first]');
  await said.getByText(/^We mailed a code to/).waitFor(PATIENCE);
  const { subject } = await mailTo(address);
  await messenger.getByLabel('Six-digit code').fill(subject.replace(/\D/g, ''));
  await messenger.getByLabel('Six-digit code').press('Enter');
  await said.getByText(/is confirmed\. As you have chosen, answers do not go there\.$/).waitFor(PATIENCE);
  await expect.poll(() => messenger.evaluate(() => document.activeElement?.localName), PATIENCE).toBe('textarea');
  await shop.context().close();
});

test('Escape and Cancel leave the address first, and Escape in the field then the messenger', async () => {
  const { shop, messenger } = await visitorWrites('Do you have matches?');
  await shop.evaluate("Everthread('on', 'close', () => { window.isClosed = true })");
  const offer = messenger.getByRole('button', { name: 'Get the answer by mail' });
  const address = messenger.getByLabel('Your mail address');
  for (const leave of [
    () => address.press('Escape'),
    () => messenger.getByRole('button', { name: 'Cancel' }).press('Enter'),
  ]) {
    await offer.click(PATIENCE);
    await address.fill('ada@');
    await leave();
    await offer.waitFor(PATIENCE);
    expect(await messenger.evaluate(() => document.activeElement?.localName)).toBe('textarea');
    expect(await shop.evaluate('window.isClosed')).toBeUndefined();
  }
  await messenger.locator('textarea').press('Escape');
  await shop.waitForFunction('window.isClosed');
  await shop.context().close();
});

test.each([
  ['push', 1],
  ['never', 0],
] as const)('who has chosen %s and has it is not offered mail', async (choice, pushes) => {
  const { agent } = await newTeam();
  const context = await browser.newContext({ locale: 'en-GB' });
  await context.route('**/api/visitor/way-back', (route) =>
    route.fulfill({ json: { wayBack: { choice, pushes, quiet: null, mail: null } } }),
  );
  const messenger = await openMessenger(await openShop(context, hosts.put({ html: shopHtml(agent.workspaceId) })));
  await write(messenger, 'Do you have wicks?');
  await messenger.getByRole('button', { name: 'Notifications and devices' }).waitFor(PATIENCE);
  expect(await messenger.getByRole('button', { name: 'Get the answer by mail' }).count()).toBe(0);
  await context.close();
});

test('C4 a hostile mail begins a thread, and its look stays in a frame that runs and loads nothing', async () => {
  const { workspace, agent } = await newTeam();
  const to = `${await mailNameOf(workspace)}@reply.example`;
  const html = `<h1>Two lamps, please</h1><script>top.__x = 1</script><img src=x onerror="top.__x=1">
    <style>*{background:url(https://evil.test/a)}</style><form action="https://evil.test"><input></form>
    <div style="position:fixed;inset:0">over all</div><a href="javascript:top.__x=1">click</a>`;
  const mail = { from: `Eve <${newAddress()}>`, to, subject: 'An order', text: '-', html };
  expect(await send('/mails', mail)).toContain('handed-over=200');

  const inbox = await openThread(agent, 'Two lamps, please');
  const violations: string[] = [];
  const asked: string[] = [];
  inbox.on('console', (said) => said.type() === 'error' && violations.push(said.text()));
  inbox.on('request', (request) => asked.push(new URL(request.url()).hostname));
  await inbox.getByRole('button', { name: 'Show the original' }).click(PATIENCE);
  const look = inbox.frameLocator('iframe');
  await look.getByRole('heading', { name: 'Two lamps, please' }).waitFor(PATIENCE);
  await look.getByText('over all').waitFor();
  expect(await look.locator('script, img, form, input, [href^="javascript"]').count()).toBe(0);
  expect(
    await look.locator('body').evaluate((body) => getComputedStyle(body.querySelector('div') ?? body).position),
  ).toBe('static');
  expect(await inbox.evaluate('window.__x')).toBeUndefined();
  expect(asked).not.toContain('evil.test');
  expect(violations).toEqual([]);

  await inbox.context().close();
});
