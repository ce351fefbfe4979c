import { VisitorKey } from '@everthread/shared/models/visitor';
import { expect, test } from 'vitest';
import { VISITOR_KEY } from '../channel.ts';
import { newVisitorKey } from './visitor-key.ts';

test.each([0x00, 0xff, 0xfb, 0x3e])('a key of bytes %i is a valid VisitorKey', (byte) => {
  const key = newVisitorKey((bytes) => bytes.fill(byte));
  expect(VisitorKey.parse(key)).toBe(key);
  expect(key).toMatch(VISITOR_KEY);
});
