import { expect, test } from 'vitest';
import { inAnHour, inputValue, nextMorning } from './later-times.ts';

test('in an hour is on a full five minutes, and never sooner', () => {
  expect(inputValue(inAnHour(new Date(2026, 10, 3, 9, 2, 30)))).toBe('2026-11-03T10:05');
  expect(inputValue(inAnHour(new Date(2026, 10, 3, 23, 10)))).toBe('2026-11-04T00:10');
});

test.each([
  ['tomorrow', new Date(2026, 10, 3, 23, 59), '2026-11-04T09:00'],
  ['tomorrow', new Date(2026, 11, 31, 0, 1), '2027-01-01T09:00'],
  ['monday', new Date(2026, 10, 2, 8), '2026-11-09T09:00'], // a Monday
  ['monday', new Date(2026, 10, 8, 8), '2026-11-09T09:00'], // a Sunday
  ['tomorrow', new Date(2026, 2, 28, 12), '2026-03-29T09:00'], // summer time begins in much of Europe
] as const)('%s morning, seen from %s, is %s', (which, now, expected) => {
  expect(inputValue(nextMorning(now, which))).toBe(expected);
});
