import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import type { Topic } from '@everthread/shared/models/topic';
import type { TeamDown } from '@everthread/shared/protocol/down';
import * as fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { anAgent, aTopic, changed, type Listener, open, roomOf } from '../../test/live.ts';
import { KEPT_FRAMES } from './feed.ts';

type List = ReadonlyMap<string, Topic>;
type Position = { epoch: string; n: number };

/** A workspace's topics as the database has them, and the Room that tells of each change. */
class Team {
  readonly audience = anAgent();
  readonly topics = new Map<string, Topic>();
  readonly #all = Array.from({ length: 5 }, () => aTopic({ rev: 0 }));

  async change(which: number, times = 1) {
    const before = this.#all[which] ?? aTopic();
    const topic = { ...before, rev: before.rev + 1 };
    this.#all[which] = topic;
    this.topics.set(topic.id, topic);
    const told = Array.from({ length: times }, () => changed(topic));
    await roomOf(this.audience).deliver(this.audience, told);
  }

  /** What the Room has told is written down, as it is a moment after. */
  passTime = () => runInDurableObject(roomOf(this.audience), () => void vi.runAllTimers());

  // Nothing to evict where nobody has called yet. What was told a moment ago is lost with it.
  async evict() {
    vi.clearAllTimers();
    await evictDurableObject(roomOf(this.audience)).catch(() => {});
  }

  async wipe() {
    await runInDurableObject(roomOf(this.audience), (_, state) => state.storage.deleteAll());
    await this.evict();
  }
}

/** Keeps a list by the rules of docs/protocol.md, and does nothing else. */
class Keeper {
  list: List = new Map();
  #at: Position = { epoch: '', n: 0 };
  #welcome: Position = this.#at;
  #socket: Listener | undefined;
  #taken = 0;

  async connect(team: Team) {
    this.disconnect();
    this.#socket = await open(team.audience);
    this.#taken = 0;
  }

  resume() {
    this.#socket?.say({ type: 'resume', epoch: this.#at.epoch, after: this.#at.n });
  }

  disconnect() {
    this.#socket?.close();
    this.#socket = undefined;
  }

  /** Takes in what was sent until now, each so many times. What is not taken before a break is lost. */
  async take(fresh: List, times: number) {
    const socket = this.#socket;
    if (!socket) return;
    const pongs = socket.pongs.length;
    socket.say('ping'); // the pong comes behind all of it
    await expect.poll(() => socket.pongs.length, { interval: 1 }).toBeGreaterThan(pongs);
    const arrived = this.#socket?.heard.slice(this.#taken) ?? [];
    this.#taken += arrived.length;
    for (const down of arrived) for (let i = 0; i < times; i += 1) this.#take(down, fresh);
  }

  #take({ n, frame }: TeamDown, fresh: List) {
    if (frame.type === 'welcome') this.#welcome = { epoch: frame.epoch, n: frame.n };
    if (frame.type === 'reset') {
      this.#at = this.#welcome;
      this.list = new Map(fresh);
    }
    if (frame.type === 'topic.changed' && frame.topic.rev > (this.list.get(frame.topic.id)?.rev ?? 0)) {
      this.list = new Map([...this.list, [frame.topic.id, frame.topic]]);
    }
    if (n !== undefined) this.#at = { ...this.#at, n };
  }
}

type Step = (team: Team, keeper: Keeper) => unknown;
const step = (name: string, weight: number, does: Step) => ({
  weight,
  arbitrary: fc.constant(Object.assign(does, { toString: () => name })),
});
const blink: Step = async (team, keeper) => {
  keeper.disconnect();
  await team.change(1);
  await keeper.connect(team);
};
const newsBeforeResume: Step = async (team, keeper) => {
  await blink(team, keeper);
  await team.change(3);
  await keeper.take(team.topics, 1);
};
const longAbsence: Step = async (team, keeper) => {
  keeper.disconnect();
  await team.change(2);
  await team.change(0, KEPT_FRAMES);
  await keeper.connect(team);
};
const change = (which: number) => step(`change ${which}`, 2, (team) => team.change(which));
const Step = fc.oneof(
  ...[0, 1, 2, 3, 4].map(change),
  step('connect', 3, (team, keeper) => keeper.connect(team)),
  step('resume', 3, (_, keeper) => keeper.resume()),
  step('take', 4, (team, keeper) => keeper.take(team.topics, 1)),
  step('take twice', 1, (team, keeper) => keeper.take(team.topics, 2)),
  step('disconnect', 1, (_, keeper) => keeper.disconnect()),
  step('evict', 1, (team) => team.evict()),
  step('pass time', 2, (team) => team.passTime()),
  step('wipe', 1, (team) => team.wipe()),
  step('blink', 2, blink),
  step('news before resume', 2, newsBeforeResume),
  step('long absence', 2, longAbsence),
);

test('P11 N7 old list + frames = fresh list, whatever breaks in between', { timeout: 120_000 }, async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const inEnd = async (steps: Step[]) => {
    const [team, keeper] = [new Team(), new Keeper()];
    vi.clearAllTimers(); // those of other runs' Rooms
    for (const does of steps) await does(team, keeper);
    await keeper.connect(team);
    keeper.resume();
    await expect
      .poll(async () => {
        await keeper.take(team.topics, 1);
        return [...keeper.list].sort();
      })
      .toEqual([...team.topics].sort());
  };
  await fc.assert(fc.asyncProperty(fc.array(Step, { maxLength: 40, size: 'max' }), inEnd), { numRuns: 100 });
});
