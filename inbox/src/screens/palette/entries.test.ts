import { expect, test } from 'vitest';
import type { Choice, Command, CommandContext } from '../../commands/command.ts';
import { choiceEntries, commandEntries } from './entries.ts';

const command = (id: string, words: string, change: Partial<Command> = {}): Command =>
  ({ id, group: 'topic', words: () => words, keys: [], run: () => {}, ...change }) as Command;

const context = { t: {} } as CommandContext;
const commands = [
  command('go.open', 'Go to Open', { group: 'go' }),
  command('done', 'Mark as done', { also: () => 'close resolve' }),
  command('reopen', 'Reopen', { when: () => false }),
  command('note', 'Note', { group: 'write' }),
  command('leave', 'Leave', { group: 'move', keysOnly: true }),
];
const idsOf = (typed: string, recent: string[] = []) =>
  commandEntries(commands, context, typed, recent).map(({ id }) => id);

test('only what can be done now is offered, by kind, and what was chosen last first', () => {
  expect(idsOf('')).toEqual(['done', 'note', 'go.open']);
  expect(idsOf('', ['go.open', 'reopen', 'forgotten'])).toEqual(['go.open', 'done', 'note']);
});

test('typing finds by the words shown, and by others that people say', () => {
  expect(idsOf('op')).toEqual(['go.open']);
  expect(idsOf('resolve')).toEqual(['done']);
  expect(commandEntries(commands, context, 'resolve', [])[0]?.at).toEqual([]);
});

test('of two that fit alike the one chosen lately is first', () => {
  expect(idsOf('no')[0]).toBe('note');
  expect(idsOf('o', ['go.open'])[0]).toBe('go.open');
});

test('answers keep their order until something is typed; one made from the words stays', () => {
  const choice = (id: string, label: string, change: Partial<Choice> = {}): Choice => ({
    id,
    label,
    run() {},
    ...change,
  });
  const choices = [choice('z', 'Zoe'), choice('a', 'Ada'), choice('new', 'Make a tag', { fitsAlways: true })];
  expect(choiceEntries(choices, '').map(({ id }) => id)).toEqual(['z', 'a', 'new']);
  expect(choiceEntries(choices, 'zo').map(({ id }) => id)).toEqual(['z', 'new']);
});
