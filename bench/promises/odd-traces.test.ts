import { expect, test } from 'vitest';
import { Estimator } from '../../api/src/promises/estimate.ts';
import type { WaitEvent } from '../../api/src/promises/estimate-events.ts';
import { loadModel, saveModel } from '../../api/src/promises/estimate-save.ts';
import { seeded } from '../chaos/random.ts';
import { logNormal } from './arrivals.ts';
import { BANDS } from './replay.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;
const MONDAY = Date.parse('2026-01-05T00:00:00Z');
const chance = (name: string) => {
  const random = seeded(name);
  return { ...random, exponential: () => -Math.log(1 - random.next()), logNormal: (s: number) => logNormal(random, s) };
};

const waits = (id: string, atMs: number, more = {}): WaitEvent => ({ type: 'waiting', id, atMs, ...more });
const replied = (id: string, atMs: number, more = {}): WaitEvent => ({ type: 'replied', id, atMs, ...more });
const inOrder = (events: WaitEvent[]) => events.toSorted((a, b) => a.atMs - b.atMs);

/** Plays the trace as it would be replayed; whatever is said must be numbers of seconds that rise with the level. */
function play(events: readonly WaitEvent[]) {
  const estimator = new Estimator();
  const said = new Map<string, { atMs: number; seconds: number[] }>();
  const cases: { waited: number; seconds: number[] }[] = [];
  for (const event of events) {
    const seconds = estimator.apply(event)?.seconds;
    if (seconds) {
      const [half = Number.NaN, most = Number.NaN, nearlyAll = Number.NaN] = seconds;
      const isRight = half >= 0 && most >= half && nearlyAll >= most && nearlyAll < Number.POSITIVE_INFINITY;
      if (!isRight) throw new Error(`${event.id}: ${seconds}`);
      said.set(event.id, { atMs: event.atMs, seconds });
    }
    const own = event.type === 'replied' && said.get(event.id);
    if (own) cases.push({ waited: (event.atMs - own.atMs) / SECOND, seconds: own.seconds });
  }
  return { estimator, cases };
}

/** How often each band held, but for the first so many cases. */
function coverage(cases: ReturnType<typeof play>['cases'], but: number): number[] {
  const rest = cases.slice(but);
  return BANDS.map((_, at) => rest.filter(({ waited, seconds }) => waited <= (seconds[at] ?? 0)).length / rest.length);
}

function expectRight(shares: readonly number[], points: number): void {
  for (const [at, share] of shares.entries()) expect(Math.abs(share - (BANDS[at] ?? 0))).toBeLessThan(points);
}

/** So many who answer one after the other, in the order in which topics came; a part of them is never answered. */
function line(name: string, { topics = 1200, people = 3, gap = 100, work = 240, unanswered = 0 }): WaitEvent[] {
  const { next, exponential } = chance(name);
  const free = Array.from({ length: people }, () => MONDAY);
  let atMs = MONDAY;
  return inOrder(
    Array.from({ length: topics }, (_, i) => {
      atMs += gap * SECOND * exponential();
      if (next() < unanswered) return [waits(`t${i}`, atMs)];
      const first = free.indexOf(Math.min(...free));
      const endMs = Math.max(atMs, free[first] ?? 0) + work * SECOND * exponential();
      free[first] = endMs;
      return [waits(`t${i}`, atMs), replied(`t${i}`, endMs)];
    }).flat(),
  );
}

test('three who answer in turn: what is said holds as often as it says', () => {
  expectRight(coverage(play(line('turns', {})).cases, 400), 0.05);
});

