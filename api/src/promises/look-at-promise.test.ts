import { describe, expect, test } from 'vitest';
import { FARTHEST_MS, lookAt, type Remaining } from './look-at-promise.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const held = { madeMs: 0, dueMs: 2 * HOUR, isAtRisk: false, isOwnWord: false };
const lastMinutes = 2 * HOUR - MINUTE;
const remaining = (hours: number): Remaining => ({
  early: (hours * 3600) / 4,
  median: (hours * 3600) / 2,
  promised: hours * 3600,
});

describe('in its last minutes a promise gives way to a later time, on what that rests', () => {
  test.each([
    ['by the history', remaining(3), 9 * HOUR, { dueMs: lastMinutes + 3 * HOUR, basis: 'history' }],
    ['by the aim where there is no history', undefined, 9 * HOUR, { dueMs: 9 * HOUR, basis: 'aim' }],
    ['no sooner than is worth an apology', remaining(0.1), undefined, { dueMs: 2.5 * HOUR, basis: 'history' }],
    ['by the aim where the history says months', remaining(24 * 60), 9 * HOUR, { dueMs: 9 * HOUR, basis: 'aim' }],
    [
      'no farther than anything can be promised',
      undefined,
      FARTHEST_MS * 2,
      { dueMs: lastMinutes + FARTHEST_MS, basis: 'aim' },
    ],
  ] as const)('%s', (_name, left, aimMs, to) => {
    expect(lookAt(held, left, lastMinutes, aimMs)).toEqual({ name: 'renew', to });
  });

  test('where nothing can be said nothing is', () => {
    expect(lookAt(held, undefined, lastMinutes, undefined)).toEqual({ name: 'wait', lookAgainMs: undefined });
    expect(lookAt(held, remaining(24 * 60), lastMinutes, undefined)).toMatchObject({ name: 'wait' });
  });
});

test('long before that it is at risk once it is more likely broken than kept, and said to be once', () => {
  expect(lookAt(held, remaining(6), HOUR / 2, undefined)).toMatchObject({ name: 'at-risk' });
  expect(lookAt({ ...held, isAtRisk: true }, remaining(6), HOUR / 2, undefined)).toMatchObject({ name: 'wait' });
  expect(lookAt(held, remaining(1), HOUR / 2, undefined)).toMatchObject({ name: 'wait' });
});

test('an agent is reminded of his own word, and nobody puts it off for him', () => {
  const own = { ...held, isOwnWord: true };
  expect(lookAt(own, undefined, HOUR, undefined)).toMatchObject({ name: 'at-risk' });
  expect(lookAt(own, undefined, lastMinutes, 9 * HOUR)).toMatchObject({ name: 'at-risk' });
});
