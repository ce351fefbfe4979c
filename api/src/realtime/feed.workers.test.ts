import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { AgentId } from '@everthread/shared/models/ids';
import type { Topic } from '@everthread/shared/models/topic';
import { expect, onTestFinished, test, vi } from 'vitest';
import { anAgent, aTopic, changed, type Listener, open, roomOf } from '../../test/live.ts';
import { Feed, KEPT_AFTER_MS } from './feed.ts';
import type { Delivery } from './room.ts';

type Agent = ReturnType<typeof anAgent>;

const topics = (count: number) => Array.from({ length: count }, () => aTopic());
const tell = (agent: Agent, ...told: Topic[]) => roomOf(agent).deliver(agent, told.map(changed));
const welcomeOf = async ({ heard }: Listener) => {
  await expect.poll(() => heard.length).toBeGreaterThan(0);
  const frame = heard[0]?.frame;
  if (frame?.type !== 'welcome') throw new Error('The first frame is the welcome');
  return { epoch: frame.epoch, n: frame.n };
};
const wipe = async (agent: Agent) => {
  await runInDurableObject(roomOf(agent), (_, state) => state.storage.deleteAll());
  await evictDurableObject(roomOf(agent));
};

/** Time stands still in Rooms; what this returns lets it pass in one of them. */
function holdTime() {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  return (agent: Agent, ms: number) => runInDurableObject(roomOf(agent), () => void vi.advanceTimersByTime(ms));
}

const framesKept = (agent: Agent) =>
  runInDurableObject(roomOf(agent), (_, { storage }) =>
    storage.sql
      .exec<{ n: number }>('select n from frames order by n')
      .toArray()
      .map(({ n }) => n),
  );

/** A Room that has told nine topics, and the epoch in which it did. */
async function roomWithNine() {
  const agent = anAgent();
  const nine = topics(9);
  await tell(agent, ...nine);
  const { epoch } = await welcomeOf(await open(agent));
  return { agent, nine, epoch };
}

test.each([0, 4, 8, 9])('P10 who had the feed up to %i gets exactly what came after, in order', async (after) => {
  const { agent, nine, epoch } = await roomWithNine();
  const socket = await open(agent);
  socket.say({ type: 'resume', epoch, after });
  await tell(agent, aTopic({ preview: 'The next' }));
  const missed = nine.slice(after).map((topic, i) => ({ n: after + i + 1, ...changed(topic) }));
  await expect.poll(() => socket.news().at(-1)).toMatchObject({ frame: { topic: { preview: 'The next' } } });
  const numbers = socket.news().filter(({ n }) => n !== undefined);
  expect(numbers.slice(0, missed.length)).toEqual(missed);
  expect(numbers.map(({ n }) => n)).toEqual(numbers.map((_, i) => after + i + 1));
});

test.each([
  { why: 'another epoch', ask: () => ({ epoch: crypto.randomUUID(), after: 3 }) },
  { why: 'a number not yet reached', ask: (epoch: string) => ({ epoch, after: 10 }) },
  { why: 'nothing at all', ask: () => ({ epoch: '', after: 0 }) },
])('P10 who comes with $why is told to reload', async ({ ask }) => {
  const { agent, epoch } = await roomWithNine();
  const socket = await open(agent);
  socket.say({ type: 'resume', ...ask(epoch) });
  await expect.poll(socket.news).toEqual([{ frame: { type: 'reset' } }]);
  const topic = aTopic();
  await tell(agent, topic);
  await expect.poll(() => socket.news().at(-1)).toEqual({ n: 10, ...changed(topic) });
});

test('P10 the feed reaches back five hundred frames, and no further', async () => {
  const { agent, epoch } = await roomWithNine();
  await tell(agent, ...topics(300));
  await tell(agent, ...topics(202)); // 511 in all: 12 … 511 are kept
  const [reaches, tooLate] = [await open(agent), await open(agent)];
  reaches.say({ type: 'resume', epoch, after: 11 });
  tooLate.say({ type: 'resume', epoch, after: 10 });
  await expect.poll(tooLate.news).toEqual([{ frame: { type: 'reset' } }]);
  await expect.poll(() => reaches.news().map(({ n }) => n)).toEqual(Array.from({ length: 500 }, (_, i) => i + 12));
});

