import { expect, test } from 'vitest';
import { findStep, toBase32, totpCode, totpUri } from './totp.ts';

const secret = Buffer.from('12345678901234567890');

// RFC 6238, appendix B, cut to six digits.
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('after %i seconds the code is %s', (seconds, code) => {
  expect(totpCode(secret, Math.floor(seconds / 30))).toBe(code);
});

test('a code is good in its own half minute and the ones beside it, and once', () => {
  const step = 50_000_000;
  const code = totpCode(secret, step);
  const at = (steps: number, lastStep: number | null = null) =>
    findStep(secret, code, (step + steps) * 30_000, lastStep);
  expect([-2, -1, 0, 1, 2].map((steps) => at(steps))).toEqual([null, step, step, step, null]);
  expect([at(0, step - 1), at(0, step), at(0, step + 1)]).toEqual([step, null, null]);
});

test.each(['', '12345', '1234567', 'abcdef'])('%j is no code', (code) => {
  expect(findStep(secret, code, Date.now(), null)).toBeNull();
});

test('apps are told the secret in base32', () => {
  expect(toBase32(secret)).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ');
  expect(totpUri(secret, 'ada@example.com')).toBe(
    'otpauth://totp/Everthread%3Aada%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Everthread&algorithm=SHA1&digits=6&period=30',
  );
});
