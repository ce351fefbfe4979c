import { expect, test } from 'vitest';
import { enReport } from '../../locales/en-report.ts';
import { certaintyWords, lengthWords, percent } from './figures.ts';

test.each([
  [0, '0s'],
  [42, '42s'],
  [60, '1m'],
  [3600, '1h'],
  [7800, '2h 10m'],
  [90_000, '1d 1h'],
  [172_800, '2d'],
])('%i seconds are %s', (seconds, words) => expect(lengthWords(seconds, 'en')).toBe(words));

test('a figure says of how many cases it is, and how sure', () => {
  const write = (value: number) => percent(value, 'en');
  const say = (of: Parameters<typeof certaintyWords>[0]) => certaintyWords(of, write, enReport, 'en');
  expect(say({ count: 1200, low: 0.88, high: 0.915 })).toBe('1,200 cases, 95% between 88% and 92%');
  expect(say({ count: 1, low: null, high: null })).toBe('1 case, too few for an interval');
  expect(say({ count: 0, low: null, high: null })).toBe('0 cases');
});
