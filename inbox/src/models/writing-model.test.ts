import type { Scheduled } from '@everthread/shared/models/scheduled';
import { expect, test } from 'vitest';
import { messageId } from '../../test/sample.ts';
import { DraftsModel } from './drafts-model.ts';
import { WritingModel } from './writing-model.ts';

const returned = (n: number) => ({ id: messageId(n), rev: 2, state: 'returned' }) as Scheduled;

test('a reply that comes back, and a choice that is made, while all of it is on its way are not lost', async () => {
  let stored = { holdSeconds: 10, returned: [] as Scheduled[], drafts: [] };
  const api = {
    writing: async () => stored,
    changeWriting: async (change: object) => {
      stored = { ...stored, ...change };
    },
  };
  const model = new WritingModel(api as never, new DraftsModel());
  const loaded = model.load();
  stored = { ...stored, returned: [returned(1)] };
  model.receive(returned(1));
  await loaded;
  expect([...model.returned.value.keys()]).toEqual([messageId(1)]);

  const again = model.load();
  await model.setHoldSeconds(5);
  await again;
  expect(model.holdSeconds.value).toBe(5);
});
