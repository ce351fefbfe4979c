import { expect, test } from 'vitest';
import { stepIn } from './list-steps.ts';

test.each([
  { key: 'ArrowDown', from: 0, to: 1 },
  { key: 'ArrowDown', from: 9, to: 0 },
  { key: 'ArrowUp', from: 0, to: 9 },
  { key: 'PageDown', from: 1, to: 7 },
  { key: 'PageDown', from: 8, to: 9 },
  { key: 'PageUp', from: 2, to: 0 },
  { key: 'Enter', from: 2, to: undefined },
])('in a list of ten $key leads from $from to $to', ({ key, from, to }) => {
  expect(stepIn({ count: 10, at: from, page: 6 }, key)).toBe(to);
});

test('there is nowhere to go in a list without lines, and no page where none is wanted', () => {
  expect(stepIn({ count: 0, at: 0, page: 6 }, 'ArrowDown')).toBeUndefined();
  expect(stepIn({ count: 10, at: 0, page: 0 }, 'PageDown')).toBeUndefined();
});
