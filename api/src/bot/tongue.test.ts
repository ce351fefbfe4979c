import { expect, test } from 'vitest';
import { spokenIn, tonguesOf } from './tongue.ts';

test.each([
  ['When will my order be here?', ['en']],
  ['¿Cuándo llega mi pedido?', ['es']],
  ['Wann kommt meine Bestellung an?', ['de']],
  ['Quand est-ce que ma commande arrive ?', ['fr']],
  ['Siparişim ne zaman gelir?', ['tr']],
  ['Khi nào đơn hàng của tôi đến?', ['vi']],
  ['Когда придёт мой заказ?', ['ru']],
  ['Коли прийде моє замовлення і як його забрати?', ['uk']],
  ['注文はいつ届きますか', ['ja']],
  ['주문은 언제 오나요?', ['ko']],
  ['Πότε έρχεται η παραγγελία μου;', ['el']],
  ['สินค้าจะมาถึงเมื่อไร', ['th']],
])('%s', (text, only) => {
  expect(tonguesOf(text)).toEqual({ only });
});

test('a letter that French and Romanian share speaks for both', () => {
  expect(tonguesOf('În ce an a încheiat firma acest program?')).toEqual({ only: expect.arrayContaining(['ro']) });
  expect(tonguesOf("Est-ce que vous connaîtrez le délai, s'il vous plaît ?")).toEqual({
    only: expect.arrayContaining(['fr']),
  });
});

test.each(['我的包裹什么时候到', '我的iPhone什么时候到'])('%s may be Chinese, and not English', (text) => {
  expect(tonguesOf(text)).toEqual({ only: expect.arrayContaining(['zh']) });
  expect(tonguesOf(text)).not.toEqual({ only: expect.arrayContaining(['en']) });
});

test('a few words without small ones may be in any language of their script', () => {
  const tongues = tonguesOf('password reset');
  expect('not' in tongues && tongues.not.includes('zh')).toBe(true);
  expect('not' in tongues && (tongues.not.includes('en') || tongues.not.includes('de'))).toBe(false);
  expect(tonguesOf('12345 👍')).toEqual({ not: [] });
});

test('letters in fancy dress are letters', () => {
  expect(tonguesOf('𝓘 𝔀𝓪𝓷𝓽 𝓽𝓸 𝓬𝓪𝓷𝓬𝓮𝓵 𝓶𝔂 𝓸𝓻𝓭𝓮𝓻')).toEqual({ only: expect.arrayContaining(['en']) });
});

test.each([
  ['pt-BR', 'pt'],
  ['zh-Hant', 'zh'],
  ['nb', 'no'],
  ['en', 'en'],
])('%s is spoken as %s', (language, spoken) => {
  expect(spokenIn(language)).toBe(spoken);
});
