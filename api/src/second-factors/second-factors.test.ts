import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, newBrowser, newWorker, type Worker } from '../../test/browser.ts';
import { cookieOf } from '../../test/factories.ts';
import { type Mailbox, startMailbox, tokenIn } from '../../test/mailbox.ts';
import { newMember } from '../../test/members.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { Surroundings } from '../context.ts';
import { authenticators } from '../db/schema/second-factors.ts';
import { totpCode } from './totp.ts';

let mailbox: Mailbox;
let worker: Worker;
let surroundings: Surroundings;
type Member = Awaited<ReturnType<typeof newMember>>;
beforeAll(async () => {
  mailbox = await startMailbox();
  worker = await newWorker({ RESEND_BASE_URL: mailbox.url });
  surroundings = await testSurroundings();
  await newMember(worker, mailbox);
});
afterAll(() => mailbox.stop());

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const fromBase32 = (text: string): Buffer => {
  const bits = [...text].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};
/** What the app shows now, or so many half minutes later. */
const codeOf = (secret: string, later = 0) => totpCode(fromBase32(secret), Math.floor(Date.now() / 30_000) + later);

/** Turns two-step sign-in on, by the code before this one, so that this one is still unused. */
async function withAuthenticator(member: Member) {
  const begun = await member.browser.post('/api/account/authenticator', { password: member.password });
  const { secret } = begun.body as { secret: string };
  // The half minute is not to end before the code is shown.
  const leftMs = 30_000 - (Date.now() % 30_000);
  if (leftMs < 3_000) await new Promise((resolve) => setTimeout(resolve, leftMs));
  const confirmed = await member.browser.post('/api/account/authenticator/confirm', { code: codeOf(secret, -1) });
  expect(confirmed).toMatchObject({ status: 200 });
  return { secret, codes: (confirmed.body as { recoveryCodes: string[] }).recoveryCodes };
}
async function firstStep(
  { email, password }: Pick<Member, 'email' | 'password'>,
  browser: Browser = newBrowser(worker),
) {
  const answer = await browser.post('/api/account/sign-in', { email, password });
  return { browser, answer, token: (answer.body as { secondStep?: string }).secondStep ?? '' };
}
const second = (browser: Browser, token: string, code: string) =>
  browser.post('/api/account/sign-in/second-step', { token, code });
const isIn = async (browser: Browser) => (await browser.get('/api/account/me')).status === 200;

