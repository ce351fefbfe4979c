import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browser, browserOf, newBrowser, newWorker, type Worker } from '../../test/browser.ts';
import { leave, newAgent, newWorkspace, type TestAgent } from '../../test/factories.ts';
import { type Mailbox, startMailbox, tokenIn } from '../../test/mailbox.ts';
import { newAddress, newMember, PASSWORD } from '../../test/members.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { Context, Surroundings, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { invitations } from '../db/schema/invitations.ts';
import { readOffer } from './read-offer.ts';
import { signUpInvited } from './sign-up-invited.ts';

let mailbox: Mailbox;
let worker: Worker;
let surroundings: Surroundings;
beforeAll(async () => {
  mailbox = await startMailbox();
  worker = await newWorker({ RESEND_BASE_URL: mailbox.url });
  surroundings = await testSurroundings();
  await newMember(worker, mailbox); // so that no single test waits for all that begins with the first
});
afterAll(() => mailbox.stop());

type Place = { workspace: Context<SystemActor>; owner: TestAgent; browser: Browser; path: string };

async function newPlace(): Promise<Place> {
  const workspace = await newWorkspace(surroundings);
  const owner = await newAgent(workspace, 'owner', 'Mara');
  return {
    workspace,
    owner,
    browser: browserOf(worker, owner),
    path: `/api/workspaces/${owner.workspaceId}/invitations`,
  };
}

/** Invites a mailbox and reads its mail. */
async function inviteTo({ browser, path }: Place, email = newAddress(), role = 'agent') {
  const sent = await browser.post(path, { email, role });
  expect(sent).toMatchObject({ status: 201 });
  const { invitation } = sent.body as { invitation: { id: string } };
  return { email, id: invitation.id, token: tokenIn(mailbox.mailsTo(email).at(-1)) };
}

const signUp = (token: string, more: object = {}) => ({ token, name: 'Ada', password: PASSWORD, ...more });
const signUpBy = (token: string, browser = newBrowser(worker)) =>
  browser.post('/api/account/invitation/sign-up', signUp(token));
const DEAD = { status: 400, body: { error: { code: 'invalid' } } };

