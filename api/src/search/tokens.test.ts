import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tokensOf } from './tokens.ts';

const of = (text: string) => Array.from(tokensOf(text.normalize('NFC')), ({ token }) => token);

test.each([
  ['Where is my order?', ['where', 'is', 'my', 'order']],
  ['Café CRÈME, Straße', ['cafe', 'creme', 'strasse']],
  ['mara@clay.example', ['mara', 'clay', 'example']],
  ["don't l'homme", ['don', 't', 'l', 'homme']],
  ['INV20931 / A-12345', ['inv20931', '20931', 'a', '12345']],
  ['طلب ٢٠٩٣١، INV۲۰۹۳۱، क्रमांक२०९३१', ['طلب', '20931', 'inv20931', '20931', 'क्रमांक20931', '20931']],
  ['ＦＵＬＬ ｗｉｄｔｈ', ['full', 'width']],
  ['申请退款', ['申请', '请退', '退款', '款']],
  ['注文をキャンセル', ['注文', '文を', 'をキ', 'キャ', 'ャン', 'ンセ', 'セル', 'ル']],
  ['iPhone退款', ['iphone', '退款', '款']],
  ['환불 요청', ['환불', '불', '요청', '청']],
  ['ฉันต้องการคืนเงิน', ['ฉัน', 'ต้องการ', 'คืน', 'เงิน']],
  ['كِتَابٌ أَحمد', ['كتاب', 'احمد']],
  ['Ёлка Ångström İstanbul', ['елка', 'angstrom', 'istanbul']],
  ['😀 🏳️‍🌈 — …', []],
  ['\0a\0b', ['a', 'b']],
])('%j is found by %j', (text, tokens) => {
  expect(of(text)).toEqual(tokens);
});

test('each token names the part of the text that it was made of', () => {
  const text = 'Order 退款 คืนเงิน Café';
  expect(Array.from(tokensOf(text), ({ start, end }) => text.slice(start, end))).toEqual([
    'Order',
    '退款',
    '款',
    'คืน',
    'เงิน',
    'Café',
  ]);
});

test('what is found under a word is found however it is written', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      // Capitals lose what small letters had (ß, ŉ), so both are compared as capitals were written.
      const small = text.toUpperCase().toLowerCase();
      expect(of(small.normalize('NFD'))).toEqual(of(small));
    }),
  );
});

test('tokens are never empty, never long, and always inside the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      for (const { token, start, end } of tokensOf(text)) {
        expect(token).not.toBe('');
        expect(Array.from(token).length).toBeLessThanOrEqual(40);
        expect(start >= 0 && start < end && end <= text.length).toBe(true);
      }
    }),
  );
});

test.each([
  ['letters', 'a'.repeat(50_000)],
  ['one character', '退'.repeat(50_000)],
  ['Thai', 'ก'.repeat(50_000)],
  ['marks', `a${'\u0301'.repeat(50_000)}`],
  ['right to left', '\u202e\u05d0'.repeat(25_000)],
  ['emoji', '👩‍👩‍👧‍👦'.repeat(4_000)],
  ['half surrogates', '\ud800a'.repeat(25_000)],
])('50,000 of %s end', (_, text) => {
  expect(Array.from(tokensOf(text)).length).toBeLessThanOrEqual(50_000);
});
