import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { AgentId, MessageId } from '@everthread/shared/models/ids';
import type { TeamFrame, VisitorFrame } from '@everthread/shared/protocol/down';
import { expect, test } from 'vitest';
import {
  anAgent,
  aTopic,
  aVisitor,
  changed,
  knock,
  type Listener,
  open,
  protocolsWith,
  roomOf,
  ticketFor,
} from '../../test/live.ts';

const sent = (visitor: ReturnType<typeof aVisitor>, extra: object = {}): VisitorFrame => {
  const topic = aTopic();
  const { id: topicId, threadId } = topic;
  return {
    type: 'message.sent',
    message: {
      id: MessageId.parse(crypto.randomUUID()),
      threadId,
      topicId,
      seq: 1,
      rev: 1,
      author: { kind: 'visitor', id: visitor.visitorId, identity: 'claimed' },
      text: 'Hello',
      quote: null,
      attachments: [],
      sentAt: topic.startedAt,
      editedAt: null,
      deletedAt: null,
      ...extra,
    },
    topic: { id: topicId, threadId, rev: 1, firstSeq: 1, startedAt: topic.startedAt },
  };
};

/** Why a Room refused the call. (A call's promise is no Promise; `rejects` would leave it unhandled.) */
async function refusal(call: PromiseLike<unknown>): Promise<string | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    return String(error);
  }
}

test('P7 the first frame says where the feed stands', async () => {
  const agent = anAgent();
  await roomOf(agent).deliver(agent, [changed(aTopic()), changed(aTopic())]);
  const socket = await open(agent);
  await expect.poll(() => socket.heard).toEqual([{ frame: { type: 'welcome', epoch: expect.any(String), n: 2 } }]);
});

test('P8 a visitor hears of his own thread in all his windows, and no other visitor does', async () => {
  const visitor = aVisitor();
  const neighbour = aVisitor({ workspaceId: visitor.workspaceId });
  const [first, second, other] = [await open(visitor), await open(visitor), await open(neighbour)];
  const frame = sent(visitor);
  await roomOf(visitor).deliver(visitor, [{ frame }]);
  const own = sent(neighbour);
  await roomOf(neighbour).deliver(neighbour, [{ frame: own }]);
  await expect.poll(first.news).toEqual([{ frame }]);
  await expect.poll(second.news).toEqual([{ frame }]);
  await expect.poll(other.news).toEqual([{ frame: own }]);
});

test('P8 what a visitor may not see does not pass his Room, whoever sends it there', async () => {
  const visitor = aVisitor();
  const socket = await open(visitor);
  await roomOf(visitor).deliver(visitor, [{ frame: sent(visitor, { kind: 'message', canary: 'from the team' }) }]);
  await expect.poll(socket.news).toHaveLength(1);
  expect(JSON.stringify(socket.heard)).not.toMatch(/canary|kind":"message/);
  expect(await refusal(roomOf(visitor).deliver(visitor, [changed(aTopic())]))).toMatch('ZodError');
});

test('P8 A9 a call that was meant for another Room is refused', async () => {
  const [visitor, agent] = [aVisitor(), anAgent()];
  const frame = sent(visitor);
  const isRefused = expect.stringMatching('meant for another Room');
  expect(await refusal(roomOf(agent).deliver(visitor, [{ frame }]))).toEqual(isRefused);
  expect(await refusal(roomOf(aVisitor()).deliver(visitor, [{ frame }]))).toEqual(isRefused);
  expect(await refusal(roomOf(agent).deliver(anAgent(), [changed(aTopic())]))).toEqual(isRefused);
  expect(await refusal(roomOf(visitor).end(agent, agent))).toEqual(isRefused);
});

test('P9 agents of one workspace hear the same, and other workspaces nothing of it', async () => {
  const agent = anAgent();
  const [ada, ben] = [await open(agent), await open(anAgent({ workspaceId: agent.workspaceId }))];
  const stranger = await open(anAgent());
  const topic = aTopic();
  await roomOf(agent).deliver(agent, [changed(topic)]);
  await expect.poll(ada.news).toEqual([changed(topic)]);
  await expect.poll(ben.news).toEqual([changed(topic)]);
  expect(stranger.news()).toEqual([]);
});

test('P9 how far an agent has read, only his own windows hear', async () => {
  const agent = anAgent();
  const other = anAgent({ workspaceId: agent.workspaceId });
  const [window, another, colleague] = [await open(agent), await open(agent), await open(other)];
  const read: TeamFrame = { type: 'topic.read', topicId: aTopic().id, seq: 4 };
  const last = changed(aTopic());
  await roomOf(agent).deliver(agent, [{ frame: read, onlyAgent: agent.agentId }, last]);
  for (const socket of [window, another]) await expect.poll(socket.news).toEqual([{ frame: read }, last]);
  await expect.poll(colleague.news).toEqual([last]);
});

