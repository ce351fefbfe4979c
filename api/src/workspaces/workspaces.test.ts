import { WorkspaceId } from '@everthread/shared/models/ids';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { browserOf, newBrowser, newWorker, type Worker } from '../../test/browser.ts';
import { countTrips } from '../../test/count-trips.ts';
import { leave, newAgent, newWorkspace, type TestAgent, workspaceWithAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { Surroundings } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { waysBack } from '../db/schema/ways-back.ts';
import { pushKeysOf } from '../ways-back/push-keys.ts';
import { changeWorkspace } from './change-workspace.ts';
import { embedPolicy } from './embed-policy.ts';
import { getWorkspace } from './get-workspace.ts';
import { noteOrigin } from './note-origin.ts';

let worker: Worker;
let surroundings: Surroundings;
beforeAll(async () => {
  worker = await newWorker();
  surroundings = await testSurroundings();
});

const later = (minutes: number) => ({ ...surroundings, now: () => new Date(Date.now() + minutes * 60_000) });

test('whoever is signed in can begin a workspace, which is then his', async () => {
  const agent = await workspaceWithAgent(surroundings);
  const browser = browserOf(worker, agent);

  const made = await browser.post('/api/workspaces', { name: '  Second shop ' });

  expect(made).toMatchObject({
    status: 201,
    body: { workspace: { name: 'Second shop', allowedOrigins: [], seenOrigins: [] } },
  });
  const { id } = (made.body as { workspace: { id: string } }).workspace;
  expect((await browser.get('/api/account/me')).body).toMatchObject({
    user: { name: 'Ada' },
    workspaces: [
      { id: agent.workspaceId, role: 'owner' },
      { id, name: 'Second shop', role: 'owner' },
    ],
  });
  expect((await browser.get(`/api/workspaces/${id}`)).body).toEqual(made.body);
  const ctx = { ...surroundings, actor: { kind: 'system' as const, workspaceId: WorkspaceId.parse(id) } };
  const [[keys]] = await inWorkspace(ctx, [
    ctx.db.select().from(waysBack).where(eq(waysBack.workspaceId, ctx.actor.workspaceId)),
  ]);
  // Whom it pushes to is known to be its own from the first moment.
  expect((await pushKeysOf(ctx)).publicKey).toBe(keys?.publicKey);
  expect(keys?.sealedKey).not.toContain((await pushKeysOf(ctx)).privateKey);
  const stranger = await workspaceWithAgent(surroundings);
  expect(await browserOf(worker, stranger).get(`/api/workspaces/${id}`)).toMatchObject({ status: 404 });
});

test('a workspace is not begun by a stranger, nor with fields of the server’s', async () => {
  expect(await newBrowser(worker).post('/api/workspaces', { name: 'Shop' })).toMatchObject({ status: 401 });
  const browser = browserOf(worker, await workspaceWithAgent(surroundings));
  for (const body of [{}, { name: '' }, { name: 'x'.repeat(81) }, { name: 'Shop', id: surroundings.newId() }]) {
    expect(await browser.post('/api/workspaces', body)).toMatchObject({ status: 400 });
  }
});

test('a foreign page changes nothing, whatever cookie it brings', async () => {
  const agent = await workspaceWithAgent(surroundings);
  const browser = browserOf(worker, agent);
  for (const Origin of [
    'https://evil.example',
    'null',
    'http://localhost:8787.evil.example',
    'https://localhost:8787',
  ]) {
    const foreign = { Origin };
    expect(await browser.post('/api/workspaces', { name: 'Shop' }, foreign)).toMatchObject({ status: 403 });
    const path = `/api/workspaces/${agent.workspaceId}`;
    expect(await browser.ask('PATCH', path, { name: 'Mine' }, foreign)).toMatchObject({ status: 403 });
  }
  expect((await getWorkspace(agent.ctx)).name).toBe('Teapots & Co');
});

describe('changing a workspace', () => {
  test.each(['owner', 'admin'] as const)('is for the role %s', async (role) => {
    const agent = await workspaceWithAgent(surroundings, role);
    const browser = browserOf(worker, agent);
    const path = `/api/workspaces/${agent.workspaceId}`;
    const [shop, blog] = ['https://shop.example', 'http://localhost:3000'];

    const changed = await browser.patch(path, { allowedOrigins: [shop, blog, shop] });
    expect(changed).toMatchObject({
      status: 200,
      body: { workspace: { name: 'Teapots & Co', allowedOrigins: [shop, blog] } },
    });
    expect(await browser.patch(path, { name: 'Renamed' })).toMatchObject({
      body: { workspace: { name: 'Renamed', allowedOrigins: [shop, blog] } },
    });
    expect(await browser.patch(path, {})).toMatchObject({ status: 200, body: { workspace: { name: 'Renamed' } } });
  });

  test.each(['agent', 'viewer'] as const)('is not for the role %s', async (role) => {
    const agent = await workspaceWithAgent(surroundings, role);
    const browser = browserOf(worker, agent);
    const path = `/api/workspaces/${agent.workspaceId}`;
    expect(await browser.patch(path, { name: 'Mine' })).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden', message: expect.stringContaining('owner') } },
    });
    expect(await browser.get(path)).toMatchObject({ status: 200, body: { workspace: { name: 'Teapots & Co' } } });
  });

  test('is not for an owner of another, who cannot even see it', async () => {
    const [owner, stranger] = [await workspaceWithAgent(surroundings), await workspaceWithAgent(surroundings)];
    const browser = browserOf(worker, stranger);
    const path = `/api/workspaces/${owner.workspaceId}`;
    for (const answer of [await browser.get(path), await browser.patch(path, { name: 'Mine' })]) {
      expect(answer).toMatchObject({ status: 404, body: { error: { code: 'not_found' } } });
    }
    expect((await getWorkspace(owner.ctx)).name).toBe('Teapots & Co');
  });

  test.each([
    'shop.example',
    'https://shop.example/',
    'https://shop.example/path',
    'https://SHOP.example',
    'https://shop.example:443',
    'https://user@shop.example',
    'javascript:alert(1)',
    'https://a;sandbox',
    "https://a,'unsafe-inline'",
    'https://a b',
    'null',
    '*',
  ])('refuses %s as an origin', async (origin) => {
    const agent = await workspaceWithAgent(surroundings);
    const change = { allowedOrigins: [origin] };
    expect(await browserOf(worker, agent).patch(`/api/workspaces/${agent.workspaceId}`, change)).toMatchObject({
      status: 400,
    });
  });

  test.each([
    ['an unknown field', { workspaceId: crypto.randomUUID() }],
    ['another type', { name: 7 }],
    ['too many origins', { allowedOrigins: Array.from({ length: 51 }, (_, n) => `https://s${n}.example`) }],
  ])('refuses %s', async (_what, change) => {
    const agent = await workspaceWithAgent(surroundings);
    expect(await browserOf(worker, agent).patch(`/api/workspaces/${agent.workspaceId}`, change)).toMatchObject({
      status: 400,
    });
  });

  test('takes one trip, as does reading it', async () => {
    const { ctx } = await workspaceWithAgent(surroundings);
    expect(await countTrips(() => changeWorkspace(ctx, { name: 'Renamed' }))).toBe(1);
    expect(await countTrips(() => getWorkspace(ctx))).toBe(1);
  });
});

