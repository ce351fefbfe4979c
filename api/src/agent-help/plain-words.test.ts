import { readInline } from '@everthread/shared/client/rich-inline';
import { expect, test } from 'vitest';
import { INJECTIONS } from '../../test/injections.ts';
import { fixOf, summaryOf, translationOf } from './help-prompts.ts';
import { NO_LINK, newNumbers, plainWords } from './plain-words.ts';
import { languageOf } from './read-place.ts';

const OWN = 'See https://shop.example/returns or write to help@shop.example';

test('what is too long is not cut through a character', () => {
  expect(plainWords(`x${'🍵'.repeat(4_000)}`, '').isWellFormed()).toBe(true);
});

test.each([
  ['Look at https://evil.test/?q=1 now', `Look at ${NO_LINK} now`],
  ['Look at www.evil.test', `Look at ${NO_LINK}`],
  ['Write to me@evil.test', `Write to ${NO_LINK}`],
  ['![x](https://evil.test/pixel.png)', `x ${NO_LINK}`],
  ['[our shop](https://evil.test)', `our shop ${NO_LINK}`],
  ['[ours](https://shop.example/returns)', 'ours https://shop.example/returns'],
  ['Call tel:+4912345', `Call ${NO_LINK}`],
  ['https://shop.example.evil.test/returns', NO_LINK],
  ['**https://evil.test**', `**${NO_LINK}**`],
  [OWN, OWN],
  ['<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'], // words, wherever they are shown
  ['Pay \u202eereh\u202c now\u200b', 'Pay ereh now'],
  ['Hello\u{e0001}\u{e0068}\u{e0069}\u{e007f} there\u{e0101}\u{e01ef}', 'Hello there'],
  ['so\u00adft\u061c a\u034fb\u3164', 'soft ab'],
  ['نعم\u200cها 👩‍🚀 ❤\ufe0f', 'نعم\u200cها 👩‍🚀 ❤\ufe0f'],
  ['a\r\n\n\n\nb\u0007', 'a\n\nb'],
])('J4 %j is said as %j', (said, shown) => {
  expect(plainWords(said, OWN)).toBe(shown);
});

test('J4 of a model that says nothing but addresses, none can be pressed', () => {
  const said = plainWords('hthttps://a.test/tps://b.test/ '.repeat(400), '');
  expect(readInline(said).filter(({ kind }) => kind === 'link')).toEqual([]);
  expect(plainWords('x'.repeat(50_000), '')).toHaveLength(10_000);
});

test.each([
  ['within 30 days', 'within 14 days', ['30']],
  ['1.234,50 €', '1,234.50 €', []],
  ['١٤ يوما', '14 days', []],
  ['at 10:30 on 5 March', '5 March, 10.30', []],
  ['12345', 'order 12 345', []],
])('of %j said for %j these numbers are new: %j', (said, source, expected) => {
  expect(newNumbers(said, source)).toEqual(expected);
});

test.each([
  [['¿Dónde está mi pedido? No me ha llegado todavía'], 'en', 'es'],
  [['Where is my order? I have not got it yet'], 'de', 'en'],
  [['我的包裹什么时候到'], 'zh-CN', 'zh-CN'],
  [['OK'], 'ar', 'ar'],
  [[], null, 'en'],
])('who writes %j in a browser that is set to %s speaks %s', (questions, browsers, expected) => {
  expect(languageOf(questions, browsers)).toBe(expected);
});

test('J2 in whatever disguise it comes, what others wrote stays a string among the others', () => {
  for (const injection of INJECTIONS) {
    expect(JSON.parse(fixOf(injection, 'shorter'))).toEqual({ text: injection, wanted: expect.any(String) });
    expect(JSON.parse(translationOf(injection, 'es'))).toEqual({ text: injection, language: 'es' });
    const summed = JSON.parse(summaryOf([{ from: 'visitor', text: injection }], 'en'));
    expect(summed).toEqual({ messages: [{ from: 'visitor', text: injection }], language: 'en' });
  }
});
