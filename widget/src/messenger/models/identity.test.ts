import { expect, test } from 'vitest';
import { subjectOf } from './identity.ts';

const signed = (claims: object) => `head.${btoa(JSON.stringify(claims))}.signature`;

test('the same user is the same, by another token, another secret, or a hash in other letters', () => {
  expect(subjectOf(signed({ sub: 'ada', exp: 1 }))).toBe(subjectOf(signed({ sub: 'ada', exp: 2 })));
  expect(subjectOf('hmac:h-new:0F:ada@shop.example\n{"custom_attributes":{}}')).toBe(
    subjectOf('hmac:h-old:ab:ada@shop.example'),
  );
});

test.each([
  [signed({ sub: 'ada' }), signed({ sub: 'bob' })],
  ['hmac:h-1:ab:ada', 'hmac:h-1:cd:bob'],
  ['hmac:h-1:ab:urn:a:b:1', 'hmac:h-1:cd:urn:a:b:2'],
])('another user is another', (one, other) => {
  expect(subjectOf(one)).not.toBe(subjectOf(other));
});
