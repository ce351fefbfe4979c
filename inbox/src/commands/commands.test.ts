import { expect, test } from 'vitest';
import { en } from '../locales/en.ts';
import { commandStrings } from './command-strings.ts';
import { commands } from './commands.ts';
import { paletteCommands } from './palette-commands.ts';

test('every command has its own id and says what it does in words of its own', () => {
  expect(new Set(paletteCommands.map(({ id }) => id)).size).toBe(paletteCommands.length);
  const words = paletteCommands.map((command) => command.words(commandStrings(en)));
  expect(words.filter((each, index) => words.indexOf(each) !== index)).toEqual([]);
  for (const command of paletteCommands) expect(command.words(commandStrings(en))).toMatch(/\S/);
});

test('two commands share a key only where each says when it applies', () => {
  const byKey = Map.groupBy(
    commands.flatMap((command) => command.keys.map((key) => ({ key, command }))),
    ({ key }) => key,
  );
  const clashes = [...byKey]
    .filter(([, uses]) => uses.length > 1 && uses.some(({ command }) => !command.when))
    .map(([key, uses]) => `${key}: ${uses.map(({ command }) => command.id)}`);
  expect(clashes).toEqual([]);
});

test('every key is known before the palette has come', () => {
  const known: readonly unknown[] = commands;
  expect(paletteCommands.filter((command) => command.keys.length > 0 && !known.includes(command))).toEqual([]);
});

test('a key that begins a sequence is no command by itself', () => {
  const keys = commands.flatMap((command) => command.keys);
  const begins = new Set(keys.filter((key) => key.includes(' ')).map((key) => key.split(' ')[0]));
  expect(keys.filter((key) => begins.has(key))).toEqual([]);
});
