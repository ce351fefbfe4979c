import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantileInterval, quantileOf, shareInterval } from './intervals.ts';

// Values of R's binom::binom.wilson.
test.each([
  [0, 10, 0, 0.2775],
  [5, 10, 0.2366, 0.7634],
  [10, 10, 0.7225, 1],
  [90, 100, 0.8256, 0.9448],
  [1, 1, 0.2065, 1],
])('%i of %i lies between %d and %d', (hits, count, low, high) => {
  const found = shareInterval(hits, count);
  expect(found.low).toBeCloseTo(low, 3);
  expect(found.high).toBeCloseTo(high, 3);
});

test('of nothing nothing is known', () => {
  expect(shareInterval(0, 0)).toEqual({ low: 0, high: 1 });
  expect(quantileInterval([], 0.5)).toBeNull();
});

// The ranks that tables give for a median at 95 %: of 10 the 2nd and 9th, of 20 the 6th and 15th, of 100 the 40th and 61st.
test.each([
  [10, 2, 9],
  [20, 6, 15],
  [100, 40, 61],
])('the median of %i lies between the %ith and the %ith', (count, low, high) => {
  const sorted = Array.from({ length: count }, (_, at) => at + 1);
  expect(quantileInterval(sorted, 0.5)).toEqual({ low, high });
});

test('of few the 90th percentile has no upper end', () => {
  expect(quantileInterval([1, 2, 3, 4, 5], 0.9)).toBeNull();
  expect(quantileOf([1, 2, 3, 4, 5], 0.9)).toBe(5);
  expect(quantileOf([1, 2, 3, 4], 0.5)).toBe(2);
});

test('an interval holds its quantile', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(1e6), { minLength: 1, maxLength: 400 }),
      fc.constantFrom(0.5, 0.8, 0.9),
      (values, share) => {
        const sorted = values.toSorted((a, b) => a - b);
        const interval = quantileInterval(sorted, share);
        if (!interval) return;
        expect(interval.low).toBeLessThanOrEqual(quantileOf(sorted, share));
        expect(interval.high).toBeGreaterThanOrEqual(quantileOf(sorted, share));
      },
    ),
  );
});
