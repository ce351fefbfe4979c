import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { Slug } from '../models/article.ts';
import { slugOf } from './slug.ts';

test.each([
  ['How do refunds work?', 'how-do-refunds-work'],
  ['  Café & Crème!  ', 'café-crème'],
  ['如何退款？', '如何退款'],
  ['كيف أسترد المال', 'كيف-أسترد-المال'],
  ['ＦＵＬＬ width', 'full-width'],
  ['', 'article'],
  ['…', 'article'],
])('%j is at %j', (title, slug) => {
  expect(slugOf(title)).toBe(slug);
});

test('every title gives an address that is allowed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (title) => {
      expect(z.safeParse(Slug, slugOf(title)).success, JSON.stringify(title)).toBe(true);
    }),
  );
});
