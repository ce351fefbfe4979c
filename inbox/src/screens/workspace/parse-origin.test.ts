import { Origin } from '@everthread/shared/models/workspace';
import { expect, test } from 'vitest';
import { parseOrigin } from './parse-origin.ts';

test.each([
  ['https://www.example.com', 'https://www.example.com'],
  [' shop.example/cart?x=1 ', 'https://shop.example'],
  ['http://localhost:3000/', 'http://localhost:3000'],
  ['HTTPS://Shop.Example:443', 'https://shop.example'],
  ['http://[::1]:8080', 'http://[::1]:8080'],
])('%s names %s', (typed, origin) => {
  expect(parseOrigin(typed)).toBe(origin);
  expect(Origin.safeParse(origin).success).toBe(true);
});

test.each(['', 'shop', 'ftp://shop.example', 'javascript:alert(1)', 'https://', 'a b.example'])(
  '“%s” names no site',
  (typed) => expect(parseOrigin(typed)).toBeUndefined(),
);