test('P10 frames carry numbers only once the client has said where it was, so that none can hide what is missing', async () => {
  const { agent, nine, epoch } = await roomWithNine();
  const socket = await open(agent);
  const [early, late] = topics(2);
  if (!early || !late) throw new Error('Two were made');
  await tell(agent, early);
  await expect.poll(socket.news).toEqual([changed(early)]);
  socket.say({ type: 'resume', epoch, after: 8 });
  await expect
    .poll(() => socket.news().slice(1))
    .toEqual([
      { n: 9, ...changed(nine[8] ?? early) },
      { n: 10, ...changed(early) },
    ]);
  await tell(agent, late);
  await expect.poll(() => socket.news().at(-1)).toEqual({ n: 11, ...changed(late) });
});

test('P10 a second resume on one socket is ignored', async () => {
  const { agent, epoch } = await roomWithNine();
  const socket = await open(agent);
  socket.say({ type: 'resume', epoch, after: 8 });
  for (let i = 0; i < 5; i += 1) socket.say({ type: 'resume', epoch, after: 0 });
  await tell(agent, aTopic());
  await expect.poll(() => socket.news().at(-1)?.n).toBe(10);
  expect(socket.news()).toHaveLength(2);
});

test('P9 what was for one agent only is resumed by him only', async () => {
  const { agent, epoch } = await roomWithNine();
  const colleague = anAgent({ workspaceId: agent.workspaceId, agentId: AgentId.parse(crypto.randomUUID()) });
  const read: Delivery = { frame: { type: 'topic.read', topicId: aTopic().id, seq: 1 }, onlyAgent: agent.agentId };
  const topic = aTopic();
  await roomOf(agent).deliver(agent, [read, changed(topic)]);
  const [own, other] = [await open(agent), await open(colleague)];
  for (const socket of [own, other]) socket.say({ type: 'resume', epoch, after: 9 });
  await expect.poll(own.news).toEqual([
    { n: 10, frame: read.frame },
    { n: 11, ...changed(topic) },
  ]);
  await expect.poll(other.news).toEqual([{ n: 11, ...changed(topic) }]);
});

test('P12 N9 an evicted Room keeps its sockets, its feed, and the memory of used tickets', async () => {
  const passTime = holdTime();
  const { agent, epoch } = await roomWithNine();
  await passTime(agent, KEPT_AFTER_MS);
  const socket = await open(agent);
  socket.say({ type: 'resume', epoch, after: 9 });
  await evictDurableObject(roomOf(agent));
  const topic = aTopic();
  await tell(agent, topic);
  await expect.poll(socket.news).toEqual([{ n: 10, ...changed(topic) }]);
  await passTime(agent, KEPT_AFTER_MS);
  await evictDurableObject(roomOf(agent));
  socket.say('ping');
  await expect.poll(() => socket.pongs).toHaveLength(1);
  expect(await welcomeOf(await open(agent))).toEqual({ epoch, n: 10 });
});

test('P12 what a Room tells is written down together, a second after the first of it', async () => {
  const passTime = holdTime();
  const agent = anAgent();
  for (const topic of topics(3)) await tell(agent, topic);
  await passTime(agent, KEPT_AFTER_MS - 1);
  expect(await framesKept(agent)).toEqual([]);
  await passTime(agent, 1);
  expect(await framesKept(agent)).toEqual([1, 2, 3]);
  await tell(agent, aTopic());
  await passTime(agent, KEPT_AFTER_MS);
  expect(await framesKept(agent)).toEqual([1, 2, 3, 4]);
});

test('P12 a Room that dies before it has written down what it told has everybody who comes back reload', async () => {
  const passTime = holdTime();
  const { agent, epoch } = await roomWithNine();
  const here = await open(agent);
  here.say({ type: 'resume', epoch, after: 9 });
  await expect.poll(() => here.heard.length).toBe(1);
  await passTime(agent, KEPT_AFTER_MS);
  await tell(agent, aTopic());
  await expect.poll(() => here.news().map(({ n }) => n)).toEqual([10]);
  await evictDurableObject(roomOf(agent));

  const next = aTopic();
  await tell(agent, next, aTopic());
  await expect.poll(() => here.news().length).toBe(3); // who is here misses nothing, and numbers go up
  const [first = 0, second = 0] = here
    .news()
    .slice(1)
    .map(({ n }) => n);
  expect(first).toBeGreaterThan(10);
  expect(second).toBe(first + 1);
  for (const after of [9, 10, 11]) {
    const back = await open(agent);
    back.say({ type: 'resume', epoch, after });
    await expect.poll(back.news).toEqual([{ frame: { type: 'reset' } }]);
  }
  const back = await open(agent);
  back.say({ type: 'resume', epoch, after: first - 1 });
  await expect.poll(() => back.news().map(({ n }) => n)).toEqual([first, second]);
});

