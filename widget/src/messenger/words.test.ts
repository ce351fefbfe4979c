import { expect, test } from 'vitest';
import { chooseLanguage, LANGUAGES, loadWords } from './language.ts';
import en from './locales/en.ts';
import { daysBetween, type Plural, speak } from './words.ts';

const placeholdersIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();

test.each(LANGUAGES)('%s says everything that English says', async (language) => {
  const words = await loadWords(language);
  if (language !== 'en') expect(words).not.toBe(en);
  expect(Object.keys(words).toSorted()).toEqual(Object.keys(en).toSorted());

  for (const [key, english] of Object.entries(en)) {
    const translated = words[key as keyof typeof words];
    expect(typeof translated, key).toBe(typeof english);
    if (typeof english === 'string') {
      expect(String(translated).trim(), key).not.toBe('');
      expect(placeholdersIn(String(translated)), key).toEqual(placeholdersIn(english));
    }
  }
});

test.each(LANGUAGES)(
  '%s has a text for each of its plural forms, with the number where one can be meant',
  async (language) => {
    const words = await loadWords(language);
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const [key, value] of Object.entries(words)) {
      if (typeof value === 'string') continue;
      const plural: Plural = value;
      expect(Object.keys(plural).toSorted(), key).toEqual(pluralCategories.toSorted());
      for (const [category, text] of Object.entries(plural)) {
        // Zero, one and two may be said in a word.
        const mayGoWithout = ['zero', 'one', 'two'].includes(category);
        if (!mayGoWithout) expect(placeholdersIn(text ?? ''), `${key}.${category}`).toEqual(['{count}']);
      }
    }
  },
);

test.each([
  { wished: ['ar'], tag: 'ar', direction: 'rtl' },
  { wished: ['', 'ar-EG', 'en-US'], tag: 'ar-EG', direction: 'rtl' },
  { wished: ['es', 'en-GB', 'es-MX'], tag: 'es-MX', direction: 'ltr' },
  { wished: ['zh-Hant-TW'], tag: 'zh-Hant-TW', direction: 'ltr' },
  { wished: ['tlh', 'fr-FR'], tag: 'en', direction: 'ltr' },
  { wished: ['', 'de-AT', 'de', 'en-US', 'en'], tag: 'en-AT', direction: 'ltr' },
  { wished: ['', 'de', 'en-US', 'en'], tag: 'en-DE', direction: 'ltr' },
  { wished: ['fr', 'ar'], tag: 'ar-FR', direction: 'rtl' },
  { wished: ['<script>', 'en-US@posix', '../x', 'constructor', '__proto__'], tag: 'en', direction: 'ltr' },
  { wished: [], tag: 'en', direction: 'ltr' },
])('who wishes $wished is spoken to in $tag', ({ wished, tag, direction }) => {
  expect(chooseLanguage(wished)).toMatchObject({ tag, direction });
});

test('a language that cannot be had is English', async () => {
  expect(await loadWords('constructor')).toBe(en);
  expect(await loadWords('fr')).toBe(en);
});

test('numbers are counted as the language does', () => {
  const speech = speak(en, 'en');
  expect(speech.count('news', 1)).toBe('1 new message');
  expect(speech.count('news', 1_200)).toBe('1,200 new messages');
});

test('days are named from near to far', () => {
  const speech = speak(en, 'en');
  const now = new Date(2026, 10, 21, 9);
  expect(speech.day(new Date(2026, 10, 21, 0, 1), now)).toBe('today');
  expect(speech.day(new Date(2026, 10, 20, 23, 59), now)).toBe('yesterday');
  expect(speech.day(new Date(2026, 10, 17), now)).toBe('Tuesday');
  expect(speech.day(new Date(2026, 5, 1), now)).toBe('Mon, June 1');
  expect(speech.day(new Date(2024, 5, 1), now)).toBe('June 1, 2024');
});

test('an hour is not parted from its half of the day at the end of a line', () => {
  const speech = speak(en, 'en-US');
  const now = new Date(2026, 10, 21, 9);
  expect(speech.time(now)).toBe('9:00\u00a0AM');
  expect(speech.by(new Date(2026, 10, 22, 14, 40), now)).toBe('by 2:40\u00a0PM tomorrow');
});

test('sizes are said in three figures at most', () => {
  const sizes = [1, 812, 24_370, 103_270, 3_412_000, 20_971_520].map(speak(en, 'en-US').fileSize);
  expect(sizes).toEqual(['1 byte', '812 bytes', '24.4 kB', '103 kB', '3.41 MB', '21 MB']);
});

test('who is spoken to in English for want of his language reads the clock of his country', () => {
  const { tag } = chooseLanguage(['de-DE', 'de', 'en-US', 'en']);
  expect(speak(en, tag).time(new Date(2026, 10, 21, 14, 40))).toBe('14:40');
});

test('a clock that goes wrong makes no day of the future', () => {
  expect(daysBetween(new Date(2036, 0, 1), new Date(2026, 0, 1))).toBe(0);
});
