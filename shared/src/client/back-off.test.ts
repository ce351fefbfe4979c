import { expect, test } from 'vitest';
import { BACK_OFF_CAP_MS, backOffMs } from './back-off.ts';

/** Chance that repeats itself. */
function chances(count: number): number[] {
  let state = 1;
  return Array.from({ length: count }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  });
}

const busiest = (delays: readonly number[], widthMs: number) => {
  const buckets = Map.groupBy(delays, (delay) => Math.floor(delay / widthMs));
  return Math.max(...[...buckets.values()].map((bucket) => bucket.length));
};

test('a thousand that were cut at one moment do not come back at one moment', () => {
  const first = chances(1_000).map((chance) => backOffMs(1, chance));
  expect(Math.min(...first)).toBeGreaterThanOrEqual(250);
  expect(Math.max(...first)).toBeLessThanOrEqual(2_000);
  // Spread evenly it would be 57 in each tenth of a second.
  expect(busiest(first, 100)).toBeLessThan(90);
});

test('the longer the trouble lasts, the wider they spread, up to a cap', () => {
  const spread = [1, 2, 3, 4, 5, 6, 20].map((attempt) =>
    busiest(
      chances(1_000).map((chance) => backOffMs(attempt, chance)),
      1_000,
    ),
  );
  expect(spread).toEqual(spread.toSorted((a, b) => b - a));
  expect(spread.at(-1)).toBeLessThan(60);
  expect(backOffMs(50, 0.999_999)).toBeLessThanOrEqual(BACK_OFF_CAP_MS);
});
