import { expect, test, vi } from 'vitest';
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

/** A press with what became of it. */
const heard = (key: string, more: Partial<KeyboardEvent> = {}) => ({
  ...press(key, more),
  preventDefault: vi.fn(),
  stopPropagation: vi.fn(),
});

test('a key that is its own reaches nobody else: Enter does not send what stands in the field that it was asked from', () => {
  const composer = new EventTarget();
  const [ahead, leave] = [typedAhead(), vi.fn()];
  ahead.begin(composer);
  const [letter, enter, tab] = ['a', 'Enter', 'Tab'].map((key) => heard(key, { target: composer }));
  for (const event of [letter, enter, tab]) if (event) ahead.hear(event, true, leave);
  for (const event of [letter, enter]) {
    expect(event?.preventDefault).toHaveBeenCalledOnce();
    expect(event?.stopPropagation).toHaveBeenCalledOnce();
  }
  expect(tab?.stopPropagation).not.toHaveBeenCalled();
  expect(leave).not.toHaveBeenCalled();
  expect(ahead.take()).toBe('a\n');
});

test('Escape ends the waiting and nothing else, and is the input method’s where one writes with one', () => {
  const [ahead, leave] = [typedAhead(), vi.fn()];
  ahead.begin(null);
  const composing = heard('Escape', { isComposing: true });
  ahead.hear(composing, true, leave);
  expect([leave.mock.calls, composing.stopPropagation.mock.calls]).toEqual([[], []]);
  const pressed = heard('Escape');
  ahead.hear(pressed, false, leave);
  expect(leave).toHaveBeenCalledOnce();
  expect(pressed.preventDefault).toHaveBeenCalledOnce();
  expect(pressed.stopPropagation).toHaveBeenCalledOnce();
});
