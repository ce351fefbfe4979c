import type { VisitorPromise } from '@everthread/shared/models/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import ar from './locales/ar.ts';
import en from './locales/en.ts';
import es from './locales/es.ts';
import zh from './locales/zh.ts';
import { expectationWords, promiseWords } from './promise-words.ts';
import { speak } from './words.ts';

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Paris';
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const now = new Date('2026-11-23T11:40:00Z'); // 12:40 in Paris, a Monday
const promise = (over: Partial<VisitorPromise> = {}) =>
  ({
    kind: 'first',
    basis: 'history',
    likelihood: 90,
    dueAt: '2026-11-23T13:40:00.000Z',
    isRenewed: false,
    queueAhead: null,
    ...over,
  }) as VisitorPromise;

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const said = (over: Partial<VisitorPromise>, speech = speak(en, 'en-GB')) => {
  const { sorry, by, until, place } = promiseWords(promise(over), speech, now);
  return plain([sorry, by, until, place].filter(Boolean).join(' | '));
};

describe('a promise is said in the visitor’s own time', () => {
  test.each([
    ['today', '2026-11-23T13:40:00Z', 'A person answers by 14:40 | in 2 hours'],
    ['in minutes', '2026-11-23T12:15:00Z', 'A person answers by 13:15 | in 35 minutes'],
    ['after midnight', '2026-11-24T09:30:00Z', 'A person answers by 10:30 tomorrow | in 22 hours'],
    ['until midnight', '2026-11-23T23:00:00Z', 'A person answers by midnight | in 11 hours'],
    ['until the next', '2026-11-24T23:00:00Z', 'A person answers by 23:59 tomorrow | in 35 hours'],
    ['until one further off', '2026-11-26T23:00:00Z', 'A person answers by Thursday 23:59 | in 3 days'],
    ['in some days', '2026-11-26T09:00:00Z', 'A person answers by Thursday 10:00 | in 3 days'],
    ['far off', '2026-12-07T09:00:00Z', 'A person answers by 7 December at 10:00 | in 14 days'],
  ])('%s', (_name, dueAt, words) => {
    expect(said({ dueAt })).toBe(words);
  });

  test.each([
    ['zh', zh, 'zh-CN', '我们的同事将在 14:40 前回复您 | 2小时后'],
    ['es', es, 'es-ES', 'Te responde una persona antes de las 14:40 | dentro de 2 horas'],
    ['ar', ar, 'ar', 'يرد عليك شخص من فريقنا قبل الساعة 2:40 م | خلال ساعتين'],
  ] as const)('and language: %s', (_name, words, tag, expected) => {
    expect(said({}, speak(words, tag))).toBe(expected);
  });

  test.each([
    ['en', en, 'en-US', 'A person answers by midnight | in 11 hours'],
    ['zh', zh, 'zh-CN', '我们的同事将在今晚 24:00 前回复您 | 11小时后'],
    ['es', es, 'es-ES', 'Te responde una persona antes de medianoche | dentro de 11 horas'],
    ['ar', ar, 'ar', 'يرد عليك شخص من فريقنا قبل منتصف الليل | خلال 11 ساعة'],
  ] as const)('midnight has a name of its own: %s', (_name, words, tag, expected) => {
    expect(said({ dueAt: '2026-11-23T23:00:00Z' }, speak(words, tag))).toBe(expected);
  });
});

test.each([
  ['a sure one', {}, /^A person answers by/],
  ['one that often fails', { likelihood: 60 }, /^A person will most likely answer by/],
  ['what the team has set itself, with no history', { basis: 'aim' }, /^Our team aims to answer by/],
  ['an agent’s own words', { kind: 'own-words', basis: 'agent' }, /^You were promised an answer by/],
  ['a later time', { isRenewed: true }, /^Sorry, this takes longer than we said. \| A person answers by/],
  ['a place in the line', { queueAhead: 3 }, /When you wrote, 3 people were waiting before you\.$/],
  ['the first in line', { queueAhead: 0 }, /Nobody was waiting before you\.$/],
  [
    'what has passed',
    { dueAt: '2026-11-23T11:39:00Z' },
    /^Sorry, this takes longer than we said\. Your message is still with us\.$/,
  ],
] as const)('%s is said as what it is', (_name, over, words) => {
  expect(said(over)).toMatch(words);
});

test('what to expect is said before one writes, while it is still ahead', () => {
  const speech = speak(en, 'en-GB');
  const expected = { dueAt: '2026-11-24T09:30:00Z', basis: 'history', likelihood: 90 } as const;
  expect(plain(expectationWords(expected, speech, now))).toBe('If you write now, a person answers by 10:30 tomorrow.');
  expect(expectationWords(expected, speech, new Date('2026-11-24T09:31:00Z'))).toBe('');
  expect(expectationWords(undefined, speech, now)).toBe('');
});

test('a time that ends with a stop ends its sentence with no second one', () => {
  const expected = { dueAt: '2026-11-23T13:40:00Z', basis: 'history', likelihood: 90 } as const;
  const words = expectationWords(expected, speak(es, 'es-MX'), now);
  expect(plain(words)).toBe('Si escribes ahora, te responde una persona antes de las 2:40 p.m.');
});
