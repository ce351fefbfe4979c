import { type Random, seeded } from '../chaos/random.ts';
import { nextArrival } from './arrivals.ts';
import { Desk, handling, patience, type Step, thinking } from './desk.ts';
import { BANDS } from './replay.ts';
import { type Stay, simulate, staysOf } from './simulate.ts';
import type { World } from './worlds.ts';

const DAY = 86_400_000;
/** So many futures of one moment, of so many moments of a world. */
const FUTURES = 120;
const CASES = 600;
/** What takes so much longer than usual that it is hardly ever drawn stays as it is. */
const TRIES = 1000;

/** What could be said at best, by topic and time. */
export type Oracle = Map<string, readonly number[]>;
export const caseOf = (id: string, atMs: number): string => `${id} ${atMs}`;

/**
 * The least loss there can be. Whoever knew how the simulator draws, and saw the desk itself as it stands (who is at work
 * on what, and since when; who will write again), would say the quantiles of what may follow: the same moment is played
 * on with other chances, many times. What is to come is drawn anew, of what has begun the rest, given that it still goes
 * on. An estimate sees less of it: waits, replies and perhaps shifts.
 */
export function oracleOf(world: World, firstMs: number): Oracle {
  const oracle: Oracle = new Map();
  const chance = seeded(`${world.name}/${world.seed}/oracle`);
  const weeks = world.weeks - (firstMs - world.fromMs) / (7 * DAY);
  const every = Math.max(1, Math.floor((weeks * world.perWeek) / (1 - world.writesAgain) / CASES));
  let seen = 0;
  simulate(world, (desk, stays, fresh) => {
    for (const { type, id, atMs } of fresh) {
      if (type !== 'waiting' || atMs < firstMs) continue;
      seen += 1;
      if (seen % every !== 0) continue;
      const waits: number[] = [];
      for (let future = 0; future < FUTURES; future += 1) {
        const wait = waitIn(desk, stays, chance, id, atMs);
        if (wait !== undefined) waits.push(wait);
      }
      waits.sort((a, b) => a - b);
      if (waits.length > 0)
        oracle.set(
          caseOf(id, atMs),
          BANDS.map((band) => quantile(waits, band)),
        );
    }
  });
  return oracle;
}

/** How long this topic waits in one of the futures, in seconds, if it is answered. */
function waitIn(
  desk: Desk,
  stays: readonly Stay[][][],
  chance: Random,
  id: string,
  sinceMs: number,
): number | undefined {
  let ended: { atMs: number; isReply: boolean } | undefined;
  const future = futureOf(desk, stays, chance, (atMs, other, isReply) => {
    if (other === id) ended ??= { atMs, isReply };
  });
  while (!ended && future.step());
  return ended?.isReply ? (ended.atMs - sinceMs) / 1000 : undefined;
}

type OnEnd = (atMs: number, id: string, isReply: boolean) => void;

function futureOf(desk: Desk, stays: readonly Stay[][][], chance: Random, onEnd: OnEnd): Desk {
  const { world, nowMs } = desk;
  const today = Math.floor((nowMs - world.fromMs) / DAY);
  const future: Desk = new Desk(
    world,
    chance,
    ({ atMs, type, id }) => {
      if (type === 'replied' || type === 'left') onEnd(atMs, id, type === 'replied');
    },
    (day) => planDay(day),
  );
  const planDay = (day: number) => {
    for (const [at, agent] of future.agents.entries()) {
      // A day that has begun goes on as it was planned.
      const hasBegun = firstOf(world, at, day) <= nowMs;
      for (const { comesMs, goesMs } of hasBegun ? (stays[at]?.[day] ?? []) : staysOf(world, chance, at, day)) {
        if (comesMs > nowMs) future.agenda.put(comesMs, { does: 'come', agent });
        if (goesMs > nowMs) future.agenda.put(goesMs, { does: 'go', agent });
      }
    }
    if (day >= today) future.agenda.put(world.fromMs + (day + 1) * DAY, { does: 'plan', day: day + 1 });
  };
  future.nowMs = nowMs;
  future.topics = 1e9; // whose names are not those of the past
  for (const [at, { isHere, isBusy }] of desk.agents.entries())
    Object.assign(future.agents[at] ?? {}, { isHere, isBusy });
  for (const [team, line] of desk.lines) {
    future.lines.set(team, [...line]);
    for (const topic of world.patience ? line : [])
      future.agenda.put(nowMs + patience(world.patience ?? 0, chance), { does: 'leave', topic });
  }
  for (const day of [today - 1, today]) planDay(day);
  future.agenda.put(nowMs + nextArrival(world, chance, nowMs), { does: 'arrive' });
  for (const { atMs, what } of desk.agenda.all) {
    const again = goneOn(desk, future, chance, atMs, what);
    if (again) future.agenda.put(again.atMs, again.what);
  }
  return future;
}

/** When a shift of that day begins at the earliest. */
function firstOf(world: World, agent: number, day: number): number {
  const hours = (world.agents[agent]?.shifts ?? []).map(({ from }) => from);
  return world.fromMs + day * DAY + Math.min(...hours) * 3_600_000;
}

/** What has begun goes on for as long as chance has it, but longer than until now. */
function goneOn(
  desk: Desk,
  future: Desk,
  chance: Random,
  atMs: number,
  what: Step,
): { atMs: number; what: Step } | undefined {
  const { world, nowMs, agents } = desk;
  const after = (sinceMs: number, draw: () => number): number => {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const endMs = sinceMs + draw();
      if (endMs > nowMs) return endMs;
    }
    return atMs;
  };
  if (what.does === 'wait') {
    const { topic, sinceMs } = what;
    return { atMs: after(sinceMs, () => thinking(world, chance)), what: { ...what, topic: { ...topic } } };
  }
  if (what.does === 'finish') {
    const agent = future.agents[agents.indexOf(what.agent)];
    const { topic, sinceMs } = what;
    return agent && { atMs: after(sinceMs, () => handling(world, chance, topic, sinceMs)), what: { ...what, agent } };
  }
  return undefined;
}

/** Between the sorted values, each of which stands for an equal part. */
function quantile(sorted: readonly number[], level: number): number {
  const place = Math.max(0, Math.min(sorted.length - 1, level * sorted.length - 0.5));
  const [low, high] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0];
  return low + (place - Math.floor(place)) * (high - low);
}
