import { afterAll, beforeAll, expect, test } from 'vitest';
import { newBrowser, newWorker, type Worker } from '../../test/browser.ts';
import { type Mailbox, startMailbox, tokenIn } from '../../test/mailbox.ts';
import { newAddress, newMember, PASSWORD } from '../../test/members.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { confirmAddress } from './confirm-address.ts';
import { signUp } from './sign-up.ts';

let mailbox: Mailbox;
let worker: Worker;
beforeAll(async () => {
  mailbox = await startMailbox();
  worker = await newWorker({ RESEND_BASE_URL: mailbox.url });
});
afterAll(() => mailbox.stop());

const filledIn = (email: string, password = PASSWORD) => ({ name: 'Ada', email, password, workspaceName: 'Teapots' });

test('who signs up and confirms is signed in, as the owner of the workspace that he named', async () => {
  const { browser, email, confirmed, me } = await newMember(worker, mailbox);

  expect(confirmed.body).toEqual({
    user: { id: expect.any(String), name: 'Ada', email },
    workspaces: [{ id: expect.any(String), name: 'Teapots & Co', agentId: expect.any(String), role: 'owner' }],
  });
  expect(await browser.get('/api/account/me')).toMatchObject({ status: 200, body: confirmed.body });
  expect(await browser.get(`/api/workspaces/${me.workspaces[0]?.id}`)).toMatchObject({
    status: 200,
    body: { workspace: { name: 'Teapots & Co', allowedOrigins: [], seenOrigins: [] } },
  });
});