test('P13 a Room that has lost its storage begins a new epoch, and tells who comes back to reload', async () => {
  holdTime();
  const { agent, epoch } = await roomWithNine();
  await wipe(agent);
  const socket = await open(agent);
  const welcome = await welcomeOf(socket);
  expect(welcome.n).toBe(0);
  expect(welcome.epoch).not.toBe(epoch);
  socket.say({ type: 'resume', epoch, after: 0 });
  await expect.poll(socket.news).toEqual([{ frame: { type: 'reset' } }]);
});

test('P13 frames are forgotten after a day, and an empty Room without sockets is gone', async () => {
  const passTime = holdTime();
  const { agent, epoch } = await roomWithNine();
  await passTime(agent, KEPT_AFTER_MS);
  const age = () =>
    runInDurableObject(roomOf(agent), (_, { storage }) => {
      storage.sql.exec('update frames set at = 0');
      storage.sql.exec('update used_tickets set forget_at = 0');
    });
  await age();
  expect(await runDurableObjectAlarm(roomOf(agent))).toBe(true);
  const socket = await open(agent);
  expect(await welcomeOf(socket)).toEqual({ epoch, n: 9 }); // sockets are open: the epoch goes on
  socket.say({ type: 'resume', epoch, after: 8 });
  await expect.poll(socket.news).toEqual([{ frame: { type: 'reset' } }]);

  await evictDurableObject(roomOf(agent), { webSockets: 'close' });
  await age();
  expect(await runDurableObjectAlarm(roomOf(agent))).toBe(true);
  expect((await welcomeOf(await open(agent))).epoch).not.toBe(epoch);
});

test('P39 what was told is told to nobody again once somebody was erased: all load their lists anew', async () => {
  const { agent, nine, epoch } = await roomWithNine();
  const here = await open(agent);
  here.say({ type: 'resume', epoch, after: 9 });
  await expect.poll(() => here.heard.length).toBe(1);

  await roomOf(agent).forgetFrames(agent);
  await expect.poll(here.news).toEqual([{ n: 10, frame: { type: 'reset' } }]);

  // Who had all of it is told as well, and who had less hears nothing of what was told before.
  for (const after of [9, 3, 0]) {
    const back = await open(agent);
    back.say({ type: 'resume', epoch, after });
    await expect.poll(() => back.news().at(0)?.frame).toEqual({ type: 'reset' });
    expect(JSON.stringify(back.heard)).not.toContain(nine[0]?.id);
  }
});

test('P10 what could not be written down, or half of it, is written down with what is told next, and told once', async () => {
  const agent = anAgent();
  await tell(agent, aTopic());
  await runInDurableObject(roomOf(agent), (_, { storage: { sql } }) => {
    let isBroken = false;
    const exec: SqlStorage['exec'] = (query, ...values) => {
      if (isBroken && query.startsWith('delete from frames')) throw new Error('The disk is full');
      return sql.exec(query, ...values);
    };
    const feed = new Feed({ exec } as SqlStorage, () => 'another');
    const { n, isFirst } = feed.append('one', undefined, 1);
    expect([isFirst, feed.append('two', undefined, 1).isFirst]).toEqual([true, false]);
    isBroken = true;
    expect(() => feed.keep()).toThrow('The disk is full');
    isBroken = false;
    expect(feed.append('three', undefined, 1).isFirst).toBe(true);
    feed.keep();
    const since = feed.missedSince({ ...feed.position(), n: n - 1 }, agent.agentId);
    expect(since?.map(({ frame }) => frame)).toEqual(['one', 'two', 'three']);
  });
});
