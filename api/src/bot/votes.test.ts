import { expect, test } from 'vitest';
import { votesOf } from './ridge.ts';
import { softCover, wordsOf } from './soft-cover.ts';
import { likenessOf, vectorsOf } from './vectors.ts';
import { wordsIn } from './words.ts';

test('a text is as like itself as can be, and more like what says the same than like anything else', () => {
  const rows = likenessOf(vectorsOf(['How do I get a refund?', 'Getting refunds', 'Opening hours on Sunday', '']));
  rows.slice(0, 3).forEach((row, i) => {
    expect(row[i]).toBeCloseTo(1, 5);
  });
  expect(rows[0]?.[1]).toBeGreaterThan(rows[0]?.[2] ?? 1);
  expect(rows[3]).toEqual(new Float32Array(4));
});

test('votes solve the equation that they are said to solve', () => {
  const give = 0.5;
  const likeness = [
    [1, 0.6, 0.1, 0.5],
    [0.6, 1, 0.2, 0.4],
    [0.1, 0.2, 1, 0.3],
    [0.5, 0.4, 0.3, 1],
  ].map((row) => Float32Array.from(row));
  const votes = votesOf(likeness, give);
  for (let i = 0; i < 3; i += 1) {
    const sum = votes.reduce((total, vote, j) => total + vote * (likeness[i]?.[j] ?? 0), give * (votes[i] ?? 0));
    expect(sum).toBeCloseTo(likeness[3]?.[i] ?? 0, 4);
  }
});

test('saying one thing many times does not outvote the one that fits', () => {
  const again = Array.from({ length: 9 }, (_, i) => `I want to track order number ${i}`);
  const texts = [...again, 'I want to cancel the order', 'I want to cancel my order'];
  const votes = votesOf(likenessOf(vectorsOf(texts)), 1);
  expect(votes[9]).toBeGreaterThan(again.reduce((sum, _, i) => sum + (votes[i] ?? 0), 0));
});

test('what is rare counts for more in how much of a question is covered, and endings for little', () => {
  const words = wordsOf('refund the teapots', { refund: 3, the: 0.1, teapot: 2 });
  expect(softCover(words, wordsIn('We refund teapots in the shop'))).toBe(1);
  expect(softCover(words, wordsIn('The refund of a teapot'))).toBeGreaterThan(0.9);
  expect(softCover(words, wordsIn('The shop'))).toBeLessThan(0.1);
});

test('where words are not told apart, half of one counts a little, and the last character of a question no more than others', () => {
  const words = wordsOf('怎么退款呢', { 怎么: 1, 么退: 3, 退款: 3, 款呢: 3 });
  const most = Math.max(...words.map(({ rarity }) => rarity));
  expect(words.find(({ word }) => word === '呢')?.rarity).toBeLessThan(most);
  const [same, near, other] = ['退款怎么办', '退货还款', '开门时间'].map((text) =>
    softCover(words, wordsIn(text)),
  ) as number[];
  expect(same).toBeGreaterThan(near as number);
  expect(near).toBeGreaterThan(other as number);
});

test('of a Chinese question the words count that a dictionary finds, and no pair that only stands between two', () => {
  const words = wordsOf('怎样取消订单 INV7', { 怎样: 1, 样取: 9, 取消: 3, 消订: 9, 订单: 2 });
  expect(words.map(({ word, rarity }) => [word, rarity])).toEqual([
    ['怎样', 1],
    ['取消', 3],
    ['订单', 2],
    ['inv7', 3],
  ]);
  const cover = (text: string) => softCover(words, wordsIn(text));
  expect(cover('INV7 的订单怎样才能取消')).toBe(1);
  expect(cover('消费者取走了样品')).toBeLessThan(cover('订单号'));
  expect(cover('單號與訂單')).toBe(cover('订单号'));
});

test.each([
  ['订单 node.js 2.5', 'node.js 2.5 的订单'],
  ['订单 don’t work', 'what don’t work: 订单'],
  ['訂單은 언제 도착하나요', '訂單이 언제 도착하나요'],
])('what stands beside a Chinese word is told as anywhere else: %s', (question, text) => {
  const words = wordsOf(question, null).map((word) => ({ ...word, rarity: 1 }));
  expect(softCover(words, wordsIn(text))).toBeGreaterThan(0.85);
});
