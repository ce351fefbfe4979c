import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { browserOf, newWorker, type Worker } from '../../test/browser.ts';
import { newKey } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newAgent, newWorkspace, workspaceWithAgent } from '../../test/factories.ts';
import { newSecret, signToken } from '../../test/identities.ts';
import { testConfig, testSurroundings } from '../../test/surroundings.ts';
import type { Surroundings } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { hashKey } from '../visitors/key-hash.ts';
import { identify } from './identify.ts';
import { provePerson } from './prove-person.ts';
import { seal, unseal } from './seal.ts';
import { createIdentitySecret, listIdentitySecrets, revokeIdentitySecret } from './secrets.ts';

let worker: Worker;
let surroundings: Surroundings;
beforeAll(async () => {
  worker = await newWorker();
  surroundings = await testSurroundings();
});

describe('identity secrets', () => {
  test.each(['owner', 'admin'] as const)('are made, listed and revoked by the role %s', async (role) => {
    const agent = await workspaceWithAgent(surroundings, role);
    const browser = browserOf(worker, agent);
    const path = `/api/workspaces/${agent.workspaceId}/identity-secrets`;

    const made = await browser.post(path);
    expect(made).toMatchObject({
      status: 201,
      body: { secret: { id: expect.stringMatching(/^k-/) }, value: expect.stringMatching(/^et_id_[\w-]{43}$/) },
    });
    const { secret, value } = made.body as { secret: { id: string }; value: string };
    const listed = await browser.get(path);
    expect(listed.body).toEqual({ secrets: [secret] });
    expect(JSON.stringify(listed.body)).not.toContain(value);

    expect(await browser.delete(`${path}/${secret.id}`)).toMatchObject({ status: 200 });
    expect(await browser.delete(`${path}/${secret.id}`)).toMatchObject({ status: 200 });
    expect((await browser.get(path)).body).toEqual({ secrets: [] });
  });

  test.each(['agent', 'viewer'] as const)('are no matter of the role %s', async (role) => {
    const workspace = await newWorkspace(surroundings);
    const { ctx: owner } = await newAgent(workspace, 'owner');
    const { id } = await newSecret(owner);
    const agent = await newAgent(workspace, role);
    const browser = browserOf(worker, agent);
    const path = `/api/workspaces/${agent.workspaceId}/identity-secrets`;
    const answers = [await browser.get(path), await browser.post(path), await browser.delete(`${path}/${id}`)];
    for (const answer of answers) {
      expect(answer).toMatchObject({ status: 403, body: { error: { message: expect.stringContaining('owner') } } });
    }
    expect(await browser.patch(`/api/workspaces/${agent.workspaceId}`, { identityMode: 'enforced' })).toMatchObject({
      status: 403,
    });
    expect(await listIdentitySecrets(owner)).toHaveLength(1);
  });

  test('of another workspace are not there', async () => {
    const [owner, stranger] = [await workspaceWithAgent(surroundings), await workspaceWithAgent(surroundings)];
    const { id } = await newSecret(owner.ctx);
    await expect(revokeIdentitySecret(stranger.ctx, id)).rejects.toMatchObject({ code: 'not_found' });
    expect(await listIdentitySecrets(stranger.ctx)).toEqual([]);
    expect(await listIdentitySecrets(owner.ctx)).toHaveLength(1);
  });

  test('are two at most, so that one can follow the other', async () => {
    const { ctx } = await workspaceWithAgent(surroundings);
    const first = await newSecret(ctx);
    await newSecret(ctx);
    await expect(createIdentitySecret(ctx)).rejects.toMatchObject({ code: 'conflict' });
    await revokeIdentitySecret(ctx, first.id);
    await expect(createIdentitySecret(ctx)).resolves.toBeDefined();
  });

  test('lie in the database sealed, and open only in their place and with the same SECRET', async () => {
    const { ctx, workspaceId } = await workspaceWithAgent(surroundings);
    const { id, value } = await newSecret(ctx);
    const [{ rows }] = await inWorkspace(ctx, [
      ctx.db.execute<{ sealed_secret: string }>(
        sql`select * from identity_secrets where workspace_id = ${workspaceId}`,
      ),
    ]);
    expect(JSON.stringify(rows)).not.toContain(value);
    const sealed = rows[0]?.sealed_secret ?? '';
    const place = { workspaceId, secretId: id };
    const otherConfig = { ...ctx.config, keys: { ...ctx.config.keys, seal: testConfig('postgres://x').keys.ticket } };

    expect(await unseal(ctx.config, place, sealed)).toBe(value);
    expect(await unseal(ctx.config, { ...place, secretId: 'k-2' }, sealed)).toBeNull();
    expect(await unseal(ctx.config, { ...place, workspaceId: ctx.newId() as never }, sealed)).toBeNull();
    expect(await unseal(otherConfig, place, sealed)).toBeNull();
    expect(await unseal(ctx.config, place, `${sealed.slice(0, -4)}AAAA`)).toBeNull();
    expect(await unseal(ctx.config, place, '')).toBeNull();
    expect(await seal(ctx.config, place, value)).not.toBe(await seal(ctx.config, place, value));
  });

  test('prove nothing from the moment they are revoked, though this isolate knows them', async () => {
    const agent = await workspaceWithAgent(surroundings);
    const { workspaceId, ctx } = agent;
    const secret = await newSecret(ctx);
    const comeIn = async () => {
      const person = await provePerson(surroundings, workspaceId, await signToken(workspaceId, secret));
      if (!person) throw new Error('A token proves somebody');
      const keys = { keyHash: undefined, newKeyHash: hashKey(newKey()) };
      return identify({ ...surroundings, actor: { kind: 'person', workspaceId, person } }, keys);
    };
    await comeIn();

    await revokeIdentitySecret(ctx, secret.id);

    await expect(comeIn()).rejects.toMatchObject({ code: 'signed_out' });
  });

  test('that cannot be opened, or hold next to nothing, prove nothing', async () => {
    const { workspaceId, ctx } = await workspaceWithAgent(surroundings);
    for (const [id, sealed] of [
      ['k-empty', await seal(ctx.config, { workspaceId, secretId: 'k-empty' }, '')],
      ['k-short', await seal(ctx.config, { workspaceId, secretId: 'k-short' }, 'x'.repeat(31))],
      ['k-broken', 'v1.AAAA.AAAA'],
      ['k-plain', 'x'.repeat(43)],
    ] as const) {
      await inWorkspace(ctx, [
        ctx.db.execute(sql`insert into identity_secrets (workspace_id, id, sealed_secret, created_at)
          values (${workspaceId}, ${id}, ${sealed}, now())`),
      ]);
      const value = id === 'k-short' ? 'x'.repeat(31) : 'x'.repeat(43);
      const token = await signToken(workspaceId, { id, value });
      await expect(provePerson(surroundings, workspaceId, token), id).rejects.toMatchObject({ code: 'signed_out' });
    }
  });

  test('cost one trip to make, list and revoke, and a token of a known one costs none', async () => {
    const { workspaceId, ctx } = await workspaceWithAgent(surroundings);
    expect(await countTrips(() => createIdentitySecret(ctx))).toBe(1);
    expect(await countTrips(() => listIdentitySecrets(ctx))).toBe(1);
    const secret = await newSecret(ctx);
    const token = await signToken(workspaceId, secret);
    expect(await countTrips(() => provePerson(surroundings, workspaceId, token))).toBe(1);
    expect(await countTrips(() => provePerson(surroundings, workspaceId, token))).toBe(0);
    expect(await countTrips(() => revokeIdentitySecret(ctx, secret.id))).toBe(1);
  });
});

