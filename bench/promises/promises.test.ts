import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Agenda } from './agenda.ts';
import { isInside } from './binomial.ts';
import { coverage, lossLines } from './figures.ts';
import { caseOf } from './oracle.ts';
import { readLine } from './read-trace.ts';
import { replay } from './replay.ts';
import { Rivals } from './rivals.ts';
import { simulate } from './simulate.ts';
import { worlds } from './worlds.ts';

const sparse = worlds.find(({ name }) => name === 'sparse');
if (!sparse) throw new Error('There is no sparse world');
const weeks = simulate({ ...sparse, weeks: 30 });

const evaluate = (lines: readonly string[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'promises-'));
  const [events, out] = [join(folder, 'events.jsonl'), join(folder, 'predictions.jsonl')];
  writeFileSync(events, lines.join('\n'));
  const { status, stderr } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'eval.ts'), '--events', events, '--out', out],
    {
      encoding: 'utf8',
    },
  );
  const said = status === 0 ? readFileSync(out, 'utf8').split('\n').filter(Boolean) : [];
  rmSync(folder, { recursive: true });
  return { status, stderr, said: said.map((line) => JSON.parse(line)) };
};

const lineOf = (at: string, type: string, id: unknown, more = {}) => JSON.stringify({ at, type, id, ...more });

test('a replayed trace has a line for each topic that begins to wait, whatever else it says or leaves out', () => {
  const { status, said } = evaluate([
    lineOf('2026-01-05T09:00:00Z', 'on-shift', 'anna', { team: 'x' }),
    lineOf('2026-01-05T09:00:00+01:00', 'waiting', 7, { team: 'x', timeZone: 'Europe/Paris' }),
    '',
    lineOf('2026-01-05T09:10:00Z', 'replied', 7),
    lineOf('2026-01-05T09:11:00Z', 'waiting', 7, { kind: null, extra: true }),
    lineOf('2026-01-05T09:12:00Z', 'waiting', 7),
    lineOf('2026-01-05T09:13:00Z', 'left', 'unknown'),
    lineOf('2026-01-05T09:14:00.5Z', 'waiting', 'b'),
  ]);

  expect(status).toBe(0);
  expect(said.map(({ id, at }) => [id, at])).toEqual([
    [7, '2026-01-05T09:00:00+01:00'],
    [7, '2026-01-05T09:11:00Z'],
    [7, '2026-01-05T09:12:00Z'],
    ['b', '2026-01-05T09:14:00.5Z'],
  ]);
  for (const { seconds } of said) {
    expect(Object.keys(seconds)).toEqual(['0.5', '0.8', '0.9']);
    expect(seconds['0.5']).toBeGreaterThanOrEqual(0);
    expect(seconds['0.9']).toBeGreaterThanOrEqual(seconds['0.8']);
  }
});

test.each([
  ['{"at": "2026-01-05T09:00:00Z"', 'Line 2: not JSON'],
  [lineOf('yesterday', 'waiting', 'a'), 'Line 2: at: must be an ISO time'],
  [lineOf('2026-01-05T09:00:00Z', 'went', 'a'), 'Line 2: type:'],
  [lineOf('2026-01-05T09:00:00Z', 'waiting', null), 'Line 2: id:'],
  [lineOf('2026-01-05T09:00:00Z', 'waiting', 'a', { timeZone: 'Mars/Base' }), 'Line 2: timeZone:'],
])('a line such as %s ends the replay with its number', (line, message) => {
  expect(() => readLine(line, 2)).toThrow(message);
});

test('a malformed line ends the process with status 2 and the number of the line', () => {
  const { status, stderr } = evaluate([lineOf('2026-01-05T09:00:00Z', 'waiting', 'a'), 'nonsense']);

  expect(status).toBe(2);
  expect(stderr).toContain('Line 2: not JSON');
});

test('what is said of a topic does not depend on what comes after it', () => {
  const { cases } = replay(weeks, sparse.fromMs);
  const half = replay(weeks.slice(0, weeks.length / 2), sparse.fromMs).cases;

  expect(half.length).toBeGreaterThan(50);
  expect(cases.slice(0, half.length).map(({ said }) => said)).toEqual(half.map(({ said }) => said));
});

test('the same seed gives the same weeks, in order, and another seed others', () => {
  expect(simulate({ ...sparse, weeks: 30 })).toEqual(weeks);
  expect(simulate({ ...sparse, weeks: 30, seed: '2' })).not.toEqual(weeks);
  expect(weeks.map(({ atMs }) => atMs)).toEqual(weeks.map(({ atMs }) => atMs).toSorted((a, b) => a - b));
});

test('every broken promise was announced before its time', () => {
  const { over } = replay(weeks, sparse.fromMs + 28 * 86_400_000).watch;
  const broken = over.filter(({ endedMs, dueMs }) => endedMs > dueMs);

  expect(over.length).toBeGreaterThan(20);
  for (const { renewedMs = Number.POSITIVE_INFINITY, dueMs } of broken) expect(renewedMs).toBeLessThan(dueMs);
});

test('coverage and losses are those of a case worked out by hand', () => {
  const cases = [10, 20, 30, 40].map((waited) => ({
    id: 'a',
    atMs: 0,
    waited,
    said: [20, 30, 40],
    median: 20,
    range: [20, 40, 80],
  }));

  expect(coverage(cases)).toEqual([0.5, 0.75, 1]);
  // Own, median and range: 5, 5, 5 at 0.5; 3.5, 6.5, 3 at 0.8; 1.5, 7, 5.5 at 0.9.
  expect(lossLines(cases).map(({ isHeld }) => isHeld)).toEqual([false, false, true]);
});

test('beside a gate that is missed it is said if not even the oracle holds it, and missed it stays', () => {
  const cases = [10, 20, 30, 40].map((waited) => ({
    id: 'a',
    atMs: waited,
    waited,
    said: [20, 30, 40],
    median: 20,
    range: [20, 40, 80],
  }));
  const oracle = new Map(cases.map(({ id, atMs }) => [caseOf(id, atMs), [25, 34, 40]]));
  const [half, most, nearlyAll] = lossLines(cases, oracle);

  expect(half?.text).toContain('the oracle reaches 0 %, not reachable');
  expect(most?.text).not.toContain('oracle');
  expect([half?.isHeld, most?.isHeld, nearlyAll?.isHeld]).toEqual([false, false, true]);
});

test('the binomial interval is that of the tables', () => {
  expect([0, 1, 5, 9, 10].map((hits) => isInside(hits, 10, 0.5))).toEqual([false, true, true, true, false]);
  expect(isInside(870, 1000, 0.9)).toBe(false);
  expect(isInside(880, 1000, 0.9)).toBe(true);
});

test('the rivals go by the last seven days only', () => {
  const rivals = new Rivals();
  const day = 86_400_000;
  rivals.ended(0, 1, 1000);
  rivals.ended(6 * day, 1, 10);
  rivals.ended(6 * day, 1, 30);

  expect(rivals.medianOfLastWeek(8 * day)).toBe(30);
  expect(rivals.rangeByPlace(8 * day, 1, 0.5)).toBe(20);
  expect(rivals.rangeByPlace(8 * day, 9, 0.5)).toBe(30);
});

test('the agenda gives back the earliest first', () => {
  const agenda = new Agenda<string>();
  for (const at of [5, 1, 4, 2, 3]) agenda.put(at, String(at));

  expect(Array.from({ length: 6 }, () => agenda.take()?.what)).toEqual(['1', '2', '3', '4', '5', undefined]);
});
