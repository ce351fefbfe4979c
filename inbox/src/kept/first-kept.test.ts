import type { UserId, WorkspaceId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { id, sampleRow } from '../../test/sample.ts';
import { listingOf } from '../api/first-paths.ts';
import { CONCERNS } from '../models/listing.ts';
import { listOf } from '../topics-route.ts';
import { findFirstKept } from './first-kept.ts';
import { keptInbox } from './kept-inbox.ts';
import type { KeptStore } from './kept-store.ts';

const workspaceId = id(77) as WorkspaceId;
const route = listOf(workspaceId, 'all');

function storeOf(kept: ReadonlyMap<string, unknown>): KeptStore {
  return { get: async <Value>(key: string) => kept.get(key) as Value | undefined } as KeptStore;
}

/** What an agent's window has left. */
function left(): Map<string, unknown> {
  const kept = new Map<string, unknown>([['me', { user: { id: id(1) }, workspaces: [] }]]);
  const store = { put: (key: string, value: unknown) => void kept.set(key, value), keys: async () => [] } as never;
  const inbox = keptInbox(store, { userId: id(1) as UserId, workspaceId }, () => 0);
  inbox.keepList({ listing: listingOf(route) ?? CONCERNS, rows: [sampleRow(1)] });
  inbox.keepViews({ views: [], counts: {} });
  return kept;
}

test('the first picture is drawn of what was left of the list of the address', async () => {
  const found = await findFirstKept(storeOf(left()), route, () => 0);
  expect(found).toMatchObject({ workspaceId, list: { rows: [sampleRow(1)] }, views: { counts: {} } });
  expect(found?.workspace).toBeUndefined();
  expect((await findFirstKept(storeOf(left()), listOf(workspaceId, 'done'), () => 0))?.list).toBeUndefined();
});

test('nothing is drawn of what cannot be read, and whoever waits for it goes on', async () => {
  const kept = left();
  kept.set('me', { workspaces: [] });
  expect(await findFirstKept(storeOf(kept), route, () => 0)).toBeUndefined();
  const broken = { get: async () => Promise.reject(new Error('unreadable')) } as unknown as KeptStore;
  expect(await findFirstKept(broken, route, () => 0)).toBeUndefined();
});

test('nothing is drawn of it where nobody is known to sit here, nor where the address is not that of a list', async () => {
  const kept = left();
  expect(await findFirstKept(storeOf(kept), { name: 'home' }, () => 0)).toBeUndefined();
  kept.delete('me');
  expect(await findFirstKept(storeOf(kept), route, () => 0)).toBeUndefined();
});
