import { expect, test } from 'vitest';
import { firstLocale, loadLocale } from './locale.ts';

test.each([
  { wanted: ['en-GB', 'de'], language: 'en-GB' },
  { wanted: ['de-CH', 'en-AU'], language: 'en-AU' },
  { wanted: ['de-CH'], language: 'en' },
  { wanted: ['en-US@posix'], language: 'en' }, // Chromium on a system without a locale
  { wanted: ['en_US.UTF-8', '', 'en-IN'], language: 'en-IN' },
  { wanted: [], language: 'en' },
])('a browser that wants $wanted gets dates and numbers as in $language', async ({ wanted, language }) => {
  const locale = await loadLocale(wanted);
  expect(locale).toMatchObject({ language, direction: 'ltr' });
  expect(firstLocale(wanted).language).toBe(language);
  expect(() => new Intl.DateTimeFormat(locale.language)).not.toThrow();
});
