import { expect, test } from 'vitest';
import { brevityOf, shareByLength } from './lengths.ts';

test('who asks long passages in few words has fewer votes, which count for more; of short ones all count the same', () => {
  expect(brevityOf(6, 48)).toBeGreaterThan(1.2);
  expect(brevityOf(12, 48)).toBe(1);
  expect(brevityOf(24, 48)).toBeLessThan(0.8);
  for (const asked of [0, 1, 6, 24]) expect(brevityOf(asked, 8)).toBe(1);
  expect(brevityOf(1, 48)).toBe(brevityOf(6, 48));
  expect(brevityOf(3, 0)).toBe(1);
});

test('of prose a doc of many passages has to say more than one of few; of examples all count the same', () => {
  expect(shareByLength(1, 40)).toBe(1);
  expect(shareByLength(3, 40)).toBeLessThan(0.7);
  expect(shareByLength(0.2, 40)).toBeGreaterThan(1.2);
  expect(shareByLength(3, 40)).toBeLessThan(shareByLength(3, 20));
  for (const size of [0.1, 1, 10]) expect(shareByLength(size, 8)).toBe(1);
  expect(shareByLength(3, 0)).toBe(1);
});
