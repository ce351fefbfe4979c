import { expect, test } from 'vitest';
import { timeLeft } from './time-left.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

test.each([
  ['2026-11-23T12:00:20Z', '1m'],
  ['2026-11-23T13:15:00Z', '75m'],
  ['2026-11-23T15:10:00Z', '3h'],
  ['2026-11-24T16:00:00Z', '28h'],
  ['2026-11-26T12:00:00Z', '3d'],
  ['2026-11-23T11:20:00Z', '40m'], // ago
])('until %s it is %s', (at, left) => {
  expect(timeLeft(at, now, 'en')).toBe(left);
});
