import type { AgentId, ArticleId, FlowId, UserId, WorkspaceId } from '@everthread/shared/models/ids';
import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { handClock } from '../test/hand-clock.ts';
import { id, sampleRow, topicId } from '../test/sample.ts';
import { draftStores } from './draft-stores.ts';
import type { FirstKept } from './kept/first-kept.ts';
import { AccountModel } from './models/account-model.ts';
import { CONCERNS } from './models/listing.ts';
import { createOpenInbox } from './open-inbox.ts';

const workspaceId = id(77) as WorkspaceId;
const mine = { id: workspaceId, agentId: id(900) as AgentId };
const me = { user: { id: id(1) as UserId }, workspaces: [] } as unknown as FirstKept['me'];

/** A browser that may keep things, with an agent's words and with some from before they had a name. */
function aBrowser() {
  const kept: Record<string, string> = {};
  const methods = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => Object.assign(kept, { [key]: value }),
    removeItem: (key: string) => void delete kept[key],
  };
  for (const [name, value] of Object.entries(methods)) Object.defineProperty(kept, name, { value });
  kept['everthread.workspace'] = workspaceId;
  kept['everthread.article.1'] = kept['everthread.flow.1'] = 'of nobody known';
  const stores = draftStores({ localStorage: kept } as unknown as Window);
  return { kept, stores };
}

function start() {
  const account = new AccountModel({ me: vi.fn(), signOut: vi.fn(async () => {}) } as never);
  account.restore(me);
  const { kept, stores } = aBrowser();
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
    draftStores: stores,
  });
  const shown = (userId: UserId, membership = mine) =>
    open(userId, membership).inbox.topics.rows.value.map(({ topic }) => topic.id);
  return { account, call, shown, open, kept, stores };
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

test("what is kept of an agent's words names him, and is nobody else's", () => {
  const { kept, stores } = start();
  expect(Object.keys(kept)).toEqual(['everthread.workspace']);
  stores.of(mine.agentId, `article.${id(5) as ArticleId}`).save('mine');
  expect(stores.of(mine.agentId, `article.${id(5) as ArticleId}`).load()).toBe('mine');
  expect(stores.of(id(901) as AgentId, `article.${id(5) as ArticleId}`).load()).toBe(null);
});

test.each([
  ['by hand, with an inbox opened', []],
  ['by hand, with none', []],
  ['by the server', ['drafts', 'article', 'flow']],
])("signed out %s, this browser keeps of anybody's words: %j", async (how, left) => {
  const { account, open, kept, stores } = start();
  if (how !== 'by hand, with none') open(me.user.id, mine);
  const all = [
    stores.of(mine.agentId, 'drafts'),
    stores.of(mine.agentId, `article.${id(5) as ArticleId}`),
    stores.of(id(901) as AgentId, `flow.${id(6) as FlowId}`),
  ];
  for (const store of all) store.save('words');
  if (how === 'by the server') account.turnAway();
  else await account.signOut();
  for (const store of all) if (how !== 'by the server') store.save('words that were on their way');
  const words = Object.keys(kept).filter((key) => key !== 'everthread.workspace');
  expect(words.map((key) => key.split('.')[1])).toEqual(left);
  stores.of(mine.agentId, 'drafts').save('words of whoever comes next');
  expect(stores.of(mine.agentId, 'drafts').load()).toBe('words of whoever comes next');
});
