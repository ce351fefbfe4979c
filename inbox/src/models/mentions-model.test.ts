import type { Mentioned } from '@everthread/shared/models/mention';
import { expect, test } from 'vitest';
import { messageId, topicId } from '../../test/sample.ts';
import { MentionsModel } from './mentions-model.ts';

const mention = (n: number): Mentioned =>
  ({ messageId: messageId(n), topicId: topicId(n), seq: n, readAt: null }) as Mentioned;

test('who is named while the list of it is on its way is not forgotten, and what was read is not unread again', async () => {
  const answers = [[mention(1)], [mention(1), mention(2)], [mention(2)]];
  const model = new MentionsModel({ mentions: async () => ({ mentions: answers.shift() ?? [] }) as never });
  const named = model.load();
  model.receive(mention(2));
  await named;
  expect([...model.unread.value.keys()]).toEqual([messageId(1), messageId(2)]);
  answers.unshift([mention(1), mention(2)]);
  const looked = model.load();
  model.read(topicId(1), 1);
  await looked;
  expect([...model.unread.value.keys()]).toEqual([messageId(2)]);
});