test.each([
  { type: 'subscribe', room: 'team' },
  { type: 'join', threadId: crypto.randomUUID() },
  { type: 'message.sent', message: {} },
  { type: 'typing', threadId: crypto.randomUUID() },
  { type: 'resume', epoch: '', after: 0 },
])('P6 nothing that a visitor says gets him another feed: $type', async (asked) => {
  const visitor = aVisitor();
  const team = anAgent({ workspaceId: visitor.workspaceId });
  const socket = await open(visitor);
  for (let i = 0; i < 5; i += 1) socket.say(asked);
  await roomOf(team).deliver(team, [changed(aTopic())]);
  const frame = sent(visitor);
  await roomOf(visitor).deliver(visitor, [{ frame }]);
  await expect.poll(socket.news).toEqual([{ frame }]);
});

/** Says it, and hears what comes of it. */
const answerTo = async (say: (socket: Listener) => void) => {
  const socket = await open(anAgent());
  say(socket);
  return (await socket.closed).code;
};

test('P14 bytes, too long a frame and a third malformed one close the socket', async () => {
  expect(await answerTo((socket) => socket.sayBytes(new Uint8Array(8)))).toBe(1003);
  expect(await answerTo((socket) => socket.say('x'.repeat(5_000)))).toBe(1009);
  expect(await answerTo((socket) => socket.say(`"${'x'.repeat(2_000_000)}"`))).toBe(1009);
  const malformed = ['{', '[[[[[[', '{"type":"resume","after":-1}'];
  expect(await answerTo((socket) => malformed.forEach(socket.say))).toBe(4400);
});

test('P15 more than thirty frames in ten seconds close the socket, and an eviction forgives none of them', async () => {
  const agent = anAgent();
  const socket = await open(agent);
  for (let i = 0; i < 20; i += 1) socket.say({ type: 'something.newer' });
  socket.say({ type: 'resume', epoch: '', after: 0 });
  await expect.poll(socket.news).toEqual([{ frame: { type: 'reset' } }]);
  await evictDurableObject(roomOf(agent));
  for (let i = 0; i < 10; i += 1) socket.say({ type: 'something.newer' });
  expect((await socket.closed).code).toBe(4429);
});

test('P16 a ping is answered, however often', async () => {
  const socket = await open(aVisitor());
  for (let i = 0; i < 100; i += 1) socket.say('ping');
  await expect.poll(() => socket.pongs).toHaveLength(100);
});

test('P17 a Room has so many places, and who was not heard of for 45 seconds gives up his', async () => {
  const visitor = aVisitor();
  const sockets = [];
  for (let i = 0; i < 20; i += 1) sockets.push(await open(visitor));
  expect((await knock(protocolsWith(await ticketFor(visitor)))).status).toBe(429);

  await runInDurableObject(roomOf(visitor), (_, state) => {
    for (const socket of state.getWebSockets().slice(0, 2)) {
      socket.serializeAttachment({ ...socket.deserializeAttachment(), openedAt: Date.now() - 46_000 });
    }
  });
  await evictDurableObject(roomOf(visitor));
  expect((await knock(protocolsWith(await ticketFor(visitor)))).status).toBe(101);
  const closed = await Promise.race(sockets.map((socket) => socket.closed));
  expect(closed.code).toBe(4408);
});

test('P17 an agent takes no more than his own places, and none of a colleague’s', async () => {
  const agent = anAgent();
  for (let i = 0; i < 10; i += 1) await Promise.all(Array.from({ length: 10 }, () => open(agent)));
  expect((await knock(protocolsWith(await ticketFor(agent)))).status).toBe(429);
  const colleague = anAgent({ workspaceId: agent.workspaceId });
  expect((await knock(protocolsWith(await ticketFor(colleague)))).status).toBe(101);
});

