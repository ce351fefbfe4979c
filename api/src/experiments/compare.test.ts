import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Figure, figureOf, meansDiffer, type Part, sharesDiffer, visitorsNeeded } from './compare.ts';
import { studentQuantile } from './student.ts';

// From tables of Student's t.
test.each([
  [1, 12.7062],
  [2, 4.3027],
  [3, 3.1824],
  [4, 2.7764],
  [5, 2.5706],
  [10, 2.2281],
  [30, 2.0423],
  [120, 1.9799],
  [1e6, 1.96],
])('with %i degrees of freedom t is %d', (freedom, expected) => {
  expect(studentQuantile(freedom)).toBeCloseTo(expected, 3);
});

const figure = (parts: readonly Part[]): Figure => {
  const found = figureOf(parts);
  if (!found) throw new Error('There are cases');
  return found;
};
const yes = (hits: number, of: number): Part[] =>
  Array.from({ length: of }, (_, nth) => ({ sum: nth < hits ? 1 : 0, of: 1 }));
const means = (values: readonly number[]): Part[] => values.map((sum) => ({ sum, of: 1 }));

// Newcombe's own examples, method 10: 56/70 − 48/80, 9/10 − 3/10, 10/10 − 0/20.
test.each([
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [10, 10, 0, 20, 0.6791, 1],
])('the difference of %i/%i and %i/%i is what the paper says', (a, m, b, n, low, high) => {
  const found = sharesDiffer(figure(yes(b, n)), figure(yes(a, m)));
  expect(found.low).toBeCloseTo(low, 3);
  expect(found.high).toBeCloseTo(high, 3);
});

// R's t.test of its data set `sleep`, unpaired: 95 % between −3.365 and 0.205, with 17.776 degrees of freedom.
test('the difference of two means is what Welch’s test says', () => {
  const group1 = means([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]);
  const group2 = means([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]);
  const found = meansDiffer(figure(group2), figure(group1));
  expect(found.value).toBeCloseTo(-1.58, 6);
  expect(found.low).toBeCloseTo(-3.3655, 3);
  expect(found.high).toBeCloseTo(0.2055, 3);
});

test('of too few nothing is said', () => {
  expect(figureOf([])).toBeUndefined();
  expect(figureOf([{ sum: 0, of: 0 }])).toBeUndefined();
  expect(meansDiffer(figure(means([1])), figure(means([2, 3])))).toEqual({ value: 1.5, low: null, high: null });
  expect(visitorsNeeded(figure(means([1, 1])), figure(means([1, 1])), 0.1, 0.5)).toBeUndefined();
});

/** A generator with a seed (mulberry32), so that each run sees the same chance. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Visitors with one to four topics each, those of one alike: some are easier to please than others. */
function visitors(next: () => number, count: number, share: number): Part[] {
  return Array.from({ length: count }, () => {
    const of = 1 + Math.floor(next() * 4);
    const own = next() < 0.5 ? Math.max(0, share - 0.15) : Math.min(1, share + 0.15);
    return {
      of,
      sum: Array.from({ length: of }, () => (next() < own ? 1 : 0)).reduce<number>((sum, hit) => sum + hit, 0),
    };
  });
}

const RUNS = 1_000;
const within = ({ low, high }: { low: number | null; high: number | null }, truth: number) =>
  low !== null && high !== null && low <= truth && truth <= high;

// Of a thousand intervals that hold 95 in 100 times, fewer than 930 come once in five hundred such tests; seeds are fixed.
test.each([
  ['shares', sharesDiffer, 0.8, 0.7],
  ['shares near the end', sharesDiffer, 0.85, 0.85],
  ['means', meansDiffer, 0.5, 0.6],
] as const)(
  'an interval for %s holds about 95 times in 100, though visitors come with several topics',
  (_, differ, one, other) => {
    const next = chance(7);
    let hits = 0;
    for (let run = 0; run < RUNS; run += 1) {
      const found = differ(figure(visitors(next, 60, one)), figure(visitors(next, 90, other)));
      if (within(found, other - one)) hits += 1;
    }
    expect(hits).toBeGreaterThanOrEqual(930);
    expect(hits).toBeLessThanOrEqual(990);
  },
);

test('with as many visitors as it says, the difference is seen about 8 times in 10', () => {
  const next = chance(11);
  const pilot = [figure(visitors(next, 4_000, 0.7)), figure(visitors(next, 4_000, 0.8))] as const;
  const needed = visitorsNeeded(...pilot, 0.1, 0.4);
  if (!needed) throw new Error('Something varies');
  expect(needed.second / needed.first).toBeCloseTo(0.4 / 0.6, 1);
  let seen = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const { low } = sharesDiffer(figure(visitors(next, needed.first, 0.7)), figure(visitors(next, needed.second, 0.8)));
    if (low !== null && low > 0) seen += 1;
  }
  expect(seen).toBeGreaterThan(750);
  expect(seen).toBeLessThan(850);
});

const anyParts = fc.array(
  fc
    .integer({ min: 1, max: 5 })
    .chain((of) => fc.record({ of: fc.constant(of), sum: fc.integer({ min: 0, max: of }) })),
  { minLength: 2, maxLength: 60 },
);

test('an interval holds what was seen, and turned round says the opposite', () => {
  fc.assert(
    fc.property(anyParts, anyParts, fc.constantFrom(sharesDiffer, meansDiffer), (a, b, differ) => {
      const [there, back] = [differ(figure(a), figure(b)), differ(figure(b), figure(a))];
      if (there.low === null || there.high === null || back.low === null || back.high === null) return;
      expect(there.low).toBeLessThanOrEqual(there.value + 1e-12);
      expect(there.high).toBeGreaterThanOrEqual(there.value - 1e-12);
      expect(there.low).toBeCloseTo(-back.high, 9);
      expect(there.high).toBeCloseTo(-back.low, 9);
      if (differ === sharesDiffer) expect([there.low >= -1 - 1e-9, there.high <= 1 + 1e-9]).toEqual([true, true]);
    }),
  );
});