describe('an invitation by mail', () => {
  test('makes an account for its mailbox, an agent of its role, and signs it in', async () => {
    const place = await newPlace();
    const { email, token } = await inviteTo(place);
    const browser = newBrowser(worker);

    expect(await browser.post('/api/account/invitation', { token })).toMatchObject({
      status: 200,
      body: { offer: { workspaceName: 'Teapots & Co', invitedBy: 'Mara', hasAccount: false } },
    });
    const joined = await signUpBy(token, browser);

    expect(joined).toMatchObject({
      status: 200,
      body: { user: { name: 'Ada', email }, workspaces: [{ id: place.owner.workspaceId, role: 'agent' }] },
    });
    expect((await browser.get('/api/account/me')).status).toBe(200);
    expect((await browser.get(`/api/workspaces/${place.owner.workspaceId}`)).body).toMatchObject({
      workspace: { agents: [{ name: 'Mara' }, { name: 'Ada' }] },
    });
  });

  test('is taken by a member with that very address once he is signed in', async () => {
    const place = await newPlace();
    const member = await newMember(worker, mailbox);
    const { token } = await inviteTo(place, member.email, 'admin');

    expect(await member.browser.post('/api/account/invitation/join', { token })).toMatchObject({
      status: 200,
      body: { workspaceId: place.owner.workspaceId },
    });

    expect((await member.browser.get('/api/account/me')).body).toMatchObject({
      workspaces: [{}, { id: place.owner.workspaceId, role: 'admin' }],
    });
  });

  test('G3 works once', async () => {
    const place = await newPlace();
    const { token } = await inviteTo(place);
    expect((await signUpBy(token)).status).toBe(200);

    expect(await signUpBy(token)).toMatchObject(DEAD);
    expect(await newBrowser(worker).post('/api/account/invitation', { token })).toMatchObject(DEAD);
    const member = await newMember(worker, mailbox);
    expect(await member.browser.post('/api/account/invitation/join', { token })).toMatchObject(DEAD);
  });

  test('G3 works once also where it is used twice in the same moment', async () => {
    const place = await newPlace();
    const { token } = await inviteTo(place);

    const answers = await Promise.all([signUpBy(token), signUpBy(token), signUpBy(token)]);

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
  });

  test('G3 opens nothing after seven days', async () => {
    const place = await newPlace();
    const { token } = await inviteTo(place);
    const at = (days: number) => ({ ...surroundings, now: () => new Date(Date.now() + days * 86_400_000) });

    await expect(readOffer(at(6.9), token, '192.0.2.1')).resolves.toMatchObject({ role: 'agent' });
    await expect(readOffer(at(7.1), token, '192.0.2.1')).rejects.toMatchObject({ code: 'invalid' });
    await expect(signUpInvited(at(7.1), signUp(token), '192.0.2.1', undefined)).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  test('G3 is for its own mailbox: another member who has the link does not get in', async () => {
    const place = await newPlace();
    const { token } = await inviteTo(place);
    const other = await newMember(worker, mailbox);

    expect(await other.browser.post('/api/account/invitation/join', { token })).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden' } },
    });

    expect((await other.browser.get('/api/account/me')).body).toMatchObject({ workspaces: [{ role: 'owner' }] });
    expect((await signUpBy(token)).status).toBe(200); // and it is not used up
  });

  test.each([
    ['guessed', (token: string) => `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`],
    ['of another workspace', (token: string) => `${crypto.randomUUID()}.${token.split('.')[1]}`],
    ['without its workspace', (token: string) => token.split('.')[1] ?? ''],
    ['without its secret', (token: string) => `${token.split('.')[0]}.`],
    ['with more behind it', (token: string) => `${token}.x`],
  ])('G3 a token that is %s opens nothing', async (_how, spoil) => {
    const { token } = await inviteTo(await newPlace());
    expect(await newBrowser(worker).post('/api/account/invitation', { token: spoil(token) })).toMatchObject(DEAD);
    expect(await signUpBy(spoil(token))).toMatchObject(DEAD);
  });

  test('G3 stands behind # in its link, where no server, log or referrer sees it, and only hashed in the database', async () => {
    const place = await newPlace();
    const { email, token } = await inviteTo(place);
    expect(mailbox.mailsTo(email).at(-1)?.text).toContain(`/inbox/invitation#token=${token}`);

    const [rows] = await inWorkspace(place.workspace, [place.workspace.db.select().from(invitations)]);

    expect(JSON.stringify(rows)).not.toContain(token.split('.')[1]);
  });

  test('G2 who signed up before with that address and never proved it has nothing of the account', async () => {
    const place = await newPlace();
    const email = newAddress();
    const attacker = newBrowser(worker);
    await attacker.post('/api/account/sign-up', {
      name: 'Eve',
      email,
      password: 'eve knows this one',
      workspaceName: 'Eve',
    });
    const attackersLink = tokenIn(mailbox.mailsTo(email).at(-1));
    const { token } = await inviteTo(place, email);

    expect((await signUpBy(token)).status).toBe(200);

    const confirm = { token: attackersLink, password: 'eve knows this one' };
    expect((await attacker.post('/api/account/confirm', confirm)).status).toBe(400);
    expect((await attacker.post('/api/account/sign-in', { email, password: 'eve knows this one' })).status).toBe(401);
    expect((await newBrowser(worker).post('/api/account/sign-in', { email, password: PASSWORD })).status).toBe(200);
  });

  test('G2 sets no new password for an address that has an account', async () => {
    const place = await newPlace();
    const member = await newMember(worker, mailbox);
    const { token } = await inviteTo(place, member.email);

    const taken = await newBrowser(worker).post('/api/account/invitation/sign-up', {
      ...signUp(token),
      password: 'something else here',
    });

    expect(taken).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } });
    expect(
      (await newBrowser(worker).post('/api/account/sign-in', { email: member.email, password: member.password }))
        .status,
    ).toBe(200);
    expect((await member.browser.post('/api/account/invitation/join', { token })).status).toBe(200);
  });

  test('takes no address, role or workspace from who accepts', async () => {
    const { token } = await inviteTo(await newPlace());
    for (const more of [{ email: 'eve@evil.example' }, { role: 'owner' }, { userId: crypto.randomUUID() }]) {
      expect(await newBrowser(worker).post('/api/account/invitation/sign-up', signUp(token, more))).toMatchObject(DEAD);
      expect(await newBrowser(worker).post('/api/account/invitation', { token, ...more })).toMatchObject(DEAD);
    }
  });

  test('brings back who has left, as what he is invited to be', async () => {
    const place = await newPlace();
    const member = await newMember(worker, mailbox);
    await member.browser.post('/api/account/invitation/join', {
      token: (await inviteTo(place, member.email, 'admin')).token,
    });
    const { workspaces } = (await member.browser.get('/api/account/me')).body as {
      workspaces: { id: string; agentId: string }[];
    };
    const agentId = workspaces.find(({ id }) => id === place.owner.workspaceId)?.agentId;
    const path = `/api/workspaces/${place.owner.workspaceId}`;
    expect((await place.browser.delete(`${path}/members/${agentId}`)).status).toBe(200);
    expect((await member.browser.get(path)).status).toBe(404);

    const { token } = await inviteTo(place, member.email, 'viewer');
    expect((await member.browser.post('/api/account/invitation/join', { token })).status).toBe(200);

    expect((await member.browser.get(path)).body).toMatchObject({
      workspace: { agents: [{ name: 'Mara' }, { id: agentId, role: 'viewer' }], formerAgents: [] },
    });
  });
});

