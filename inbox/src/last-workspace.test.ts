import { afterEach, expect, test, vi } from 'vitest';
import { lastWorkspace, rememberWorkspace } from './last-workspace.ts';

const places = [{ id: 'one' }, { id: 'two' }];
afterEach(() => vi.unstubAllGlobals());

test('the workspace in which one was last is opened, unless one is no longer there', () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  expect(lastWorkspace(places)).toBe(places[0]);
  rememberWorkspace('two');
  expect(lastWorkspace(places)).toBe(places[1]);
  rememberWorkspace('gone');
  expect(lastWorkspace(places)).toBe(places[0]);
  expect(lastWorkspace([])).toBeUndefined();
});

test('a browser that keeps nothing opens the first', () => {
  vi.stubGlobal('localStorage', undefined);
  rememberWorkspace('two');
  expect(lastWorkspace(places)).toBe(places[0]);
});