describe('where the messenger may be embedded', () => {
  test('is asked of the database once a minute, and at once after a change here', async () => {
    const { ctx, workspaceId } = await workspaceWithAgent(surroundings);
    expect((await embedPolicy(surroundings, workspaceId))?.allowedOrigins).toEqual([]);
    expect(await countTrips(() => embedPolicy(surroundings, workspaceId))).toBe(0);
    expect(await countTrips(() => embedPolicy(later(1.01), workspaceId))).toBe(1);

    await changeWorkspace(ctx, { allowedOrigins: ['https://shop.example'] });
    expect((await embedPolicy(surroundings, workspaceId))?.allowedOrigins).toEqual(['https://shop.example']);
  });

  test('comes with the faces that visitors see, and nothing else of an agent', async () => {
    const { ctx, workspaceId, agentId } = await workspaceWithAgent(surroundings);
    const workspace = await getWorkspace(ctx);

    expect((await embedPolicy(surroundings, workspaceId))?.team).toEqual({
      name: workspace.name,
      agents: [{ id: agentId, name: 'Ada', photo: null }],
    });
  });

  test('is null for a workspace that does not exist', async () => {
    const { workspaceId } = await workspaceWithAgent(surroundings);
    const unknown = surroundings.newId() as typeof workspaceId;
    expect(await embedPolicy(surroundings, unknown)).toBeNull();
  });
});

describe('where the tag was seen', () => {
  const seenIn = async ({ ctx }: TestAgent) => (await getWorkspace(ctx)).seenOrigins.map(({ origin }) => origin);

  test('is shown to its own agents, the latest first', async () => {
    const [agent, other] = [await workspaceWithAgent(surroundings), await workspaceWithAgent(surroundings)];
    await noteOrigin(surroundings, agent.workspaceId, 'https://shop.example');
    await noteOrigin(later(1), agent.workspaceId, 'https://blog.example');
    expect(await seenIn(agent)).toEqual(['https://blog.example', 'https://shop.example']);
    await noteOrigin(later(90), agent.workspaceId, 'https://shop.example');
    expect(await seenIn(agent)).toEqual(['https://shop.example', 'https://blog.example']);
    expect(await seenIn(other)).toEqual([]);
  });

  test('is written once an hour', async () => {
    const { workspaceId } = (await newWorkspace(surroundings)).actor;
    const note = (minutes: number) => countTrips(() => noteOrigin(later(minutes), workspaceId, 'https://shop.example'));
    expect([await note(0), await note(59), await note(61)]).toEqual([1, 0, 1]);
  });

  test('holds fifty, and the one longest unseen goes first', async () => {
    const agent = await workspaceWithAgent(surroundings);
    for (let n = 0; n < 52; n++) await noteOrigin(later(n), agent.workspaceId, `https://s${n}.example`);
    const seen = await seenIn(agent);
    expect(seen).toHaveLength(50);
    expect(seen.at(-1)).toBe('https://s2.example');
  });

  test('keeps nothing that is no origin', async () => {
    const agent = await workspaceWithAgent(surroundings);
    await noteOrigin(surroundings, agent.workspaceId, 'https://shop.example/path?secret=1');
    expect(await seenIn(agent)).toEqual([]);
  });
});

test('an agent who has left is let in nowhere', async () => {
  const workspace = await newWorkspace(surroundings);
  const agent = await newAgent(workspace, 'admin');
  await leave(workspace, agent);
  expect(await browserOf(worker, agent).get(`/api/workspaces/${agent.workspaceId}`)).toMatchObject({ status: 404 });
  expect((await browserOf(worker, agent).get('/api/account/me')).body).toMatchObject({ workspaces: [] });
});
