import { MESSAGE_MAX_LENGTH } from '@everthread/shared/models/message';
import { Whereabouts } from '@everthread/shared/models/visitor';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Page } from '../channel.ts';
import { cleanText } from './clean-text.ts';
import * as ours from './message-length.ts';
import { whereaboutsOf } from './whereabouts.ts';

test('whatever a page says of itself, the server takes it', () => {
  const anything = fc.oneof(fc.string({ unit: 'binary', maxLength: 3_000 }), fc.anything());
  fc.assert(
    fc.property(anything, anything, anything, fc.string(), fc.string(), (url, title, referrer, language, zone) => {
      const where = whereaboutsOf({ url, title, referrer } as Page, language, zone);
      expect(Whereabouts.parse(where)).toEqual(where);
    }),
  );
});

test('cutting a long title leaves no half of an emoji', () => {
  const where = whereaboutsOf({ url: '', title: `${'a'.repeat(299)}😀`, referrer: '' }, 'en', 'Asia/Kathmandu');
  expect(where).toEqual({ pageTitle: 'a'.repeat(299), language: 'en', timeZone: 'Asia/Kathmandu' });
});

test('a text that cannot be stored loses only what cannot', () => {
  expect(cleanText('a\0b\ud800c😀')).toBe('abc😀');
});

test('the longest message is as long here as on the server', () => {
  expect(ours.MESSAGE_MAX_LENGTH).toBe(MESSAGE_MAX_LENGTH);
});

test.each([
  ['https://shop.test/cart?step=2#access_token=secret', 'https://shop.test/cart?step=2'],
  ['https://ann:secret@shop.test/', 'https://shop.test/'],
  ['https://shop.test/#/cart', 'https://shop.test/#/cart'],
  ['https://shop.test/#!/cart', 'https://shop.test/#!/cart'],
])('of %s the team learns %s', (url, told) => {
  const where = whereaboutsOf({ url, title: '', referrer: url }, 'en', undefined);
  expect([where.pageUrl, where.referrer]).toEqual([told, told]);
});
