import { expect, test } from 'vitest';
import { folded, typedAs, wordsIn } from './words.ts';

const said = (text: string) => wordsIn(text).map(({ token }) => token);

test('marks that tell words apart are kept, however they were typed, and others are not', () => {
  expect(said('SỬA sứa')).toEqual(['sửa', 'sứa']);
  expect(said('SỬA sứa'.normalize('NFD'))).toEqual(['sửa', 'sứa']);
  expect(said('Año café')).toEqual(['ano', 'cafe']);
});

test('a number is the same word in the digits of any script', () => {
  expect(said('INV٢٠٩٣١')).toEqual(['inv20931', '20931']);
  expect(said('ปี๑๙๙๕')).toEqual(said('ปี1995'));
  expect(folded('सन् १९९५')).toBe(folded('सन् 1995'));
});

test('what is compared with a question that was typed without marks has none either', () => {
  expect(typedAs('doi mat khau', ['Đổi mật khẩu', 'Größe'])).toEqual(['Doi mat khau', 'Größe']);
  expect(typedAs('đổi mật khẩu', ['Đổi mật khẩu'])).toEqual(['Đổi mật khẩu']);
});
