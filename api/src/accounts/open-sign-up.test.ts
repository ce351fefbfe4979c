import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, browserOf, newBrowser, newWorker, type Worker } from '../../test/browser.ts';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { type Mailbox, startMailbox, tokenIn } from '../../test/mailbox.ts';
import { newAddress, newMember, PASSWORD } from '../../test/members.ts';
import { ownPostgres } from '../../test/own-postgres.ts';
import { testSurroundings } from '../../test/surroundings.ts';

const { database } = await ownPostgres();
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await startMailbox();
});
afterAll(() => mailbox.stop());

const settings = () => ({ RESEND_BASE_URL: mailbox.url, SIGN_UP: 'invitation' });
const isOpen = async (browser: Browser) => (await browser.get('/api/account/sign-up')).body;
const signUp = (browser: Browser, email: string) =>
  browser.post('/api/account/sign-up', { name: 'Ada', email, password: PASSWORD, workspaceName: 'Teapots' });
const CLOSED = {
  status: 403,
  body: { error: { code: 'forbidden', message: expect.stringContaining('by invitation') } },
};

test('where nobody is yet, one of those who sign up at once comes in, and then no other', async () => {
  const worker = await newWorker({ ...settings(), DATABASE_URL: database.appUrl });
  const strangers = [newAddress(), newAddress(), newAddress()].map((email) => ({ email, browser: newBrowser(worker) }));
  expect(await isOpen(newBrowser(worker))).toEqual({ isOpen: true });
  for (const { email, browser } of strangers) expect(await signUp(browser, email)).toMatchObject({ status: 202 });

  const answers = await Promise.all(
    strangers.map(({ email, browser }) =>
      browser.post('/api/account/confirm', { token: tokenIn(mailbox.mailsTo(email)[0]), password: PASSWORD }),
    ),
  );

  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403, 403]);
  expect(answers.find(({ status }) => status === 403)).toMatchObject(CLOSED);
  expect(await isOpen(newBrowser(worker))).toEqual({ isOpen: false });
  const late = strangers[answers.findIndex(({ status }) => status === 403)];
  if (!late) throw new Error('All three came in');
  expect(await late.browser.post('/api/account/sign-in', { email: late.email, password: PASSWORD })).toMatchObject(
    CLOSED,
  );
});

describe('where somebody is already', () => {
  let worker: Worker;
  beforeAll(async () => {
    worker = await newWorker(settings());
    await newWorkspaceWith('owner');
  });

  async function newWorkspaceWith(role: 'owner' | 'admin') {
    const workspace = await newWorkspace(await testSurroundings());
    return { workspace, browser: browserOf(worker, await newAgent(workspace, role)) };
  }

  test('a stranger cannot sign up, and nothing is mailed to anybody', async () => {
    const email = newAddress();
    expect(await isOpen(newBrowser(worker))).toEqual({ isOpen: false });
    expect(await signUp(newBrowser(worker), email)).toMatchObject(CLOSED);
    expect(mailbox.mailsTo(email)).toEqual([]);
  });

  test('who signed up while it was open cannot confirm any more', async () => {
    const open = await newWorker({ ...settings(), SIGN_UP: 'open' });
    const email = newAddress();
    expect(await isOpen(newBrowser(open))).toEqual({ isOpen: true });
    await signUp(newBrowser(open), email);
    const confirm = { token: tokenIn(mailbox.mailsTo(email)[0]), password: PASSWORD };
    expect(await newBrowser(worker).post('/api/account/confirm', confirm)).toMatchObject(CLOSED);
    expect(await newBrowser(open).post('/api/account/confirm', confirm)).toMatchObject({ status: 200 });
  });

  test('who is invited comes in, and who is a member signs in', async () => {
    const { workspace, browser: owner } = await newWorkspaceWith('owner');
    const email = newAddress();
    const path = `/api/workspaces/${workspace.actor.workspaceId}/invitations`;
    expect(await owner.post(path, { email, role: 'agent' })).toMatchObject({ status: 201 });
    const invited = { token: tokenIn(mailbox.mailsTo(email).at(-1)), name: 'Ben', password: PASSWORD };
    expect(await newBrowser(worker).post('/api/account/invitation/sign-up', invited)).toMatchObject({ status: 200 });
    expect(await newBrowser(worker).post('/api/account/sign-in', { email, password: PASSWORD })).toMatchObject({
      status: 200,
      body: { workspaces: [{ id: workspace.actor.workspaceId }] },
    });
  });

  test('an owner begins a further workspace, and nobody else', async () => {
    const { browser: owner } = await newWorkspaceWith('owner');
    const { browser: admin } = await newWorkspaceWith('admin');
    expect(await owner.post('/api/workspaces', { name: 'Second shop' })).toMatchObject({ status: 201 });
    expect(await admin.post('/api/workspaces', { name: 'His own' })).toMatchObject({ status: 403 });
    const open = await newWorker({ ...settings(), SIGN_UP: 'open' });
    const { browser: member } = await newMember(open, mailbox);
    expect(await member.post('/api/workspaces', { name: 'His own' })).toMatchObject({ status: 201 });
  });
});
