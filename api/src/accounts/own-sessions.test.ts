import { eq } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { browserOf, newBrowser, newWorker, type Worker } from '../../test/browser.ts';
import { newAgent, newWorkspace, type TestAgent, workspaceWithAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { Surroundings } from '../context.ts';
import { sessions } from '../db/schema/auth.ts';
import { forgetExpired } from './forget-expired.ts';

let worker: Worker;
let surroundings: Surroundings;
beforeAll(async () => {
  worker = await newWorker();
  surroundings = await testSurroundings();
});

/** The same user on a second device. */
async function secondSession({ userId }: TestAgent): Promise<string> {
  const id = surroundings.newId();
  const expiresAt = new Date(Date.now() + 60_000);
  await surroundings.db
    .insert(sessions)
    .values({ id, userId, token: surroundings.newId(), expiresAt, userAgent: 'Phone' });
  return id;
}

test('one sees one’s own sessions and no tokens', async () => {
  const [agent, other] = [await workspaceWithAgent(surroundings), await workspaceWithAgent(surroundings)];
  const phone = await secondSession(agent);

  const { body } = await browserOf(worker, agent).get('/api/account/sessions');

  const times = { createdAt: expect.any(String), lastUsedAt: expect.any(String) };
  expect(new Set((body as { sessions: unknown[] }).sessions)).toEqual(
    new Set([
      { id: agent.sessionId, isCurrent: true, userAgent: null, ...times },
      { id: phone, isCurrent: false, userAgent: 'Phone', ...times },
    ]),
  );
  expect(JSON.stringify(body)).not.toContain(agent.sessionToken);
  expect(JSON.stringify(body)).not.toContain(other.sessionId);
});

test('a session that one ends can do nothing more, and its sockets close', async () => {
  const agent = await workspaceWithAgent(surroundings);
  const browser = browserOf(worker, agent);
  const phone = await secondSession(agent);

  expect(await browser.delete(`/api/account/sessions/${phone}`)).toMatchObject({ status: 200, body: {} });
  expect(worker.endedSockets).toContainEqual({
    room: { room: 'team', workspaceId: agent.workspaceId },
    who: { agentId: agent.agentId, sessionId: phone },
  });
  expect(await browser.delete(`/api/account/sessions/${phone}`)).toMatchObject({ status: 404 });

  expect(await browser.delete(`/api/account/sessions/${agent.sessionId}`)).toMatchObject({ status: 200 });
  expect(await browser.get('/api/account/sessions')).toMatchObject({ status: 401 });
  expect(await browser.get(`/api/workspaces/${agent.workspaceId}`)).toMatchObject({ status: 401 });
});

test('another’s session looks like one that does not exist', async () => {
  const workspace = await newWorkspace(surroundings);
  const [agent, colleague] = [await newAgent(workspace), await newAgent(workspace)];
  const browser = browserOf(worker, agent);

  const ofColleague = await browser.delete(`/api/account/sessions/${colleague.sessionId}`);
  const ofNobody = await browser.delete(`/api/account/sessions/${surroundings.newId()}`);

  expect(ofColleague).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
  expect(ofColleague.body).toEqual(ofNobody.body);
  expect(await browserOf(worker, colleague).get('/api/account/sessions')).toMatchObject({ status: 200 });
  expect(await browser.delete('/api/account/sessions/not-an-id')).toMatchObject({ status: 400 });
});

test('signing out ends the session itself, not only the cookie', async () => {
  const agent = await workspaceWithAgent(surroundings);
  const [browser, copy] = [browserOf(worker, agent), browserOf(worker, agent)];

  expect(await browser.post('/api/account/sign-out')).toMatchObject({ status: 200, body: {} });
  expect(browser.cookies.size).toBe(0);
  expect(worker.endedSockets).toContainEqual({
    room: { room: 'team', workspaceId: agent.workspaceId },
    who: { agentId: agent.agentId, sessionId: agent.sessionId },
  });
  expect(await copy.get('/api/account/me')).toMatchObject({ status: 401 });
  // Once more, and without any session: the outcome is what was asked for.
  expect(await copy.post('/api/account/sign-out')).toMatchObject({ status: 200 });
  expect(await newBrowser(worker).post('/api/account/sign-out')).toMatchObject({ status: 200 });
});

test('a session in use is prolonged once a day, and ends thirty days after its last day', async () => {
  const agent = await workspaceWithAgent(surroundings);
  const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1000);
  const expiry = async () => {
    const [row] = await surroundings.db.select().from(sessions).where(eq(sessions.id, agent.sessionId));
    return row?.expiresAt;
  };
  const expireAt = (expiresAt: Date) =>
    surroundings.db.update(sessions).set({ expiresAt }).where(eq(sessions.id, agent.sessionId));
  const browser = browserOf(worker, agent);

  await expireAt(inDays(29.5));
  expect((await browser.get('/api/account/me')).headers.getSetCookie()).toEqual([]);
  await expireAt(inDays(28));
  expect((await browser.get('/api/account/me')).headers.getSetCookie()).toHaveLength(1);
  expect((await expiry())?.getTime()).toBeGreaterThan(inDays(29.9).getTime());
  expect(await browser.get(`/api/workspaces/${agent.workspaceId}`)).toMatchObject({ status: 200 });

  await expireAt(inDays(-0.01));
  expect(await browser.get(`/api/workspaces/${agent.workspaceId}`)).toMatchObject({ status: 401 });
  expect(await browser.get('/api/account/me')).toMatchObject({ status: 401 });
});

test('what has expired is removed, what lives stays', async () => {
  const [gone, alive] = [await workspaceWithAgent(surroundings), await workspaceWithAgent(surroundings)];
  await surroundings.db
    .update(sessions)
    .set({ expiresAt: new Date(0) })
    .where(eq(sessions.id, gone.sessionId));
  await forgetExpired(surroundings);
  const left = async (id: string) => surroundings.db.select().from(sessions).where(eq(sessions.id, id));
  expect(await left(gone.sessionId)).toHaveLength(0);
  expect(await left(alive.sessionId)).toHaveLength(1);
});

test.each(['/api/account/me', '/api/account/sessions'])('%s is for who is signed in', async (path) => {
  expect(await newBrowser(worker).get(path)).toMatchObject({ status: 401, body: { error: { code: 'signed_out' } } });
});
