import { env, exports } from 'cloudflare:workers';
import type { Sent, VisitorSession } from '@everthread/shared/models/visitor-session';
import type { TeamDown, VisitorFrame } from '@everthread/shared/protocol/down';
import { expect, test } from 'vitest';
import { newWorkspace, promiseNothing } from '../../test/factories.ts';
import { config, knock, type Listener, listen, open, protocolsWith } from '../../test/live.ts';
import { surroundingsOf } from '../http/surroundings.ts';
import { readTicket } from './ticket.ts';

async function ask<Answer>(path: string, body: unknown, token?: string): Promise<Answer> {
  const answer = await exports.default.fetch(`${config.publicUrl}/api/visitor${path}`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: {
      'Content-Type': 'application/json',
      'CF-Connecting-IP': '203.0.113.8',
      ...(token && { Authorization: `Bearer ${token}` }),
    },
  });
  expect(answer.ok, `${path}: ${answer.status}`).toBe(true);
  return (await answer.json()) as Answer;
}

const words = (text: string) => ({ id: crypto.randomUUID(), text });

/** A visitor who has just come back: his session, and a second message of his from elsewhere. */
async function visitor() {
  const workspace = await newWorkspace(surroundingsOf(env));
  await promiseNothing(workspace);
  const { actor } = workspace;
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  await ask('/threads', { workspaceId: actor.workspaceId, key, message: words('One') });
  const session = await ask<VisitorSession>('/session', { workspaceId: actor.workspaceId, key });
  const { access, thread } = session;
  return {
    thread,
    ticket: access.ticket,
    write: async (text: string) =>
      (await ask<Sent>(`/threads/${thread.id}/messages`, words(text), access.token)).message,
  };
}

const frames = ({ heard }: Listener) => (heard as unknown as { frame: VisitorFrame }[]).map(({ frame }) => frame);
const toldRev = (socket: Listener) =>
  frames(socket).flatMap((frame) => (frame.type === 'thread.at' ? [frame.rev] : []));
const enter = async (ticket: string) => listen(await knock(protocolsWith(ticket)));

test('P24 a socket is told once where its thread stands, after the welcome', async () => {
  const { thread, ticket } = await visitor();
  const socket = await enter(ticket);
  await expect.poll(() => frames(socket).map(({ type }) => type)).toEqual(['welcome', 'thread.at']);
  expect(frames(socket)[1]).toEqual({ type: 'thread.at', threadId: thread.id, rev: thread.rev });
});

test('P24 what came between the session and the socket is counted', async () => {
  const { thread, ticket, write } = await visitor();
  const { rev } = await write('Two');
  const socket = await enter(ticket);
  await expect.poll(() => toldRev(socket)).toEqual([rev]);
  expect(rev).toBeGreaterThan(thread.rev);
});

test('P24 whatever is written while a socket opens is told to it, or counted in what it is told', async () => {
  const rounds = Array.from({ length: 24 }, async (_, i) => {
    const { ticket, write } = await visitor();
    const opening = enter(ticket);
    for (let turns = 0; turns < i; turns += 1) await new Promise((resolve) => setTimeout(resolve, 1));
    const [socket, { id, rev }] = await Promise.all([opening, write('Two')]);
    await expect.poll(() => toldRev(socket), { timeout: 10_000 }).toHaveLength(1);
    const isCounted = (toldRev(socket)[0] ?? 0) >= rev;
    const isTold = () => frames(socket).some((frame) => frame.type === 'message.sent' && frame.message.id === id);
    if (!isCounted) await expect.poll(isTold, { timeout: 10_000 }).toBe(true);
    return isCounted;
  });
  const counted = await Promise.all(rounds);
  expect(counted).toHaveLength(24);
});

test('P24 the visitor’s other windows are not told: they may have been let in after it was read', async () => {
  const { ticket, write } = await visitor();
  const other = await enter(ticket);
  await expect.poll(() => toldRev(other)).toHaveLength(1);
  const proven = await readTicket(config, new Date(), ticket);
  if (!proven) throw new Error('The ticket is valid for another moment');
  const socket = await open(proven.audience);
  await expect.poll(() => toldRev(socket)).toHaveLength(1);
  await write('A last word');
  await expect.poll(() => other.heard.map(({ frame }: TeamDown) => frame.type)).toContain('message.sent');
  expect(toldRev(other)).toHaveLength(1);
});

test('P24 what is promised to him while his first socket opens comes along, and costs no request', async () => {
  const { actor } = await newWorkspace(surroundingsOf(env));
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  const { access, thread } = await ask<VisitorSession>('/threads', {
    workspaceId: actor.workspaceId,
    key,
    message: words('One'),
  });
  const isPromised = async () =>
    (await ask<VisitorSession>('/session', { workspaceId: actor.workspaceId, key })).thread.topics[0]?.promise;
  await expect.poll(isPromised, { timeout: 10_000 }).toBeDefined();
  const promise = await isPromised();
  const socket = await enter(access.ticket);
  await expect.poll(() => toldRev(socket)).toEqual([thread.rev + 1]);
  const told = frames(socket).find(({ type }) => type === 'thread.at');
  expect(told).toMatchObject({ topic: { rev: thread.rev + 1, promise } });
});
