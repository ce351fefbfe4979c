import { expect, test } from 'vitest';
import { Estimator } from './estimate.ts';
import type { WaitEvent } from './estimate-events.ts';
import { loadModel, saveModel } from './estimate-save.ts';
import { eventsOf } from './estimate-waits.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONDAY = Date.parse('2026-01-05T00:00:00Z');

/** Numbers between 0 and 1 that look drawn, the same each time. */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** A team that answers from nine to five on working days, within half an hour, and finds in the morning what came at night. */
function officeWeeks(weeks: number, perDay = 20): WaitEvent[] {
  const next = drawn(7);
  return Array.from({ length: weeks * 7 * perDay }, (_, i): WaitEvent[] => {
    const atMs = MONDAY + (i / perDay) * DAY + next() * HOUR;
    const replyMs = opens(atMs) + (2 + 28 * next()) * MINUTE;
    const topic = { id: `t${i}`, team: 'support', kind: 'first' };
    return [
      { ...topic, atMs, type: 'waiting' },
      { ...topic, atMs: replyMs, type: 'replied' },
    ];
  })
    .flat()
    .toSorted((a, b) => a.atMs - b.atMs);
}

function opens(atMs: number): number {
  const day = Math.floor((atMs - MONDAY) / DAY);
  const begin = MONDAY + day * DAY;
  if (day % 7 < 5 && atMs < begin + 17 * HOUR) return Math.max(atMs, begin + 9 * HOUR);
  return opens(begin + DAY);
}

function learned(events: readonly WaitEvent[]): Estimator {
  const estimator = new Estimator();
  for (const event of events) estimator.apply(event);
  return estimator;
}

const office = officeWeeks(5);
const until = MONDAY + 5 * 7 * DAY;
const before = (atMs: number) => office.filter((event) => event.atMs < atMs);
const trained = saveModel(learned(office));
const anew = () => loadModel(trained);
const topic = { id: 'new', team: 'support', kind: 'first' };

test('by day it promises minutes, and at night and on a Saturday the morning on which somebody is there', () => {
  const friday = MONDAY + 4 * 7 * DAY + 4 * DAY;
  const hoursFrom = (atMs: number) =>
    learned(before(atMs))
      .estimate(topic, atMs)
      .seconds.map((each) => each / 3600);

  const [, , atNight = 0] = hoursFrom(friday - 4 * HOUR);
  expect(atNight).toBeGreaterThan(13);
  expect(atNight).toBeLessThan(16);
  const [byDay = 0, , mostByDay = 0] = hoursFrom(friday + 11 * HOUR);
  expect(byDay).toBeGreaterThan(0.1);
  expect(mostByDay).toBeLessThan(0.75);
  const [, , onSaturday = 0] = hoursFrom(friday + 36 * HOUR);
  expect(onSaturday).toBeGreaterThan(45);
  expect(onSaturday).toBeLessThan(49);
});

test('a holiday to come is left out, though the weeks that were learned have somebody there', () => {
  const friday = MONDAY + 4 * 7 * DAY + 4 * DAY;
  const evening = friday - 4 * HOUR;
  const hours = (holidays: string[]) => ({
    timeZone: 'UTC',
    weekly: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' })),
    holidays: holidays.map((date) => ({ name: 'Off', from: date, to: date, isYearly: false })),
    openings: [],
  });
  const estimator = learned(before(evening));
  const [usual, withHours, off] = [undefined, hours([]), hours([new Date(friday).toISOString().slice(0, 10)])].map(
    (own) => (estimator.estimate(topic, evening, [0.8], own).seconds[0] ?? 0) / 3600,
  );

  expect(withHours).toBe(usual);
  expect(off).toBeGreaterThan(4 + 72 + 9);
  expect(off).toBeLessThan(4 + 72 + 17);
});

test('what is promised holds as often as it says', () => {
  const estimator = new Estimator();
  const promised = new Map<string, { atMs: number; seconds: number[] }>();
  const held = [0, 0, 0];
  let count = 0;
  for (const event of office) {
    const estimate = estimator.apply(event);
    if (estimate && event.atMs > MONDAY + 14 * DAY)
      promised.set(event.id, { atMs: event.atMs, seconds: estimate.seconds });
    const own = event.type === 'replied' && promised.get(event.id);
    if (!own) continue;
    count += 1;
    for (const [at, seconds] of own.seconds.entries())
      held[at] = (held[at] ?? 0) + (event.atMs - own.atMs <= seconds * 1000 ? 1 : 0);
  }

  const [half = 0, most = 0, nearlyAll = 0] = held.map((times) => times / count);
  expect(Math.abs(half - 0.5)).toBeLessThan(0.05);
  expect(Math.abs(most - 0.8)).toBeLessThan(0.05);
  expect(Math.abs(nearlyAll - 0.9)).toBeLessThan(0.05);
});

