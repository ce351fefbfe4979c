import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { totpCode } from '../api/src/second-factors/totp.ts';
import { newAddress } from '../api/test/members.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { linkMailedTo } from './read-mail.ts';
import { startSystem } from './system.ts';

const PASSWORD = 'a long and quiet password';

let browser: Browser;
let running: Awaited<ReturnType<typeof startSystem>>;
beforeAll(async () => {
  // Browsers have passkeys on https, and on this machine's own name.
  [browser, running] = await Promise.all([launchBrowser(), startSystem('localhost')]);
});
afterAll(() => Promise.all([browser.close(), running.stop()]));

const url = (path: string) => `${running.system.appUrl}${path}`;
const newWindow = async (): Promise<Page> =>
  (await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' })).newPage();

/** Somebody who has signed up and sits at his security settings. */
async function signedUp(email: string): Promise<Page> {
  const page = await newWindow();
  await page.goto(url('/inbox/sign-up'));
  for (const [label, text] of [
    ['Your name', 'Mara'],
    ['Company or team', 'Clay & Co'],
    ['Work email', email],
    ['Password', PASSWORD],
  ] as const) {
    await page.getByLabel(label, { exact: true }).fill(text);
  }
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByText('Check your mail').waitFor();
  await page.goto(await linkMailedTo(email, running.system.mailboxUrl));
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Confirm and open the inbox' }).click();
  await page.waitForURL(/\/inbox\/[0-9a-f-]{36}/);
  await page.goto(url('/inbox/account/sessions'));
  await page.getByRole('heading', { name: 'Two-step sign-in' }).waitFor();
  return page;
}

async function typePassword(page: Page): Promise<void> {
  await page.getByRole('dialog').getByLabel('Your password').fill(PASSWORD);
  await page.getByRole('dialog').getByRole('button', { name: 'Continue' }).click();
}

async function signInWithPassword(page: Page, email: string): Promise<void> {
  await page.goto(url('/inbox/sign-in'));
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
function codeOf(key: string, later = 0): string {
  const bits = [...key.replaceAll(' ', '')].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'));
  const bytes = (bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2));
  return totpCode(Buffer.from(bytes), Math.floor(Date.now() / 30_000) + later);
}

/** The code before this one, so that this one is still unused; the half minute is not to end before it is shown. */
async function codeBefore(key: string): Promise<string> {
  const leftMs = 30_000 - (Date.now() % 30_000);
  if (leftMs < 5_000) await new Promise((resolve) => setTimeout(resolve, leftMs));
  return codeOf(key, -1);
}

test('who is signed in chooses another password by a link to his mailbox, and is out everywhere', async () => {
  const email = newAddress();
  const page = await signedUp(email);
  await page.getByRole('button', { name: 'Mail me the link' }).click();
  await page.getByText(`The link is on its way to ${email}`).waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);

  const resetLink = () => linkMailedTo(email, running.system.mailboxUrl);
  await expect.poll(resetLink).toContain('/inbox/reset#');
  await page.goto(await resetLink());
  await page.getByLabel('New password').fill('another and longer password');
  await page.getByRole('button', { name: 'Save the new password' }).click();
  await page.getByText('Your new password is set').waitFor();

  await page.goto(url('/inbox/account/sessions'));
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill('another and longer password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'Two-step sign-in' }).waitFor();
  await page.context().close();
});

test('two-step sign-in is turned on by an app, asked for, and got round with a recovery code once', async () => {
  const email = newAddress();
  const page = await signedUp(email);
  await page.getByRole('button', { name: 'Turn on' }).click();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await typePassword(page);
  const key = (await page.locator('#two-step code').textContent()) ?? '';
  const picture = page.getByRole('img', { name: /^A QR code for your authenticator app/ });
  await picture.waitFor();
  expect((await picture.boundingBox())?.width).toBeGreaterThanOrEqual(180); // large enough for a camera
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.getByLabel('The six digits that the app shows now').fill(await codeBefore(key));
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByText('Keep your recovery codes').waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  const codes = await page.locator('#two-step ol li').allInnerTexts();
  expect(codes).toHaveLength(10);
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.getByText('10 recovery codes left').waitFor();

  const second = await newWindow();
  await signInWithPassword(second, email);
  await second.getByRole('heading', { name: 'Second step' }).waitFor();
  expect(await accessibilityTroubles(second)).toEqual([]);
  await second.getByLabel('Code', { exact: true }).fill('000000');
  await second.getByRole('button', { name: 'Sign in' }).click();
  await second.getByText('This code does not fit').waitFor();
  await second.getByLabel('Code', { exact: true }).fill(codeOf(key));
  await second.getByRole('button', { name: 'Sign in' }).click();
  await second.waitForURL(/\/inbox\/[0-9a-f-]{36}/);

  const third = await newWindow();
  await signInWithPassword(third, email);
  await third.getByLabel('Code', { exact: true }).fill(codes[0] ?? '');
  await third.getByRole('button', { name: 'Sign in' }).click();
  await third.waitForURL(/\/inbox\/[0-9a-f-]{36}/);
  await page.reload();
  await page.getByText('9 recovery codes left').waitFor();
});

/** A device with a fingerprint reader, which the browser takes for real. */
async function plugIn(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
    },
  });
  return { cdp, authenticatorId };
}

test('a passkey is added, signs in without a password, and after its removal no longer', async () => {
  const email = newAddress();
  const page = await signedUp(email);
  const { cdp, authenticatorId } = await plugIn(page);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page.getByRole('dialog').getByLabel('What to call it').fill('My laptop');
  await typePassword(page);
  await page.getByText('My laptop').waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials).toHaveLength(1);

  // Another window with the same device.
  const second = await newWindow();
  const device = await plugIn(second);
  const [credential] = credentials;
  if (!credential) throw new Error('The device holds no passkey');
  await device.cdp.send('WebAuthn.addCredential', { authenticatorId: device.authenticatorId, credential });
  await second.goto(url('/inbox/sign-in'));
  expect(await accessibilityTroubles(second)).toEqual([]);
  await second.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await second.waitForURL(/\/inbox\/[0-9a-f-]{36}/);
  await second.goto(url('/inbox/account/sessions'));
  await second.getByText('last used').first().waitFor();

  // G4: what is removed opens nothing, and whoever got in by it is out.
  await page.getByRole('button', { name: 'Remove My laptop' }).click();
  await typePassword(page);
  await page.getByText('No passkey yet.').waitFor();
  await second.goto(url('/inbox'));
  await second.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await second.getByText('This passkey proves nothing here').waitFor();
  expect(second.url()).toContain('/inbox/sign-in');
});

test('a device that does not know its user makes no passkey', async () => {
  const page = await signedUp(newAddress());
  const { cdp, authenticatorId } = await plugIn(page);
  await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await typePassword(page);
  await page.getByText('The passkey was not added').waitFor();
  await page.getByText('No passkey yet.').waitFor();
});
