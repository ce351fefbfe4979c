import { env, exports } from 'cloudflare:workers';
import type { VisitorSession } from '@everthread/shared/models/visitor-session';
import { expect, test } from 'vitest';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { newSecret, signToken, type TestSecret } from '../../test/identities.ts';
import { config, knock, listen, protocolsWith } from '../../test/live.ts';
import { surroundingsOf } from '../http/surroundings.ts';

/** Asks the Worker as a browser on our own pages would. */
async function ask(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await exports.default.fetch(`${config.publicUrl}/api${path}`, {
    method,
    body: JSON.stringify(body),
    headers: {
      'Content-Type': 'application/json',
      Origin: config.publicUrl,
      'CF-Connecting-IP': `203.0.113.${Math.ceil(Math.random() * 250)}`,
      ...headers,
    },
  });
  return { status: answer.status, body: await answer.json() };
}

async function company() {
  const workspace = await newWorkspace(surroundingsOf(env));
  const { workspaceId } = workspace.actor;
  const owner = await newAgent(workspace, 'owner');
  const asOwner = { Cookie: owner.cookie };
  return {
    newSecret: () => newSecret(owner.ctx),
    demandIdentity: () => ask('PATCH', `/workspaces/${workspaceId}`, { identityMode: 'enforced' }, asOwner),
    revoke: ({ id }: TestSecret) => ask('DELETE', `/workspaces/${workspaceId}/identity-secrets/${id}`, {}, asOwner),
    /** A device that has begun a thread: its open socket, a ticket it has not used, and a way to ask for another. */
    async device(secret?: TestSecret, sub: string = crypto.randomUUID()) {
      const key = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
      const message = { id: crypto.randomUUID(), text: 'Hello' };
      const identityToken = secret && (await signToken(workspaceId, secret, { sub }));
      const { status, body } = await ask('POST', '/visitor/threads', { workspaceId, key, message, identityToken });
      expect(status).toBe(201);
      const { access } = body as VisitorSession;
      const bearer = { Authorization: `Bearer ${access.token}` };
      const askTicket = () => ask('POST', '/visitor/ticket', {}, bearer);
      const unused = ((await askTicket()).body as { ticket: string }).ticket;
      return { socket: listen(await knock(protocolsWith(access.ticket))), unused, askTicket };
    },
  };
}
type Device = Awaited<ReturnType<Awaited<ReturnType<typeof company>>['device']>>;

const signedOut = { code: 4401, reason: 'signed_out' };

async function expectEnded({ socket, unused, askTicket }: Device) {
  expect(await socket.closed).toEqual(signedOut);
  expect((await knock(protocolsWith(unused))).status).toBe(401);
  expect((await askTicket()).status).toBe(401);
}

async function expectGoesOn({ socket, unused, askTicket }: Device) {
  socket.say('ping');
  await expect.poll(() => socket.pongs).toEqual(['pong']);
  expect((await knock(protocolsWith(unused))).status).toBe(101);
  expect((await askTicket()).status).toBe(201);
}

test('P19 once identity is demanded, who is only claimed loses his sockets and tickets, and nobody else', async () => {
  const [here, there] = [await company(), await company()];
  const claimed = [await here.device(), await here.device()];
  const verified = await here.device(await here.newSecret());
  const stranger = await there.device();

  expect((await here.demandIdentity()).status).toBe(200);

  for (const device of claimed) await expectEnded(device);
  for (const device of [verified, stranger]) await expectGoesOn(device);
});

test('P19 once a secret is revoked, the devices that it proved lose theirs, and those that another proved do not', async () => {
  const here = await company();
  const [old, fresh] = [await here.newSecret(), await here.newSecret()];
  const sub = crypto.randomUUID();
  const proven = await here.device(old, sub);
  const provenByOther = await here.device(fresh, sub);
  const claimed = await here.device();

  expect((await here.revoke(old)).status).toBe(200);

  await expectEnded(proven);
  for (const device of [provenByOther, claimed]) await expectGoesOn(device);
});
