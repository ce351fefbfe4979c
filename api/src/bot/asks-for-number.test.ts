import { expect, test } from 'vitest';
import { asksForNumber, namesNumber } from './asks-for-number.ts';
import { wordsIn } from './words.ts';

test.each([
  'How long does delivery take?',
  'In which year was it founded?',
  'Wie viele Tassen passen hinein?',
  '¿Cuánto tarda el reembolso?',
  'Combien ça coûte ?',
  'Câte zile durează?',
  'Cat costa livrarea?',
  'Ile kosztuje dostawa?',
  'Kaç gün sürer?',
  'Saat kaçta gelir?',
  'Hur lång tid tar det?',
  'Hvor lang tid tager det?',
  'Bao lâu thì đến?',
  'Сколько ждать?',
  'Πότε φτάνει;',
  'كم يستغرق استرداد المال؟',
  'इसमें कितने दिन लगते हैं?',
  '退款需要多久？',
  '要等几天？',
  'いつ届きますか',
  '언제 도착하나요?',
  'ส่งกี่วัน',
])('what answers it names a number: %s', (question) => {
  expect(asksForNumber(question)).toBe(true);
});

test.each([
  'Where is my order?',
  'Whenever it rains',
  'My cat broke the pot, can I return it?',
  'Wer hat gewonnen?',
  'Kredi kartı ile ödeyebilir miyim?',
  'Кто победил?',
  'Kargoyu kaçırdım',
  '怎么退款？',
  '这几天几乎不能登录',
])('what answers it need not name one: %s', (question) => {
  expect(asksForNumber(question)).toBe(false);
});

test('a number that the question names itself is no answer', () => {
  const asked = [...wordsIn('How many ships came in 1564?')];
  const names = (text: string) => namesNumber([...wordsIn(text)], asked);
  expect(names('In 1564 ships came.')).toBe(false);
  expect(names('In 1564 came 3 ships.')).toBe(true);
  expect(names('في عام ١٥٦٤ جاءت السفن')).toBe(false);
  expect(names('في عام ١٥٦٤ جاءت ٣ سفن')).toBe(true);
});