test('nobody answers every second topic: what is said is right for those who are answered, and no line grows without end', () => {
  const { cases, estimator } = play(line('unanswered', { gap: 50, unanswered: 0.5, topics: 2000 }));

  expectRight(coverage(cases, 400), 0.05);
  expect(estimator.line.waiting.size).toBeLessThan(200);
  const [[givenUp] = []] = estimator.line.givenUp;
  const loaded = loadModel(saveModel(estimator));
  for (const id of [givenUp ?? '', 'new']) {
    const nowMs = MONDAY + 3 * DAY;
    expect(loaded.estimate({ id }, nowMs)).toEqual(estimator.estimate({ id }, nowMs));
  }
});

test('hours that nobody tells of are learned: waits of half an hour of a day from nine to five', () => {
  const { next, logNormal: spread } = chance('hours');
  const events = Array.from({ length: 1200 }, (_, i) => {
    const atMs = MONDAY + (i / 1200) * 70 * DAY + next() * HOUR;
    return [waits(`t${i}`, atMs), replied(`t${i}`, afterOpenTime(atMs, 1800 * spread(0.8)))];
  });

  expectRight(coverage(play(inOrder(events.flat())).cases, 500), 0.05);
});

/** When so many seconds of working days from nine to five have passed. */
function afterOpenTime(fromMs: number, seconds: number): number {
  const day = Math.floor((fromMs - MONDAY) / DAY);
  const [opens, closes] = [MONDAY + day * DAY + 9 * HOUR, MONDAY + day * DAY + 17 * HOUR];
  const begin = Math.max(fromMs, opens);
  if (day % 7 >= 5 || begin >= closes) return afterOpenTime(MONDAY + (day + 1) * DAY, seconds);
  const end = begin + seconds * SECOND;
  return end <= closes ? end : afterOpenTime(closes, (end - closes) / SECOND);
}

test.each([
  ['a live chat of seconds, one person', line('chat', { topics: 200, people: 1, gap: 12, work: 9 })],
  ['waits of weeks', line('weeks', { topics: 200, people: 30, gap: 20_000, work: 500_000 })],
  ['nobody is ever answered', line('never', { topics: 200, unanswered: 1 })],
  ['all come at once, and are answered in one second', atOnce()],
  ['as many teams and kinds as topics, each in a zone of its own', manyTeams()],
  ['one topic that leaves, comes back, waits twice and is answered without waiting', backAndForth()],
  ['a reply at the moment of the question, told before it', toldBefore()],
])('an odd trace: %s', (_, events) => {
  expect(() => play(events)).not.toThrow();
});

function atOnce(): WaitEvent[] {
  return Array.from({ length: 8 }, (_, day) =>
    [waits, replied].flatMap((event, i) =>
      Array.from({ length: 60 }, (__, nth) => event(`${day}/${nth}`, MONDAY + day * DAY + i * SECOND)),
    ),
  ).flat();
}

function manyTeams(): WaitEvent[] {
  const zones = ['Europe/Paris', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia'];
  return inOrder(
    Array.from({ length: 150 }, (_, i) => {
      const [atMs, of] = [MONDAY + i * HOUR, { team: `team ${i}`, kind: `kind ${i}`, timeZone: zones[i % 4] }];
      return [waits(`t${i}`, atMs, of), replied(`t${i}`, atMs + (1 + (i % 7)) * HOUR, { team: 'another' })];
    }).flat(),
  );
}

function backAndForth(): WaitEvent[] {
  const types = [
    'replied',
    'waiting',
    'waiting',
    'left',
    'replied',
    'waiting',
    'off-shift',
    'on-shift',
    'left',
  ] as const;
  return Array.from({ length: 400 }, (_, i) => ({
    type: types[i % types.length] ?? 'waiting',
    id: 'same',
    atMs: MONDAY + i * 50 * SECOND,
    ...(i % 2 === 0 ? { team: `team ${i % 3}` } : {}),
  }));
}

function toldBefore(): WaitEvent[] {
  return Array.from({ length: 150 }, (_, i) => {
    const atMs = MONDAY + i * 300 * SECOND;
    return [replied(`t${i}`, atMs), waits(`t${i}`, atMs)];
  }).flat();
}