test('a new workspace is told that the estimate rests on nothing of its own yet, and then on little', () => {
  const estimator = new Estimator();
  const bases = officeWeeks(2).flatMap((event) => estimator.apply(event)?.basis ?? []);

  expect(bases[0]).toBe('settings');
  expect([...new Set(bases)]).toEqual(['settings', 'broad', 'narrow']);
});

test('whoever has waited for a while waits for what is left, and never less than nothing', () => {
  const estimator = anew();
  const at = until + 11 * HOUR;
  const [first = 0] =
    estimator.apply({ type: 'waiting', id: 'waits', team: 'support', kind: 'first', atMs: at })?.seconds ?? [];
  const [later = 0] = estimator.estimate({ id: 'waits' }, at + first * 1000).seconds;
  const afterLong = estimator.estimate({ id: 'waits' }, at + 40 * DAY).seconds;

  expect(later).toBeLessThan(first);
  expect(later).toBeGreaterThan(0);
  for (const seconds of afterLong) expect(seconds).toBeGreaterThanOrEqual(0);
});

test('topics that nobody answers count: the longer they wait, the longer is what others are promised', () => {
  const [calm, outage] = [anew(), anew()];
  const at = until + 10 * HOUR;
  for (let i = 0; i < 60; i += 1) {
    outage.apply({ type: 'waiting', id: `o${i}`, team: 'support', kind: 'first', atMs: at + i * 3 * MINUTE });
  }
  const seconds = (estimator: Estimator) => estimator.estimate(topic, at + 4 * HOUR).seconds[2] ?? 0;

  expect(seconds(outage)).toBeGreaterThan(1.5 * seconds(calm));
});

test('the likelier it is to hold, the later it is', () => {
  const { seconds } = anew().estimate({ id: 'new' }, until + 11 * HOUR, [0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99]);

  expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
});

test('a model that was saved and loaded says what it would have said, and learns on', () => {
  const original = learned(office.slice(0, 700));
  const saved = saveModel(original);
  const loaded = loadModel(saved);
  const said = (estimator: Estimator) => office.slice(700, 1000).map((event) => estimator.apply(event)?.seconds);

  expect(said(loaded)).toEqual(said(original));
  expect(saved.model.length).toBeLessThan(300_000);
});

test('without what only learning needs a loaded model answers the same, and does not learn', () => {
  const reader = loadModel({ model: trained.model });

  expect(reader.estimate(topic, until)).toEqual(anew().estimate(topic, until));
  for (const event of officeWeeks(6).filter(({ atMs }) => atMs > until)) reader.apply(event);
  expect(reader.grownAt).toBe(anew().grownAt);
});

test('stored waits and shifts become the events of their time, in order', () => {
  const wait = { topicId: 't', teamId: null, kind: 'first', sinceMs: 10, endedMs: 40, ended: 'replied' as const };
  const hours = {
    timeZone: 'UTC',
    weekly: [],
    holidays: [],
    openings: [{ date: '1970-01-01', from: '00:00', to: '24:00' }],
  };
  const again = { ...wait, sinceMs: 40, endedMs: null, ended: null };

  expect(eventsOf([again, wait], [{ agentId: 'a', teamIds: ['x'], hours }], 5, 50)).toEqual([
    { id: 'a', team: 'x', type: 'on-shift', atMs: 6 },
    { id: 't', kind: 'first', type: 'waiting', atMs: 10 },
    { id: 't', kind: 'first', type: 'replied', atMs: 40 },
    { id: 't', kind: 'first', type: 'waiting', atMs: 40 },
  ]);
});

test('what no trace should say does no harm: replies to nobody, repeats, agents unknown', () => {
  const estimator = learned(office.slice(0, 400));
  const at = office[399]?.atMs ?? 0;
  const odd: WaitEvent[] = [
    { type: 'replied', id: 'nobody', atMs: at },
    { type: 'left', id: 'nobody', atMs: at },
    { type: 'off-shift', id: 'unknown', atMs: at },
    { type: 'waiting', id: 'twice', atMs: at },
    { type: 'waiting', id: 'twice', atMs: at },
    { type: 'left', id: 'twice', atMs: at },
    { type: 'waiting', id: 'twice', atMs: at, team: 'new', kind: 'never seen' },
  ];

  for (const event of odd) {
    for (const seconds of estimator.apply(event)?.seconds ?? [])
      expect(Number.isFinite(seconds) && seconds >= 0).toBe(true);
  }
});
