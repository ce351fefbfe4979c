import { expect, test } from 'vitest';
import { mendSlips } from './mend-slips.ts';
import { wordsIn } from './words.ts';

const FOUND = new Set(['pillows', 'mobile', 'received', 'teapot', 'result', 'cancel']);
const mend = (question: string, known: readonly string[] = []) =>
  mendSlips(question, wordsIn(question), FOUND, (word) => known.includes(word));

test.each([
  ['Need pilllows', 'Need pillows'],
  ['the moblie number, and the resut?', 'the mobile number, and the result?'],
  ['Nothing was recieved!', 'Nothing was received!'],
  ['Kancel it', 'cancel it'],
  ['a deapot, please', 'a teapot, please'],
])('%s is read as %s', (question, mended) => {
  expect(mend(question)).toBe(mended);
});

test('where many words are unknown, no more than the first of them are mended', () => {
  const unknown = Array.from({ length: 12 }, (_, i) => `unknown${'abcdefghijkl'.charAt(i)}`).join(' ');
  expect(mend(`moblie ${unknown} resut`)).toBe(`mobile ${unknown} resut`);
});

test('what is a word, is short, has a number, or is two letters away stays as it is', () => {
  for (const question of ['Mobil', 'resl', 'mobile1', 'pilows cost', 'pillars']) {
    expect(mend(question, ['mobil', 'pilows']), question).toBe(question);
  }
  expect(mend('relievd')).toBe('relievd');
});
