import type { AgentId, UserId, WorkspaceId } from '@everthread/shared/models/ids';
import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { handClock } from '../test/hand-clock.ts';
import { id, sampleRow, topicId } from '../test/sample.ts';
import type { FirstKept } from './kept/first-kept.ts';
import { AccountModel } from './models/account-model.ts';
import { CONCERNS } from './models/listing.ts';
import { createOpenInbox } from './open-inbox.ts';

const workspaceId = id(77) as WorkspaceId;
const mine = { id: workspaceId, agentId: id(900) as AgentId };
const me = { user: { id: id(1) as UserId }, workspaces: [] } as unknown as FirstKept['me'];

function start() {
  const account = new AccountModel({ me: vi.fn(), signOut: vi.fn(async () => {}) } as never);
  account.restore(me);
  const call = vi.fn(async () => ({ topics: [], next: null }));
  const { open } = createOpenInbox(call as never, account, {
    first: {
      me,
      workspaceId,
      list: { listing: CONCERNS, rows: [sampleRow(1)] },
      views: undefined,
      workspace: undefined,
    },
    clock: handClock(),
    random: () => 0.5,
    newId: (() => id(1)) as never,
    connect: vi.fn(),
    isWatched: signal(true),
  });
  const shown = (userId: UserId, membership = mine) =>
    open(userId, membership).inbox.topics.rows.value.map(({ topic }) => topic.id);
  return { account, call, shown };
}

test('what an earlier visit has left of a list is shown before anything is asked for', () => {
  const { call, shown } = start();
  expect(shown(me.user.id)).toEqual([topicId(1)]);
  expect(call).not.toHaveBeenCalled();
});

test('it is shown to nobody else, and in no other workspace', () => {
  expect(start().shown(id(2) as UserId)).toEqual([]);
  expect(start().shown(me.user.id, { ...mine, id: id(78) as WorkspaceId })).toEqual([]);
});

test.each(['before', 'after'])('once somebody has signed out it is not shown again: %s it was shown', async (when) => {
  const { account, shown } = start();
  if (when === 'after') shown(me.user.id);
  await account.signOut();
  account.welcome(me);
  expect(shown(me.user.id)).toEqual([]);
});