test('the cookie is out of reach of scripts and of other sites', async () => {
  const { confirmed } = await newMember(worker, mailbox);
  const [cookie, ...others] = confirmed.headers.getSetCookie();
  expect(others).toEqual([]);
  expect(cookie).toMatch(/^everthread=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
});

test('under https the cookie is also bound to this host and to https', async () => {
  const secure = await newWorker({ RESEND_BASE_URL: mailbox.url, PUBLIC_URL: 'https://support.example' });
  const { browser, confirmed } = await newMember(secure, mailbox);
  expect(confirmed.headers.getSetCookie()).toEqual([
    expect.stringMatching(/^__Host-everthread=[^;]+; Max-Age=2592000; Path=\/; HttpOnly; Secure; SameSite=Lax$/),
  ]);
  expect(await browser.get('/api/account/me')).toMatchObject({ status: 200 });
  expect(await browser.post('/api/account/sign-out')).toMatchObject({ status: 200 });
  expect(browser.cookies.size).toBe(0);
});

test('a sign-up is answered alike whether the address is known or not', async () => {
  const { email } = await newMember(worker, mailbox);
  const [stranger, again] = [newBrowser(worker), newBrowser(worker)];

  const ofUnknown = await stranger.post('/api/account/sign-up', filledIn(newAddress()));
  const ofKnown = await again.post('/api/account/sign-up', filledIn(email.toUpperCase(), 'another password'));

  const seen = ({ status, body, headers }: typeof ofKnown) => ({
    status,
    body,
    headers: [...headers].filter(([name]) => name !== 'date'),
  });
  expect(seen(ofKnown)).toEqual(seen(ofUnknown));
  expect(ofKnown).toMatchObject({ status: 202, body: {} });
});

test('a member who signs up again is told by mail, and nothing of his changes', async () => {
  const { email, password, browser } = await newMember(worker, mailbox);
  await newBrowser(worker).post('/api/account/sign-up', filledIn(email, 'another password'));

  const mail = mailbox.mailsTo(email).at(-1);
  expect(mail?.subject).toBe('You already have an account');
  expect(mail?.text).not.toContain('token=');
  expect(await browser.get('/api/account/me')).toMatchObject({ status: 200 });
  expect(await newBrowser(worker).post('/api/account/sign-in', { email, password })).toMatchObject({ status: 200 });
});

test('a link works once, even when used twice at the same time', async () => {
  const email = newAddress();
  const browsers = [newBrowser(worker), newBrowser(worker), newBrowser(worker)];
  await browsers[0]?.post('/api/account/sign-up', filledIn(email));
  const confirm = { token: tokenIn(mailbox.mailsTo(email)[0]), password: PASSWORD };

  const answers = await Promise.all(browsers.map((browser) => browser.post('/api/account/confirm', confirm)));

  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  expect(await newBrowser(worker).post('/api/account/confirm', confirm)).toMatchObject({
    status: 400,
    body: { error: { code: 'invalid' } },
  });
});

test('a link works for an hour', async () => {
  const surroundings = await testSurroundings();
  const { token } = await signUp(surroundings, filledIn(newAddress()), newAddress());
  const inMinutes = (minutes: number) => ({ ...surroundings, now: () => new Date(Date.now() + minutes * 60_000) });
  const confirm = { token, password: PASSWORD };

  await expect(confirmAddress(inMinutes(61), confirm, newAddress(), undefined)).rejects.toMatchObject({
    code: 'invalid',
  });
  await expect(confirmAddress(inMinutes(59), confirm, newAddress(), undefined)).resolves.toMatchObject({
    user: { name: 'Ada' },
  });
});

test('a stranger who signs up first with a victim’s address never gets in', async () => {
  const victim = newAddress();
  const stranger = newBrowser(worker);
  await stranger.post('/api/account/sign-up', filledIn(victim, 'the stranger’s password'));
  const strangersLink = tokenIn(mailbox.mailsTo(victim).at(-1));
  await newBrowser(worker).post('/api/account/sign-up', filledIn(victim, 'the owner’s password'));
  const ownLink = tokenIn(mailbox.mailsTo(victim).at(-1));
  await stranger.post('/api/account/sign-up', filledIn(victim, 'the stranger’s password'));

  // The owner of the mailbox follows the first link that he finds, with his own password: nothing happens.
  const owner = newBrowser(worker);
  const wrongLink = { token: strangersLink, password: 'the owner’s password' };
  expect(await owner.post('/api/account/confirm', wrongLink)).toMatchObject({
    status: 401,
    body: { error: { code: 'signed_out' } },
  });
  // His own sign-up was not spoilt by those before and after it.
  const rightLink = { token: ownLink, password: 'the owner’s password' };
  expect(await owner.post('/api/account/confirm', rightLink)).toMatchObject({ status: 200 });

  const strangersLogin = { email: victim, password: 'the stranger’s password' };
  expect(await stranger.post('/api/account/sign-in', strangersLogin)).toMatchObject({ status: 401 });
  const late = { token: strangersLink, password: 'the stranger’s password' };
  expect(await stranger.post('/api/account/confirm', late)).toMatchObject({ status: 400 });
  expect(await stranger.get('/api/account/me')).toMatchObject({ status: 401 });
});

test('who signs in before he has confirmed gets a new link, with the right password only', async () => {
  const email = newAddress();
  const browser = newBrowser(worker);
  await browser.post('/api/account/sign-up', filledIn(email));

  expect(await browser.post('/api/account/sign-in', { email, password: 'a wrong one!' })).toMatchObject({
    status: 401,
  });
  expect(mailbox.mailsTo(email)).toHaveLength(1);
  expect(await browser.post('/api/account/sign-in', { email, password: PASSWORD })).toMatchObject({
    status: 403,
    body: { error: { code: 'forbidden' } },
  });
  expect(browser.cookies.size).toBe(0);

  const [, second] = mailbox.mailsTo(email);
  expect(await browser.post('/api/account/confirm', { token: tokenIn(second), password: PASSWORD })).toMatchObject({
    status: 200,
    body: { workspaces: [{ name: 'Teapots' }] },
  });
});

test('no mail carries words that were typed into the form', async () => {
  const email = newAddress();
  const bait = 'Win-a-prize at https://evil.example';
  await newBrowser(worker).post('/api/account/sign-up', { ...filledIn(email), name: bait, workspaceName: bait });
  expect(JSON.stringify(mailbox.mailsTo(email))).not.toMatch(/prize|evil/);
});

test('one address is mailed five times a day at most', async () => {
  const email = newAddress();
  const statuses: number[] = [];
  for (let turn = 0; turn < 6; turn++) {
    statuses.push((await newBrowser(worker).post('/api/account/sign-up', filledIn(email))).status);
  }
  expect(statuses).toEqual([202, 202, 202, 202, 202, 429]);
  expect(mailbox.mailsTo(email)).toHaveLength(5);
});

test.each([
  ['a short password', { password: 'nine char' }],
  ['an endless password', { password: 'x'.repeat(129) }],
  ['no address', { email: 'nobody' }],
  ['two addresses', { email: 'a@example.com,b@example.com' }],
  ['a line break in the address', { email: 'a@example.com\r\nBcc: b@example.com' }],
  ['a NUL in the name', { name: 'A\u0000' }],
  ['half a character', { workspaceName: '\ud800' }],
  ['an empty name', { name: '  ' }],
  ['a field of the server’s', { emailVerified: true }],
  ['a role', { role: 'owner' }],
  ['another type', { email: ['a@example.com'] }],
])('a sign-up with %s is refused', async (_what, field) => {
  const answer = await newBrowser(worker).post('/api/account/sign-up', { ...filledIn(newAddress()), ...field });
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid', message: expect.any(String) } } });
});

test('a foreign page can neither sign up nor sign in', async () => {
  const browser = newBrowser(worker);
  const signIn = { email: newAddress(), password: PASSWORD };
  for (const Origin of ['https://evil.example', 'null', 'http://localhost:8787.evil.example', 'http://localhost']) {
    expect(await browser.post('/api/account/sign-in', signIn, { Origin })).toMatchObject({ status: 403 });
  }
  const asForm = { 'Content-Type': 'text/plain' };
  expect(await browser.post('/api/account/sign-in', signIn, asForm)).toMatchObject({ status: 415 });
});
