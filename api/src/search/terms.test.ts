import { expect, test } from 'vitest';
import { termsOf } from './terms.ts';

test.each([
  ['Where is my ordr', 'where is my ordr…'],
  ['申请退款', '申请 请退 退款…'],
  ['退', '退…'],
  ['退 order', '退… order…'],
  ['INV20931', 'inv20931…'],
  ['very very good', 'very good…'],
  ['', ''],
  ['😀', ''],
])('%j is looked for as %j', (text, terms) => {
  expect(
    termsOf(text)
      .map(({ token, isBeginning }) => token + (isBeginning ? '…' : ''))
      .join(' '),
  ).toBe(terms);
});

test('only words of four letters and more can have a slip in them', () => {
  expect(termsOf('the refund 12345 退款申请 เงินคืน').map(({ canSlip }) => canSlip)).toEqual(
    termsOf('the refund 12345 退款申请 เงินคืน').map(({ token }) => ['refund', 'เงิน'].includes(token)),
  );
});

test('of very many words the first sixteen are looked for', () => {
  expect(termsOf(Array.from({ length: 99 }, (_, i) => `word${i}`).join(' ')).length).toBe(16);
});
