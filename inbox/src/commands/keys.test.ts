import { expect, test } from 'vitest';
import type { Command } from './command.ts';
import { facesOf } from './key-faces.ts';
import { keyOf, meaningOf, type Place, type Press } from './keys.ts';

const press = (key: string, change: Partial<Press> = {}): Press => ({
  key,
  code: '',
  isComposing: false,
  metaKey: false,
  ctrlKey: false,
  altKey: false,
  shiftKey: /^[A-Z]$/.test(key),
  repeat: false,
  ...change,
});

const command = (id: string, keys: string[], change: Partial<Command> = {}): Command =>
  ({ id, keys, group: 'app', words: () => id, run: () => {}, ...change }) as Command;

const table = [
  command('next', ['j', 'ArrowDown'], { repeats: true }),
  command('done', ['e']),
  command('reopen', ['E']),
  command('leave', ['Escape'], { inText: true }),
  command('palette', ['Mod+k', '/'], { inText: true }),
  command('mine', ['g i']),
  command('help', ['?']),
];

function idOf(pressed: Press, place: Place = 'elsewhere', begun?: string, isMac = false): string | undefined {
  const key = keyOf(pressed, isMac);
  const meaning = key ? meaningOf(table, key, { place, repeat: pressed.repeat, begun }) : undefined;
  return meaning && ('begun' in meaning ? `${meaning.begun} …` : meaning.commands[0]?.id);
}

test.each([
  ['j', 'elsewhere', 'next'],
  ['e', 'elsewhere', 'done'],
  ['E', 'elsewhere', 'reopen'],
  ['?', 'elsewhere', 'help'],
  ['e', 'text', undefined],
  ['Escape', 'text', 'leave'],
  ['/', 'text', undefined],
  ['/', 'list', 'palette'],
  ['ArrowDown', 'list', 'next'],
  ['ArrowDown', 'elsewhere', undefined],
  ['toString', 'elsewhere', undefined],
] as const)('%s pressed in %s means %s', (key, place, id) => {
  expect(idOf(press(key), place)).toBe(id);
});

test('with a modifier that it does not name, or while an input method composes, a key is not ours', () => {
  expect(idOf(press('e', { ctrlKey: true }))).toBeUndefined();
  expect(idOf(press('e', { altKey: true }))).toBeUndefined();
  expect(idOf(press('Escape', { isComposing: true }), 'text')).toBeUndefined();
});

test('Mod is Cmd on a Mac and Ctrl elsewhere, and never the other', () => {
  expect(idOf(press('k', { ctrlKey: true }), 'text')).toBe('palette');
  expect(idOf(press('k', { metaKey: true }), 'text')).toBeUndefined();
  expect(idOf(press('k', { metaKey: true }), 'text', undefined, true)).toBe('palette');
  expect(idOf(press('k', { ctrlKey: true }), 'text', undefined, true)).toBeUndefined();
});

test('a key held down moves on, and does nothing else twice', () => {
  expect(idOf(press('j', { repeat: true }))).toBe('next');
  expect(idOf(press('e', { repeat: true }))).toBeUndefined();
});

test('one key after the other', () => {
  expect(idOf(press('g'))).toBe('g …');
  expect(idOf(press('i'), 'elsewhere', 'g')).toBe('mine');
  expect(idOf(press('e'), 'elsewhere', 'g')).toBeUndefined();
  expect(idOf(press('g'), 'text')).toBeUndefined();
});

test('a keyboard that writes no Latin letters has its shortcuts at the same places', () => {
  expect(idOf(press('у', { code: 'KeyE' }))).toBe('done');
  expect(idOf(press('У', { code: 'KeyE', shiftKey: true }))).toBe('reopen');
  expect(idOf(press('é', { code: 'KeyE' }))).toBeUndefined();
});

test('Caps Lock is not Shift', () => {
  expect(idOf(press('E', { shiftKey: false }))).toBe('done');
});

test.each([
  ['Mod+Shift+f', ['Ctrl', '⇧', 'f']],
  ['E', ['⇧', 'e']],
  ['?', ['?']],
  ['ArrowUp', ['↑']],
])('%s looks as on the keyboard', (keys, faces) => {
  expect(facesOf(keys, false)).toEqual(faces);
});
