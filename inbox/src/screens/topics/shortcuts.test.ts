import { expect, test } from 'vitest';
import { commandOf } from './shortcuts.ts';

const press = (key: string, change = {}) => ({
  key,
  isComposing: false,
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  repeat: false,
  ...change,
});

test.each([
  ['j', 'elsewhere', 'next'],
  ['e', 'elsewhere', 'done'],
  ['E', 'elsewhere', 'reopen'],
  ['e', 'text', undefined],
  ['Escape', 'text', 'leave'],
  ['ArrowDown', 'list', 'next'],
  ['ArrowDown', 'elsewhere', undefined],
  ['toString', 'elsewhere', undefined],
] as const)('%s pressed in %s means %s', (key, place, command) => {
  expect(commandOf(press(key), place)).toBe(command);
});

test('with a modifier, or while an input method composes, keys are not ours', () => {
  expect(commandOf(press('r', { ctrlKey: true }), 'elsewhere')).toBeUndefined();
  expect(commandOf(press('Escape', { isComposing: true }), 'text')).toBeUndefined();
});

test('a key held down moves on, and does nothing else twice', () => {
  expect(commandOf(press('j', { repeat: true }), 'elsewhere')).toBe('next');
  expect(commandOf(press('e', { repeat: true }), 'elsewhere')).toBeUndefined();
});
