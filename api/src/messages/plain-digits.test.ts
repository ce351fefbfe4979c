import { expect, test } from 'vitest';
import { withPlainDigits } from './plain-digits.ts';

test.each([
  ['١٩٩٥', 'Arabic'],
  ['۱۹۹۵', 'Persian'],
  ['१९९५', 'Devanagari'],
  ['১৯৯৫', 'Bengali'],
  ['๑๙๙๕', 'Thai'],
  ['១៩៩៥', 'Khmer'],
  ['１９９５', 'full-width'],
  ['1995', 'ASCII'],
])('%s (%s) is 1995', (year) => {
  expect(withPlainDigits(year)).toBe('1995');
});

test('of all characters digits alone change, and each keeps its place', () => {
  const characters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  const [digits, others] = [/\p{Nd}/u, /\P{Nd}/u].map((kind) => characters.filter((each) => kind.test(each)));
  expect(digits?.map(withPlainDigits).join('')).toMatch(/^(0123456789)+$/);
  expect(others?.map(withPlainDigits)).toEqual(others);
  expect(withPlainDigits('😀 𝟙')).toBe('😀 𝟙');
});
