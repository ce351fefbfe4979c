import { expect, test } from 'vitest';
import { typedAhead } from './typed-ahead.ts';

const press = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  key,
  repeat: false,
  isComposing: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  target: null,
  ...more,
});

test('letters wait for what was asked for, the last of them taken back', () => {
  const ahead = typedAhead();
  ahead.begin(null);
  for (const key of ['H', 'x', '😀', 'Backspace', 'Backspace', 'i']) expect(ahead.onKey(press(key), false)).toBe(true);
  expect(ahead.take()).toBe('Hi');
  expect(ahead.take()).toBe('');
});

test('Backspace before any letter is nobody else’s, and what came before the asking is forgotten', () => {
  const ahead = typedAhead();
  ahead.onKey(press('j'), false);
  ahead.begin(null);
  expect(ahead.onKey(press('Backspace'), false)).toBe(true);
  expect(ahead.take()).toBe('');
});

test('Enter presses nothing that still has the focus, and ends a line; other keys mean what they mean', () => {
  const ahead = typedAhead();
  for (const key of [press('a'), press('Enter'), press('Enter', { repeat: true })])
    expect(ahead.onKey(key, false)).toBe(true);
  expect(ahead.take()).toBe('a\n');
  for (const key of [press('Tab'), press('ArrowDown'), press('r', { ctrlKey: true }), press('k', { metaKey: true })])
    expect(ahead.onKey(key, false)).toBe(false);
  expect(ahead.take()).toBe('');
});

test('a field that one went to since has its own letters; the one that it was asked from does not', () => {
  const [composer, another] = [new EventTarget(), new EventTarget()];
  const ahead = typedAhead();
  ahead.begin(composer);
  expect(ahead.onKey(press('a', { target: composer }), true)).toBe(true);
  expect(ahead.onKey(press('b', { target: another }), true)).toBe(false);
  expect(ahead.onKey(press('c', { target: another }), false)).toBe(true);
  expect(ahead.take()).toBe('ac');
});
