import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GRAM_PLACES, gramsOf } from './grams.ts';
import { findableBy, termsOf } from './terms.ts';

test.each([
  ['Refunding refunds', ['refund', 'refund']],
  ['Order INV20931', ['order', 'inv20931', '20931']],
  ['申请退款', ['申请', '请退', '退款']],
  ['申請退款', ['申请', '请退', '退款']],
  ['退', ['退']],
  ['ฉันต้องการคืนเงิน', ['ฉัน', 'ต้องการ', 'คืน', 'เงิน']],
  ['والمدفوعات الدفع', ['مدفوع', 'دفع']],
  ['доставка новыми заказами', ['доставк', 'нов', 'заказ']],
  ['доставкою замовлень', ['доставк', 'замовлен']],
  ['Οι παραγγελίες της παραγγελίας', ['οι', 'παραγγελ', 'της', 'παραγγελ']],
  ['किताबों की क़ीमत', ['किताब', 'की', 'कीमत']],
  ['đổi mật khẩu', ['đổi', 'mật', 'khẩu']],
  ['doi mat khau', ['doi', 'mat', 'khau']],
  ['Rückerstattungen', ['rucker']],
])('%s is found by %j', (text, terms) => {
  expect(termsOf(text)).toEqual(terms);
});

test('where marks tell words apart, one finds them with and without', () => {
  expect(findableBy('Đổi mật khẩu')).toEqual(['đổi', 'doi', 'mật', 'mat', 'khẩu', 'khau']);
  expect(findableBy('Größe')).toEqual(['grosse']);
});

test('a word and its other forms share most of their pieces, words apart share few', () => {
  const shared = (one: string, other: string) => {
    const [a, b] = [new Set(gramsOf(one)), new Set(gramsOf(other))];
    return [...a].filter((gram) => b.has(gram)).length / Math.min(a.size, b.size);
  };
  expect(shared('password', 'passwords')).toBeGreaterThan(0.7);
  expect(shared('password', 'passwrod')).toBeGreaterThan(0.3);
  expect(shared('修改密码', '密码修改')).toBeGreaterThanOrEqual(0.5);
  expect(shared('password', 'delivery')).toBeLessThan(0.1);
});

test('any text gives pieces that have a place', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      expect(gramsOf(text).every((gram) => gram < GRAM_PLACES)).toBe(true);
      expect(termsOf(text)).not.toContain('');
      expect(findableBy(text)).not.toContain('');
    }),
  );
});