describe('a workspace that takes only whom its own server has proven', () => {
  const enforced = async () => {
    const agent = await workspaceWithAgent(surroundings);
    const secret = await newSecret(agent.ctx);
    const { workspaceId } = agent;
    const inbox = browserOf(worker, agent);
    const setMode = (identityMode: string) => inbox.patch(`/api/workspaces/${workspaceId}`, { identityMode });
    const post = (path: string, body: object, token?: string) =>
      inbox.post(`/api/visitor/${path}`, body, token ? { Authorization: `Bearer ${token}` } : {});
    const message = () => ({ id: surroundings.newId(), text: 'Hello' });
    return { agent, secret, workspaceId, setMode, post, message };
  };
  type Session = { access: { token: string }; thread: { id: string } };

  test('refuses to begin, to open and to send without a token, and ends what was opened before', async () => {
    const { secret, workspaceId, setMode, post, message } = await enforced();
    const key = newKey();
    const begun = await post('threads', { workspaceId, key, message: message() });
    const { access, thread } = begun.body as Session;
    expect(await setMode('enforced')).toMatchObject({ status: 200, body: { workspace: { identityMode: 'enforced' } } });

    const signedOut = {
      status: 401,
      body: { error: { code: 'signed_out', message: expect.stringContaining('sign in') } },
    };
    expect(await post('threads', { workspaceId, key: newKey(), message: message() })).toMatchObject(signedOut);
    expect(await post('session', { workspaceId, key })).toMatchObject(signedOut);
    expect(await post(`threads/${thread.id}/messages`, message(), access.token)).toMatchObject(signedOut);
    expect(await post('ticket', {}, access.token)).toMatchObject(signedOut);
    expect(await post('logout', { workspaceId, key: newKey() })).toMatchObject({ status: 200 });

    const identityToken = await signToken(workspaceId, secret);
    const identified = await post('identify', { workspaceId, key, newKey: newKey(), identityToken });
    expect(identified).toMatchObject({
      status: 200,
      body: { keyInUse: 'key', session: { thread: { id: thread.id } } },
    });
    const session = (identified.body as { session: Session }).session;
    const sent = await post(`threads/${thread.id}/messages`, message(), session.access.token);
    expect(sent).toMatchObject({ status: 201, body: { message: { author: { identity: 'verified' } } } });
    expect(await post('session', { workspaceId, key, identityToken })).toMatchObject({ status: 200 });
    expect(await post('threads', { workspaceId, key: newKey(), message: message(), identityToken })).toMatchObject({
      status: 201,
      body: { thread: { id: thread.id } },
    });

    await setMode('optional');
    expect(await post('threads', { workspaceId, key: newKey(), message: message() })).toMatchObject({ status: 201 });
  });

  test.each(['enforced', 'optional'])('or not (%s) never takes nothing for a token', async (mode) => {
    const { workspaceId, setMode, post, message } = await enforced();
    await setMode(mode);
    for (const identityToken of [
      null,
      '',
      'null',
      'undefined',
      [],
      ['a.b.c'],
      {},
      0,
      true,
      'a.b.c',
      'x'.repeat(9_000),
    ]) {
      const bodies = {
        threads: { workspaceId, key: newKey(), message: message(), identityToken },
        session: { workspaceId, key: newKey(), identityToken },
        identify: { workspaceId, newKey: newKey(), identityToken },
      };
      for (const [path, body] of Object.entries(bodies)) {
        expect(await post(path, body), `${path} ${JSON.stringify(identityToken)}`).toMatchObject({
          status: 401,
          body: { error: { code: 'signed_out' } },
        });
      }
    }
    expect(await post('identify', { workspaceId, newKey: newKey() })).toMatchObject({ status: 401 });
  });

  test('takes nobody while it has no secret', async () => {
    const { agent, secret, workspaceId, setMode, post, message } = await enforced();
    await revokeIdentitySecret(agent.ctx, secret.id);
    await setMode('enforced');
    const forged = [
      await signToken(workspaceId, secret),
      await signToken(workspaceId, { id: secret.id, value: 'x' }),
      await signToken(workspaceId, { id: 'null', value: 'x'.repeat(32) }),
    ];
    for (const identityToken of [undefined, ...forged]) {
      const body = { workspaceId, key: newKey(), message: message(), identityToken };
      expect(await post('threads', body)).toMatchObject({ status: 401 });
    }
  });

  test('refuses a mode that there is not', async () => {
    const { setMode } = await enforced();
    for (const mode of ['', 'off', 'ENFORCED', null])
      expect(await setMode(mode as string)).toMatchObject({ status: 400 });
  });
});
