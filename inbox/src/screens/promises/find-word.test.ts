import { expect, test } from 'vitest';
import { inputValue } from '../thread/later-times.ts';
import { findWord } from './find-word.ts';

const monday = new Date(2026, 10, 23, 10, 0); // in whatever zone this runs

test.each([
  ["I'll get back to you tomorrow.", '2026-11-24T17:00'],
  ['Thanks! We will look into it and reply by Friday', '2026-11-27T17:00'],
  ['I will check with the warehouse and let you know tomorrow morning.', '2026-11-24T12:00'],
  ['You’ll hear from us within 2 hours', '2026-11-23T12:00'],
  ["I'm going to call them and get back to you next week.", '2026-12-04T17:00'],
  ["We'll send it today", '2026-11-23T18:00'],
  ["I'll have an answer for you in a couple of days", '2026-11-25T17:00'],
  ['Te respondo mañana por la mañana.', '2026-11-24T12:00'],
  ['Lo revisamos y le contestaremos en dos horas.', '2026-11-23T12:00'],
  ['Te avisaré el viernes', '2026-11-27T17:00'],
  ['我明天会回复您。', '2026-11-24T17:00'],
  ['我们会在两小时内给您答复。', '2026-11-23T12:00'],
  ['下周三我会再联系您', '2026-12-02T17:00'],
  ['سأرد عليك غدًا.', '2026-11-24T17:00'],
  ['سنعود إليك خلال ساعتين', '2026-11-23T12:00'],
  ['سوف نتواصل معك يوم الخميس', '2026-11-26T17:00'],
  ['Ich melde mich morgen früh bei Ihnen.', '2026-11-24T12:00'],
  ['Wir antworten Ihnen in zwei Stunden.', '2026-11-23T12:00'],
  ['Je reviens vers vous demain.', '2026-11-24T17:00'],
  ['Nous vous répondrons vendredi', '2026-11-27T17:00'],
])('%s', (text, at) => {
  const found = findWord(text, monday);
  expect(found && inputValue(found)).toBe(at);
});

test.each([
  'Thank you, that is all.',
  'Will you be in the shop tomorrow?',
  'Shall I get back to you tomorrow?',
  'Your parcel arrives tomorrow.', // the parcel binds itself to nothing
  'I will look into it.', // no time
  'Did you write to us on Monday? I will look into it.',
  'Buenos días, gracias por escribir.',
  '您明天有空吗？',
  'Guten Morgen, vielen Dank.',
  'هل يناسبك الغد؟',
  '',
])('nothing is promised by: %s', (text) => {
  expect(findWord(text, monday)).toBeUndefined();
});

test('whoever says today late in the evening means before midnight, and the next minutes need no promise', () => {
  const late = findWord("I'll answer today", new Date(2026, 10, 23, 19, 0));
  expect(late && inputValue(late)).toBe('2026-11-23T23:59');
  expect(findWord("I'll be back in 5 minutes", monday)).toBeUndefined();
});
