import { expect, test } from 'vitest';
import { initialsOf } from './avatar.tsx';

test.each([
  ['Ines Marin', 'IM'],
  ['ana', 'A'],
  ['Jean  Luc de la Tour', 'JT'],
  ['王小明', '王'],
  ['😀 smile', '😀S'],
  ['  ', ''],
])('the initials of "%s" are "%s"', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
