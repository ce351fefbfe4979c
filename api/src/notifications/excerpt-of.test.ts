import { expect, test } from 'vitest';
import { excerptOf } from './excerpt-of.ts';

test.each([
  ['It **left** _today_', 'It left today'],
  ['- `A-1`\n- B', 'A-1\nB'],
  ['2 * 3 * 4 = 24', '2 * 3 * 4 = 24'],
  ['  \n', null],
  ['', null], // a file alone
  [null, null],
])('of %j a notification shows %j', (text, shown) => {
  expect(excerptOf(text)).toBe(shown);
});

test('it is cut, though never through a character', () => {
  expect(excerptOf('🐈'.repeat(300))).toBe('🐈'.repeat(200));
});