describe('who invites', () => {
  test('sees what is pending, sends it again, and takes it back; each link before is dead', async () => {
    const place = await newPlace();
    const { email, id, token } = await inviteTo(place);
    expect((await place.browser.get(place.path)).body).toMatchObject({
      invitations: [{ id, email, role: 'agent', invitedBy: place.owner.agentId }],
    });

    expect((await place.browser.post(`${place.path}/${id}/resend`)).status).toBe(200);
    const second = tokenIn(mailbox.mailsTo(email).at(-1));
    expect(second).not.toBe(token);
    expect(await signUpBy(token)).toMatchObject(DEAD);

    for (const _twice of [1, 2]) expect((await place.browser.delete(`${place.path}/${id}`)).status).toBe(200);
    expect(await signUpBy(second)).toMatchObject(DEAD);
    expect((await place.browser.get(place.path)).body).toEqual({ invitations: [] });
  });

  test('cannot invite one address twice, nor who is here already; one that has run out can be invited anew', async () => {
    const place = await newPlace();
    const { email, id } = await inviteTo(place);
    expect(await place.browser.post(place.path, { email, role: 'agent' })).toMatchObject({ status: 409 });
    expect(await place.browser.post(place.path, { email: place.owner.email, role: 'agent' })).toMatchObject({
      status: 409,
    });

    await inWorkspace(place.workspace, [place.workspace.db.update(invitations).set({ expiresAt: new Date(0) })]);
    const anew = await inviteTo(place, email);

    expect(anew.id).not.toBe(id);
    expect((await place.browser.get(place.path)).body).toMatchObject({ invitations: [{ id: anew.id }] });
  });

  test('cannot invite one address twice in the same moment either: one link is mailed, and it works', async () => {
    const { browser, path } = await newPlace();
    const email = newAddress();

    const sent = await Promise.all(Array.from({ length: 3 }, () => browser.post(path, { email, role: 'agent' })));

    expect(sent.map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    const mails = mailbox.mailsTo(email);
    expect(mails).toHaveLength(1);
    expect(await signUpBy(tokenIn(mails[0]))).toMatchObject({ status: 200 });
  });

  test('and is not an owner cannot offer an owner’s seat, nor send such an offer again', async () => {
    const place = await newPlace();
    const admin = browserOf(worker, await newAgent(place.workspace, 'admin'));
    const { id } = await inviteTo(place, newAddress(), 'owner');

    expect((await admin.post(place.path, { email: newAddress(), role: 'owner' })).status).toBe(403);
    expect((await admin.post(`${place.path}/${id}/resend`)).status).toBe(403);
    expect((await admin.post(place.path, { email: newAddress(), role: 'admin' })).status).toBe(201);
  });

  test('and manages nothing, or has left, or is elsewhere, invites nobody and sees no invitation', async () => {
    const place = await newPlace();
    const { id } = await inviteTo(place);
    const left = await newAgent(place.workspace, 'admin');
    await leave(place.workspace, left);
    const elsewhere = (await newPlace()).owner;
    for (const [who, status] of [
      [await newAgent(place.workspace, 'agent'), 403],
      [await newAgent(place.workspace, 'viewer'), 403],
      [left, 404],
      [elsewhere, 404],
    ] as const) {
      const browser = browserOf(worker, who);
      expect((await browser.get(place.path)).status).toBe(status);
      expect((await browser.post(place.path, { email: newAddress(), role: 'agent' })).status).toBe(status);
      expect((await browser.post(`${place.path}/${id}/resend`)).status).toBe(status);
      expect((await browser.delete(`${place.path}/${id}`)).status).toBe(status);
    }
  });

  test('cannot name a team of another workspace, nor one that is no more', async () => {
    const [place, other] = [await newPlace(), await newPlace()];
    const made = await other.browser.post(`/api/workspaces/${other.owner.workspaceId}/teams`, { name: 'Returns' });
    const { team } = made.body as { team: { id: string } };
    const invited = { email: newAddress(), role: 'agent', teamId: team.id };
    expect((await place.browser.post(place.path, invited)).status).toBe(404);
    expect((await other.browser.post(other.path, invited)).status).toBe(201);
  });

  test('whoever is invited to a team is in it', async () => {
    const place = await newPlace();
    const made = await place.browser.post(`/api/workspaces/${place.owner.workspaceId}/teams`, { name: 'Returns' });
    const { team } = made.body as { team: { id: string } };
    const email = newAddress();
    await place.browser.post(place.path, { email, role: 'agent', teamId: team.id });

    const joined = await signUpBy(tokenIn(mailbox.mailsTo(email).at(-1)));

    const { workspaces } = joined.body as { workspaces: { agentId: string }[] };
    expect((await place.browser.get(`/api/workspaces/${place.owner.workspaceId}`)).body).toMatchObject({
      workspace: { teams: [{ id: team.id, memberIds: [workspaces[0]?.agentId] }] },
    });
  });

  test('cannot flood a mailbox', async () => {
    const email = newAddress();
    const statuses: number[] = [];
    for (let n = 0; n < 4; n++) {
      const place = await newPlace();
      statuses.push((await place.browser.post(place.path, { email, role: 'agent' })).status);
    }
    expect(statuses).toEqual([201, 201, 201, 429]);
  });

  test('cannot advertise by the name of the workspace', async () => {
    const place = await newPlace();
    const name = 'Win at https://evil.example <b>now</b> www.evil.example';
    await place.browser.patch(`/api/workspaces/${place.owner.workspaceId}`, { name });
    const { email } = await inviteTo(place);
    const mail = mailbox.mailsTo(email).at(-1);
    expect(`${mail?.subject} ${mail?.text} ${mail?.html}`).not.toMatch(/evil\.example|<b>/);
  });
});
