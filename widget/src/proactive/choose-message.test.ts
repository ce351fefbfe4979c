import { FlowId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { messageFor } from './choose-message.ts';

const id = (last: number) => FlowId.parse(`0e4e5c2a-8d0b-4c55-9a5e-3f6c1f0a7d1${last}`);
const message = (last: number, over = {}) => ({
  id: id(last),
  words: { en: 'May I help?' },
  afterSeconds: 10,
  pages: [],
  languages: [],
  ...over,
});
const stay = { url: 'https://shop.test/Checkout?step=2', seconds: 10, language: 'es-MX', seen: new Set<FlowId>() };

test.each([
  ['once its time has come', {}, { seconds: 9 }],
  ['on its pages', { pages: ['/checkout', 'step=2'] }, { url: 'https://shop.test/checkout' }],
  ['in its language', { languages: ['es' as const] }, { language: 'pt' }],
  ['once', {}, { seen: new Set([id(1)]) }],
])('a message is shown %s', (_, over, fitsNot) => {
  expect(messageFor([message(1, over)], stay)?.id).toBe(id(1));
  expect(messageFor([message(1, over)], { ...stay, ...fitsNot })).toBeUndefined();
});

test('of several that fit the first that was not seen is shown', () => {
  expect(messageFor([message(1), message(2)], { ...stay, seen: new Set([id(1)]) })?.id).toBe(id(2));
});
