import type { UserId, WorkspaceId } from '@everthread/shared/models/ids';
import { expect, test, vi } from 'vitest';
import { settle } from '../../test/hand-clock.ts';
import { id, sampleRow } from '../../test/sample.ts';
import { ApiError } from '../api/api-error.ts';
import { AccountModel } from '../models/account-model.ts';
import { CONCERNS } from '../models/listing.ts';
import { keepAccount } from './keep-account.ts';
import { keptInbox } from './kept-inbox.ts';
import type { KeptStore } from './kept-store.ts';

function memoryStore(): KeptStore & { kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    get: async <Value>(key: string) => kept.get(key) as Value | undefined,
    put: (key, value) => void kept.set(key, structuredClone(value)),
    keys: async (prefix) => [...kept.keys()].filter((key) => key.startsWith(prefix)),
    remove: (key) => void kept.delete(key),
    clear: async () => kept.clear(),
  };
}

const meOf = (n: number) => ({ user: { id: id(n), email: 'x', name: 'x' }, workspaces: [] }) as never;
const workspaceId = id(77) as WorkspaceId;

function start(store: KeptStore, me: () => Promise<never>) {
  const account = new AccountModel({ me: vi.fn(me), signOut: vi.fn(async () => {}) } as never);
  keepAccount(account, store);
  void account.load();
  return account;
}
const nameOf = ({ who }: AccountModel) => who.value.name;

test('who sat here last goes on before the server has answered, and where it cannot be reached', async () => {
  const store = memoryStore();
  const answer = Promise.withResolvers<never>();
  store.put('me', meOf(1));
  const account = start(store, () => answer.promise);
  await settle();
  expect([nameOf(account), account.isConfirmed.value]).toEqual(['signed-in', false]);
  answer.reject(new ApiError('offline', ''));
  await settle();
  expect(nameOf(account)).toBe('signed-in');
});

test.each(['the session has ended', 'signing out', 'somebody else has signed in'])(
  'everything kept is forgotten: %s',
  async (how) => {
    const store = memoryStore();
    store.put('me', meOf(1));
    keptInbox(store, { userId: id(1) as UserId, workspaceId }, () => 0).keepList({
      listing: CONCERNS,
      rows: [sampleRow(1)],
    });
    const ended = how === 'the session has ended';
    const account = start(store, async () => {
      if (ended) throw new ApiError('signed_out', '');
      return meOf(how === 'signing out' ? 1 : 2);
    });
    await settle();
    if (how === 'signing out') await account.signOut();
    await settle();
    expect([...store.kept.keys()]).toEqual(how === 'somebody else has signed in' ? ['me'] : []);
    expect(nameOf(account)).toBe(how === 'somebody else has signed in' ? 'signed-in' : 'signed-out');
  },
);

test('what is kept of one is found by nobody else, in no other workspace, and not after a week', async () => {
  const store = memoryStore();
  let now = 0;
  const inboxOf = (user: number, workspace = workspaceId) =>
    keptInbox(store, { userId: id(user) as UserId, workspaceId: workspace }, () => now);
  inboxOf(1).keepList({ listing: CONCERNS, rows: [sampleRow(1)] });
  expect((await inboxOf(1).list(CONCERNS))?.rows).toHaveLength(1);
  expect(await inboxOf(2).list(CONCERNS)).toBeUndefined();
  expect(await inboxOf(1, id(78) as WorkspaceId).list(CONCERNS)).toBeUndefined();
  now = 8 * 24 * 60 * 60 * 1000;
  expect(await inboxOf(1).list(CONCERNS)).toBeUndefined();
});

test('whoever has been let go keeps nothing more', async () => {
  const store = memoryStore();
  const kept = keptInbox(store, { userId: id(1) as UserId, workspaceId }, () => 0);
  kept.end();
  kept.keepList({ listing: CONCERNS, rows: [sampleRow(1)] });
  expect(store.kept.size).toBe(0);
});
