import { expect, test } from 'vitest';
import { recentCommands, rememberCommand } from './recent.ts';

function storage(first?: string): () => Storage {
  const kept = new Map(first === undefined ? [] : [['everthread.recent-commands', first]]);
  return () =>
    ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    }) as unknown as Storage;
}

test('the latest comes first, once, and eight are kept', () => {
  const own = storage();
  for (const id of ['a', 'b', 'a', 'c', 'd', 'e', 'f', 'g', 'h', 'i']) rememberCommand(own, id);
  expect(recentCommands(own)).toEqual(['i', 'h', 'g', 'f', 'e', 'd', 'c', 'a']);
});

test.each(['{', '{"a":1}', 'null', '[1,{}]'])('%s in its place is as nothing', (junk) => {
  expect(recentCommands(storage(junk))).toEqual([]);
});

test('blocked storage remembers nothing and breaks nothing', () => {
  const blocked = () => {
    throw new DOMException('blocked', 'SecurityError');
  };
  rememberCommand(blocked, 'a');
  expect(recentCommands(blocked)).toEqual([]);
});
