import { expect, test } from 'vitest';
import { asSaid } from './as-said.ts';

test.each([
  ['| Northern Ireland | 3–5 working days | £4.90 |', 'Northern Ireland · 3–5 working days · £4.90'],
  ['  | a \\| b |  | c |', 'a | b · c'],
  ['Choose a | or b.', 'Choose a | or b.'],
  ['| To | Takes |\n|---|:-:|\n| Wales | 2 days |', 'To · Takes\nWales · 2 days'],
  ['To | Takes\r\n--- | ---\r\nWales | 2 \\| 3', 'To · Takes\nWales · 2 | 3'],
  ['Two lines\n| 茶 | 壶 |\nand a third', 'Two lines\n茶 · 壶\nand a third'],
])('%j is said as %j', (passage, said) => {
  expect(asSaid(passage)).toBe(said);
});

test('L5 a line of bars costs no more than its length', () => {
  expect(asSaid('|'.repeat(50_000))).toBe('');
});