describe('two-step sign-in', () => {
  test('asks for a code of the app after the password, and opens nothing before it', async () => {
    const member = await newMember(worker, mailbox);
    const { secret, codes } = await withAuthenticator(member);
    expect(new Set(codes).size).toBe(10);

    const { browser, answer, token } = await firstStep(member);
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await isIn(browser)).toBe(false);

    expect((await second(browser, token, '000000')).status).toBe(403);
    expect(await second(browser, token, codeOf(secret))).toMatchObject({
      status: 200,
      body: { user: { email: member.email } },
    });
    expect(await isIn(browser)).toBe(true);
    expect(await isIn(member.browser)).toBe(true);
  });

  test('takes no code twice, not even in the same moment', async () => {
    const member = await newMember(worker, mailbox);
    const { secret } = await withAuthenticator(member);
    const steps = await Promise.all([firstStep(member), firstStep(member), firstStep(member)]);

    const answers = await Promise.all(steps.map(({ browser, token }) => second(browser, token, codeOf(secret))));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403, 403]);
  });

  test('takes each recovery code once, however it is typed, and the log says so', async () => {
    const member = await newMember(worker, mailbox);
    const { codes } = await withAuthenticator(member);
    const [one = ''] = codes;

    const { browser, token } = await firstStep(member);
    expect((await second(browser, token, one.toUpperCase().replaceAll('-', ' '))).status).toBe(200);
    expect((await second(newBrowser(worker), token, one)).status).toBe(403);

    expect((await browser.get('/api/account/second-factors')).body).toMatchObject({ recoveryCodesLeft: 9 });
    const [workspace] = member.me.workspaces;
    expect(
      (await browser.get(`/api/workspaces/${workspace?.id}/audit?what=account.recovery_code_used`)).body,
    ).toMatchObject({
      entries: [{ agentId: workspace?.agentId }],
    });
  });

  test('is begun, ended and given new recovery codes only with the password', async () => {
    const member = await newMember(worker, mailbox);
    const wrong = { password: 'not this one' };
    expect((await member.browser.post('/api/account/authenticator', wrong)).status).toBe(403);
    const { codes } = await withAuthenticator(member);
    expect((await member.browser.post('/api/account/authenticator', { password: member.password })).status).toBe(409);
    expect((await member.browser.post('/api/account/recovery-codes', wrong)).status).toBe(403);
    expect((await member.browser.post('/api/account/authenticator/remove', wrong)).status).toBe(403);

    const renewed = await member.browser.post('/api/account/recovery-codes', { password: member.password });
    const { recoveryCodes } = renewed.body as { recoveryCodes: string[] };
    const { browser, token } = await firstStep(member);
    expect((await second(browser, token, codes[0] ?? '')).status).toBe(403);
    expect((await second(browser, token, recoveryCodes[0] ?? '')).status).toBe(200);

    expect((await browser.post('/api/account/authenticator/remove', { password: member.password })).status).toBe(200);
    expect((await firstStep(member)).token).toBe('');
    expect((await second(browser, token, recoveryCodes[1] ?? '')).status).toBe(401);
  });

  test('that was begun and not confirmed asks for nothing', async () => {
    const member = await newMember(worker, mailbox);
    await member.browser.post('/api/account/authenticator', { password: member.password });
    expect((await member.browser.post('/api/account/authenticator/confirm', { code: '000000' })).status).toBe(400);
    expect((await firstStep(member)).token).toBe('');
  });

  test('G1 cannot be guessed: after ten codes there is a pause, whatever network they come from', async () => {
    const member = await newMember(worker, mailbox);
    await withAuthenticator(member);
    const { token } = await firstStep(member);
    const statuses: number[] = [];
    for (let code = 0; code < 12; code++) {
      statuses.push((await second(newBrowser(worker), token, String(100_000 + code))).status);
    }
    expect(statuses.slice(-2)).toEqual([429, 429]);
  });

  test('G4 a change ends every other session, and closes its sockets', async () => {
    const member = await newMember(worker, mailbox);
    const other = (await firstStep(member)).browser;
    expect(await isIn(other)).toBe(true);
    worker.endedSockets.length = 0;

    await withAuthenticator(member);

    expect(await isIn(other)).toBe(false);
    expect(await isIn(member.browser)).toBe(true);
    expect(worker.endedSockets).toHaveLength(1);
    expect(worker.endedSockets[0]?.who).toMatchObject({ agentId: member.me.workspaces[0]?.agentId });
  });

  test('G4 a first step that was taken before the password changed leads nowhere', async () => {
    const member = await newMember(worker, mailbox);
    const { secret } = await withAuthenticator(member);
    const { browser, token } = await firstStep(member);
    await browser.post('/api/account/forgot', { email: member.email });
    const reset = { token: tokenIn(mailbox.mailsTo(member.email).at(-1)), password: 'another long password' };
    expect((await browser.post('/api/account/reset', reset)).status).toBe(200);

    expect((await second(browser, token, codeOf(secret))).status).toBe(401);
    expect((await firstStep({ email: member.email, password: reset.password })).token).not.toBe('');
  });

  test('keeps its secret sealed, for one user', async () => {
    const member = await newMember(worker, mailbox);
    const { secret } = await withAuthenticator(member);
    const rows = await surroundings.db.select().from(authenticators);
    const own = rows.find(({ userId }) => userId === member.me.user.id);
    expect(own?.sealedSecret).toMatch(/^v1\./);
    expect(JSON.stringify(own)).not.toContain(secret);
  });

  test.each(['', 'x', 'a.b.c'])('a token %j leads nowhere', async (token) => {
    const { status } = await second(newBrowser(worker), token, '123456');
    expect([400, 401]).toContain(status);
  });

  test('a session cookie is no first step, nor a first step a session', async () => {
    const member = await newMember(worker, mailbox);
    await withAuthenticator(member);
    const { token } = await firstStep(member);
    const cookie = await cookieOf(token, surroundings.config);
    const [name = ''] = cookie.split('=', 1);
    const forged = newBrowser(worker);
    forged.cookies.set(name, cookie.slice(name.length + 1));
    expect(await isIn(forged)).toBe(false);
  });
});

describe('a passkey', () => {
  const proof = {
    id: 'AAAA',
    rawId: 'AAAA',
    type: 'public-key',
    clientExtensionResults: {},
    response: { clientDataJSON: 'e30', attestationObject: 'oA', authenticatorData: 'AAAA', signature: 'AAAA' },
  };

  test('is offered only to who shows his password, and wants the device to know its user', async () => {
    const member = await newMember(worker, mailbox);
    expect((await newBrowser(worker).post('/api/account/passkeys/options', { password: 'x' })).status).toBe(401);
    expect((await member.browser.post('/api/account/passkeys/options', { password: 'wrong' })).status).toBe(403);
    expect(await member.browser.post('/api/account/passkeys/options', { password: member.password })).toMatchObject({
      status: 200,
      body: {
        options: {
          rp: { id: 'localhost' },
          authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        },
      },
    });
  });

  test('that proves nothing is refused, for signing in and for keeping', async () => {
    const member = await newMember(worker, mailbox);
    expect((await newBrowser(worker).post('/api/account/sign-in/passkey', { proof })).status).toBe(403);
    expect((await member.browser.post('/api/account/passkeys', { name: 'Key', proof })).status).toBe(403);
    expect((await member.browser.get('/api/account/second-factors')).body).toMatchObject({ passkeys: [] });
  });

  test('of somebody else looks like one that does not exist', async () => {
    const member = await newMember(worker, mailbox);
    const removal = { id: 'AAAA', password: member.password };
    expect((await member.browser.post('/api/account/passkeys/remove', removal)).status).toBe(404);
  });
});
