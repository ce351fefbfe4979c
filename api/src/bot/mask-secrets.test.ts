import { expect, test } from 'vitest';
import { maskSecrets } from './mask-secrets.ts';

test.each([
  '4111 1111 1111 1111',
  '٤١١١ ١١١١ ١١١١ ١١١١',
  '४१११११११११११११११',
  '4111–1111–1111–1111',
  '3782 822463 10005',
])('the card %s is hidden', (card) => {
  expect(maskSecrets(`My card ${card} was charged twice`)).toBe('My card [hidden] was charged twice');
});

test('L5 what begins like a token again and again is read in one pass', () => {
  const began = performance.now();
  expect(maskSecrets('-eyJAAAAAAAA'.repeat(16_000))).toHaveLength(192_000);
  expect(performance.now() - began).toBeLessThan(2_000); // a square of it is more than four seconds
});

test('a card is hidden whatever stands beside it: the end of a sentence, its month, the number of an order', () => {
  for (const [text, masked] of [
    ['It is 4111 1111 1111 1111.', 'It is [hidden].'],
    ['It is ٤١١١١١١١١١١١١١١١.', 'It is [hidden].'],
    ['No.4111111111111111', 'No.[hidden]'],
    ['4111 1111 1111 1111 12/29 123', '[hidden] 12/29 123'],
    ['4111 1111 1111 1111 123', '[hidden] 123'],
    ['Order 20931 4111-1111-1111-1111, please', 'Order 20931 [hidden], please'],
    ['4111 - 1111 - 1111 - 1111 costs 12.50', '[hidden] costs 12.50'],
    ['4111 1111 1111 1111 12.50', '[hidden] 12.50'],
    ['4111111111111111 5555555555554444', '[hidden] [hidden]'],
  ] as const)
    expect(maskSecrets(text)).toBe(masked);
});

test('the number of an order stays as it was written', () => {
  for (const text of [
    'Order 4111 1111 1111 1112',
    'طلب ٤١١١ ١١١١ ١١١١ ١١١٢',
    'Order 20931',
    '3.14159265358979',
    '0.4111111111111111',
  ])
    expect(maskSecrets(text)).toBe(text);
});
