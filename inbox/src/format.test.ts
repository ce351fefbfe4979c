import { expect, test } from 'vitest';
import { languageName, longAge, shortAge, timeIn, writeNumber } from './format.ts';
import { en } from './locales/en.ts';

const now = Date.UTC(2026, 10, 3, 12);
const ago = (seconds: number) => new Date(now - seconds * 1_000).toISOString();

test.each([
  [5, 'now'],
  [-30, 'now'],
  [5 * 60, '5m'],
  [3 * 3_600 + 5, '3h'],
  [2 * 86_400, 'Sun'],
  [40 * 86_400, '24 Sept'],
])('%i seconds ago is %s in a list', (seconds, words) => {
  expect(shortAge(ago(seconds), now, 'en-GB', en.dates)).toBe(words);
});

test.each([
  [5, 'now'],
  [-600, 'now'],
  [90, '1 minute ago'],
  [86_400, 'yesterday'],
  [40 * 86_400, 'last month'],
])('%i seconds ago is %s in a sentence', (seconds, words) => {
  expect(longAge(ago(seconds), now, 'en-GB')).toBe(words);
});

test('the time on a visitor’s clock is told with his zone', () => {
  expect(timeIn('Asia/Kathmandu', now, 'en-GB')?.time).toMatch(/17:45$/);
  expect(timeIn('Asia/Kathmandu', now, 'en-GB')?.zone).toContain('Nepal');
});

test('a time zone or language that a stranger made up does no harm', () => {
  expect(timeIn('Mars/Olympus', now, 'en-GB')).toBeUndefined();
  expect(languageName('<script>', 'en')).toBe('<script>');
});

test('a language is called by its name', () => {
  expect(languageName('ar-EG', 'en')).toBe('Arabic (Egypt)');
});

test.each(['en', 'en-US', 'en-GB', 'en-IN', 'en-ZA', 'de', 'ar-EG'])(
  'a number in %s is what the language makes of it',
  (language) => {
    for (const count of [0, 7, 999, 1_000, 12_345, 123_456, 1_234_567, -1_000]) {
      expect(writeNumber(count, language)).toBe(new Intl.NumberFormat(language).format(count));
    }
  },
);
