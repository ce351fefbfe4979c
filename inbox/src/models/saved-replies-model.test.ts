import type { SavedReply } from '@everthread/shared/models/saved-reply';
import { expect, test } from 'vitest';
import { id } from '../../test/sample.ts';
import { SavedRepliesModel } from './saved-replies-model.ts';

const reply = (n: number, name: string) => ({ id: id(n), name, text: name }) as SavedReply;

test('a reply that is made while the list is on its way is in it', async () => {
  const stored = [reply(1, 'Greeting')];
  const first = Promise.withResolvers<SavedReply[]>();
  let asked = 0;
  const model = new SavedRepliesModel({
    savedReplies: async () => (asked++ === 0 ? first.promise : [...stored]),
    createSavedReply: async (made: object) => {
      stored.push(made as SavedReply);
      return made;
    },
  } as never);
  const loaded = model.load();
  const early = [...stored];
  await model.create(reply(2, 'Settled') as never);
  first.resolve(early);
  await loaded;
  expect(model.all.value.map(({ name }) => name)).toEqual(['Greeting', 'Settled']);
});
