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
  let tickets = 0;
  const ticket = async () => ({ ticket: `ticket ${++tickets}` });
  const ask = vi.fn((_method: string, path: string) => (path.endsWith('/ticket') ? ticket() : answer()));
  const call = askEarly(ask as never, firstList(workspaceId), () => now);
  const lists = () => ask.mock.calls.filter(([, path]) => path.includes('/topics')).length;
  return { lists, api: createTeamApi(call, workspaceId), pass: (ms: number) => (now += ms) };
}

test('the list of the address is asked for at once, and whoever asks for it first gets that answer', async () => {
  const { lists, api } = start(async () => 'a page');
  expect(lists()).toBe(1);
  expect(await api.topics(open)).toBe('a page');
  expect(lists()).toBe(1);
  await api.topics(open);
  expect(lists()).toBe(2);
});

test('another list, or the same after a while, is asked for anew', async () => {
  const { lists, api, pass } = start(async () => 'a page');
  await api.topics({ ...open, sort: 'waiting' });
  expect(lists()).toBe(2);
  pass(10_000);
  await api.topics(open);
  expect(lists()).toBe(3);
});

test('a refusal is told to whoever waits for it; who comes later asks anew', async () => {
  let isSignedIn = false;
  const { lists, api } = start(async () => {
    if (!isSignedIn) throw new Error('signed out');
    return 'a page';
  });
  await expect(api.topics(open)).rejects.toThrow('signed out');

  const later = start(async () => {
    if (!isSignedIn) throw new Error('signed out');
    return 'a page';
  });
  await new Promise((resolve) => setTimeout(resolve));
  isSignedIn = true;
  expect(await later.api.topics(open)).toBe('a page');
  expect([lists(), later.lists()]).toEqual([1, 2]);
});

test('the first socket has its ticket early, and each further one its own', async () => {
  const { api } = start(async () => 'a page');
  expect(await api.ticket()).toBe('ticket 1');
  expect(await api.ticket()).toBe('ticket 2');
});

test('a ticket that has waited is not used', async () => {
  const { api, pass } = start(async () => 'a page');
  pass(10_000);
  expect(await api.ticket()).toBe('ticket 2');
});
