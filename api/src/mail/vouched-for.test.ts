import { expect, test } from 'vitest';
import { isVouchedFor } from './vouched-for.ts';

const from = { address: 'ada@shop.example', name: 'Ada' };
const vouched = (...results: string[]) =>
  isVouchedFor(
    {
      from,
      headers: [...results.map((value) => ({ name: 'authentication-results', value })), { name: 'from', value: 'x' }],
    },
    'mx.cloudflare.net',
  );

test.each([
  'mx.cloudflare.net; dkim=pass header.d=shop.example; dmarc=pass header.from=shop.example policy.dmarc=none; spf=pass',
  'mx.cloudflare.net 1; DMARC=pass (p=REJECT sp=NONE; dmarc=fail) header.from=Shop.Example',
  'mx.cloudflare.net; dmarc=pass header.from="shop.example"; spf=pass (of ada@shop.example (soft)) smtp.helo=[192.0.2.1]',
])('its own server’s word that From is aligned: %s', (word) => expect(vouched(word)).toBe(true));

test.each([
  ['none'],
  ['mx.cloudflare.net; dmarc=fail header.from=shop.example'],
  ['mx.cloudflare.net; dmarc=none'],
  ['mx.cloudflare.net; dmarc=passed header.from=shop.example'],
  ['mx.cloudflare.net; dmarc=pass header.from=evil.example'],
  ['mx.cloudflare.net; dmarc=pass header.from=shop.example.evil.example'],
  ['mx.cloudflare.net; dkim=pass header.d=evil.example; spf=pass'],
  ['mx.cloudflare.net; spf=pass (dmarc=pass header.from=shop.example)'],
  ['mx.cloudflare.net; dmarc=pass header.from=shop.example; dmarc=fail header.from=shop.example'],
  ['evil.example; dmarc=pass header.from=shop.example'],
  ['mx.cloudflare.net.evil.example; dmarc=pass header.from=shop.example'],
  ['amazonses.com; dmarc=pass header.from=shop.example'],
  [''],
])('no word, or another’s, or of another: “%s”', (word) => expect(vouched(word)).toBe(false));

test.each([
  [
    'begins a comment that nothing ends',
    'spf=pass smtp.mailfrom="; dmarc=pass header.from=shop.example ("@evil.example; dmarc=fail header.from=shop.example',
  ],
  [
    'ends the comment in which it stands',
    'spf=pass (of "a); dmarc=pass header.from=shop.example (("@evil.example) smtp.helo=x; dmarc=fail header.from=shop.example',
  ],
  [
    'hides what is said by the name of a key',
    'dkim=neutral header.s=x(; dmarc=fail header.from=shop.example; spf=pass smtp.mailfrom=)y; dmarc=pass header.from=shop.example',
  ],
  ['ends more than was begun', 'spf=pass smtp.mailfrom=a); dmarc=pass header.from=shop.example'],
  ['is in quotes', 'spf=pass smtp.mailfrom="a; dmarc=pass header.from=shop.example"@evil.example'],
  ['bends a quote', 'spf=pass smtp.mailfrom=a\\"; dmarc=pass header.from=shop.example'],
])('K2 what a sender is called gives him no word of the server: it %s', (_how, results) => {
  expect(vouched(`mx.cloudflare.net; ${results}`)).toBe(false);
});

test('a line that the sender wrote himself stands below the server’s own', () => {
  const [own, forged] = [
    'mx.cloudflare.net; dmarc=fail header.from=shop.example',
    'mx.cloudflare.net; dmarc=pass header.from=shop.example',
  ];
  expect(vouched(own, forged)).toBe(false);
  expect(isVouchedFor({ from, headers: [] }, 'mx.cloudflare.net')).toBe(false);
});

test('of two From lines nobody knows which one was looked at', () => {
  const word = { name: 'authentication-results', value: 'mx.cloudflare.net; dmarc=pass header.from=shop.example' };
  const line = { name: 'from', value: 'x' };
  expect(isVouchedFor({ from, headers: [word, line, line] }, 'mx.cloudflare.net')).toBe(false);
});
