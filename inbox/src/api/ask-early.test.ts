import type { WorkspaceId } from '@everthread/shared/models/ids';
import { expect, test, vi } from 'vitest';
import { id } from '../../test/sample.ts';
import { firstList } from '../topics-route.ts';
import { askEarly } from './ask-early.ts';
import { createTeamApi } from './team-api.ts';

const workspaceId = id(1) as WorkspaceId;
const open = { filters: { status: ['open' as const] }, sort: 'newest' as const };

function start(answer: () => Promise<unknown>) {
  let now = 0;
  const ask = vi.fn(answer);
  const call = askEarly(ask as never, firstList(workspaceId), () => now);
  return { ask, api: createTeamApi(call, workspaceId), pass: (ms: number) => (now += ms) };
}

test('the list of the address is asked for at once, and whoever asks for it first gets that answer', async () => {
  const { ask, api } = start(async () => 'a page');
  expect(ask).toHaveBeenCalledTimes(1);
  expect(await api.topics(open)).toBe('a page');
  expect(ask).toHaveBeenCalledTimes(1);
  await api.topics(open);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('another list, or the same after a while, is asked for anew', async () => {
  const { ask, api, pass } = start(async () => 'a page');
  await api.topics({ ...open, sort: 'waiting' });
  expect(ask).toHaveBeenCalledTimes(2);
  pass(10_000);
  await api.topics(open);
  expect(ask).toHaveBeenCalledTimes(3);
});

test('a refusal is told to whoever asks, and to nobody where none does', async () => {
  const { api } = start(async () => Promise.reject(new Error('signed out')));
  await expect(api.topics(open)).rejects.toThrow('signed out');
});
