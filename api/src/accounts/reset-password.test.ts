import { afterAll, beforeAll, expect, test } from 'vitest';
import { newBrowser, newWorker, type Worker } from '../../test/browser.ts';
import { type Mailbox, startMailbox, tokenIn } from '../../test/mailbox.ts';
import { newAddress, newMember } from '../../test/members.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { askForReset, resetPassword } from './reset-password.ts';

let mailbox: Mailbox;
let worker: Worker;
beforeAll(async () => {
  mailbox = await startMailbox();
  worker = await newWorker({ RESEND_BASE_URL: mailbox.url });
});
afterAll(() => mailbox.stop());

const fresh = 'a fresh password';

async function memberWithLink() {
  const member = await newMember(worker, mailbox);
  expect(await newBrowser(worker).post('/api/account/forgot', { email: member.email })).toMatchObject({ status: 202 });
  return { ...member, token: tokenIn(mailbox.mailsTo(member.email).at(-1)) };
}

test('a reset ends every session, the old password and the sockets; the new password works', async () => {
  const { browser, email, password, token, me } = await memberWithLink();
  const elsewhere = newBrowser(worker);
  await elsewhere.post('/api/account/sign-in', { email, password });

  expect(await newBrowser(worker).post('/api/account/reset', { token, password: fresh })).toMatchObject({
    status: 200,
    body: {},
  });

  const [workspace] = me.workspaces;
  for (const signedOut of [browser, elsewhere]) {
    expect(await signedOut.get('/api/account/me')).toMatchObject({ status: 401 });
    expect(await signedOut.get('/api/account/sessions')).toMatchObject({ status: 401 });
    expect(await signedOut.get(`/api/workspaces/${workspace?.id}`)).toMatchObject({ status: 401 });
  }
  expect(worker.endedSockets).toContainEqual({
    room: { room: 'team', workspaceId: workspace?.id },
    who: { agentId: workspace?.agentId, sessionId: undefined },
  });
  const again = newBrowser(worker);
  expect(await again.post('/api/account/sign-in', { email, password })).toMatchObject({ status: 401 });
  expect(await again.post('/api/account/sign-in', { email, password: fresh })).toMatchObject({ status: 200 });
});

test('the link works once, and a used one ends the others', async () => {
  const { email, token } = await memberWithLink();
  await newBrowser(worker).post('/api/account/forgot', { email });
  const other = tokenIn(mailbox.mailsTo(email).at(-1));

  const body = { token, password: fresh };
  const answers = await Promise.all([1, 2].map(() => newBrowser(worker).post('/api/account/reset', body)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
  for (const dead of [token, other, 'made-up']) {
    expect(
      await newBrowser(worker).post('/api/account/reset', { token: dead, password: 'x'.repeat(10) }),
    ).toMatchObject({
      status: 400,
      body: { error: { code: 'invalid' } },
    });
  }
});

test('the link works for an hour', async () => {
  const { email } = await newMember(worker, mailbox);
  const surroundings = await testSurroundings();
  const asked = await askForReset(surroundings, { email }, newAddress());
  const reset = { token: asked?.token ?? '', password: fresh };
  const inMinutes = (minutes: number) => ({ ...surroundings, now: () => new Date(Date.now() + minutes * 60_000) });
  await expect(resetPassword(inMinutes(61), reset, newAddress())).rejects.toMatchObject({ code: 'invalid' });
  await expect(resetPassword(inMinutes(59), reset, newAddress())).resolves.toHaveLength(1);
});

test('an unknown address is answered alike, and nobody is mailed', async () => {
  const { email } = await newMember(worker, mailbox);
  const unknown = newAddress();
  const ofKnown = await newBrowser(worker).post('/api/account/forgot', { email });
  const ofUnknown = await newBrowser(worker).post('/api/account/forgot', { email: unknown });
  const seen = ({ status, body, headers }: typeof ofKnown) => ({ status, body, headers: [...headers] });
  expect(seen(ofUnknown)).toEqual(seen(ofKnown));
  expect(mailbox.mailsTo(unknown)).toEqual([]);
});

test('the link of a sign-up resets no password', async () => {
  const { email } = await newMember(worker, mailbox);
  await newBrowser(worker).post('/api/account/forgot', { email });
  const reset = tokenIn(mailbox.mailsTo(email).at(-1));
  const stranger = newAddress();
  const browser = newBrowser(worker);
  await browser.post('/api/account/sign-up', { name: 'B', email: stranger, password: fresh, workspaceName: 'B' });
  const signUp = tokenIn(mailbox.mailsTo(stranger).at(-1));
  expect(await browser.post('/api/account/reset', { token: signUp, password: fresh })).toMatchObject({ status: 400 });
  expect(await browser.post('/api/account/confirm', { token: reset, password: fresh })).toMatchObject({ status: 400 });
});

test.each([
  ['a short password', { password: 'short' }],
  ['a user', { userId: crypto.randomUUID() }],
  ['no token', { token: '' }],
])('a reset with %s is refused', async (_what, field) => {
  const answer = await newBrowser(worker).post('/api/account/reset', { token: 'x', password: fresh, ...field });
  expect(answer).toMatchObject({ status: 400, body: { error: { code: 'invalid' } } });
});