test('P17 N13 a Room finds dead peers by itself, and says who is still here', async () => {
  const [dead, living] = [anAgent(), anAgent()];
  const other = { ...living, workspaceId: dead.workspaceId };
  const gone = await open(dead);
  const watching = await open(other);
  const alarm = () => runInDurableObject(roomOf(dead), (_, { storage }) => storage.getAlarm());
  expect(await alarm()).toBeLessThanOrEqual(Date.now() + 45_000);

  await runInDurableObject(roomOf(dead), (_, state) => {
    for (const socket of state.getWebSockets(dead.agentId)) {
      socket.serializeAttachment({ ...socket.deserializeAttachment(), openedAt: Date.now() - 45_000 });
    }
  });
  await evictDurableObject(roomOf(dead));
  expect(await runDurableObjectAlarm(roomOf(dead))).toBe(true);
  expect((await gone.closed).code).toBe(4408);
  await expect.poll(() => watching.here.at(-1), { timeout: 20_000 }).toEqual([other.agentId]);
  // And looks again when the other one would have been silent for too long.
  await expect.poll(alarm).toBeGreaterThan(Date.now() + 30_000);
});

test('P17 a peer that pings is alive, and a Room in which nobody is left sleeps for a day', async () => {
  const visitor = aVisitor();
  const socket = await open(visitor);
  await runInDurableObject(roomOf(visitor), (_, state) => {
    for (const each of state.getWebSockets()) {
      each.serializeAttachment({ ...each.deserializeAttachment(), openedAt: Date.now() - 60_000 });
    }
  });
  await evictDurableObject(roomOf(visitor));
  socket.say('ping');
  await expect.poll(() => socket.pongs).toHaveLength(1);
  expect(await runDurableObjectAlarm(roomOf(visitor))).toBe(true);
  socket.say('ping');
  await expect.poll(() => socket.pongs).toHaveLength(2);

  socket.close();
  await socket.closed;
  expect(await runDurableObjectAlarm(roomOf(visitor))).toBe(true);
  const alarm = await runInDurableObject(roomOf(visitor), (_, { storage }) => storage.getAlarm());
  expect(alarm).toBeGreaterThan(Date.now() + 60_000); // its used tickets are not forgotten yet
});

test('P17 a visitor’s socket is closed after a day however alive it is, an agent’s is not', async () => {
  const [visitor, agent] = [aVisitor(), anAgent()];
  const [his, hers] = [await open(visitor), await open(agent)];
  for (const [audience, socket] of [[visitor, his] as const, [agent, hers] as const]) {
    await runInDurableObject(roomOf(audience), (_, state) => {
      for (const each of state.getWebSockets()) {
        each.serializeAttachment({ ...each.deserializeAttachment(), openedAt: Date.now() - 24 * 60 * 60 * 1000 });
      }
    });
    await evictDurableObject(roomOf(audience));
    socket.say('ping');
    await expect.poll(() => socket.pongs).toHaveLength(1);
    expect(await runDurableObjectAlarm(roomOf(audience))).toBe(true);
  }
  expect((await his.closed).code).toBe(4408);
  hers.say('ping');
  await expect.poll(() => hers.pongs).toHaveLength(2);
});

test('P17 a closed window gives its place back', async () => {
  const visitor = aVisitor();
  for (let i = 0; i < 25; i += 1) {
    const socket = await open(visitor);
    socket.close();
    await socket.closed;
  }
  expect((await knock(protocolsWith(await ticketFor(visitor)))).status).toBe(101);
});

test('P18 when a sign-in ends, its sockets close and its tickets open nothing', async () => {
  const agent = anAgent();
  const elsewhere = { ...agent, sessionId: crypto.randomUUID() };
  const ticket = await ticketFor(agent);
  const [ended, goesOn] = [await open(agent), await open(elsewhere)];
  await roomOf(agent).end(agent, { agentId: agent.agentId, sessionId: agent.sessionId });
  expect(await ended.closed).toEqual({ code: 4401, reason: 'signed_out' });
  expect((await knock(protocolsWith(ticket))).status).toBe(401);
  expect((await knock(protocolsWith(await ticketFor(elsewhere)))).status).toBe(101);

  const topic = aTopic();
  await roomOf(agent).deliver(agent, [changed(topic)]);
  await expect.poll(goesOn.news).toEqual([changed(topic)]);
  expect(ended.news()).toEqual([]);
});

test('P18 when a membership ends, all its sockets close, and nobody else’s', async () => {
  const agent = anAgent();
  const colleague = anAgent({ workspaceId: agent.workspaceId, agentId: AgentId.parse(crypto.randomUUID()) });
  const ticket = await ticketFor(agent);
  const [first, second] = [await open(agent), await open({ ...agent, sessionId: crypto.randomUUID() })];
  const other = await open(colleague);
  await roomOf(agent).end(agent, { agentId: agent.agentId });
  expect([(await first.closed).code, (await second.closed).code]).toEqual([4401, 4401]);
  expect((await knock(protocolsWith(ticket))).status).toBe(401);
  await roomOf(agent).deliver(agent, [changed(aTopic())]);
  await expect.poll(other.news).toHaveLength(1);
});
