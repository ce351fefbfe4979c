import { MergeId, MessageId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { MINUTE, promisesUnderTest } from '../../test/promises.ts';
import { sendMessage } from '../messages/send-message.ts';
import { getThread } from '../threads/get-thread.ts';
import { mergeVisitors } from './merge-visitors.ts';
import { undoMerge } from './undo-merge.ts';

test('undone, whoever still waits holds a promise of his own, and the one of before is cancelled, not broken', async () => {
  const place = await promisesUnderTest();
  const words = (text: string) => ({ id: MessageId.parse(place.ctx.newId()), text });
  const { agent, visitor, threadId } = place;
  const other = await place.anotherThread();
  for (const id of [threadId, other.threadId]) await sendMessage(agent, id, words('Good day'));
  await place.drain();
  const [keptId, mergedId] = [visitor.actor.visitorId, other.visitor.actor.visitorId];
  const id = MergeId.parse(place.ctx.newId());
  const merged = await mergeVisitors(agent, keptId, { id, mergedId });
  place.jump(MINUTE);
  const { topic } = await sendMessage(visitor, merged.threadId, words('One more thing'));
  expect(topic.id).toBe(other.topicId);
  await place.drain();
  expect((await place.rows()).promises.at(-1)).toMatchObject({ topicId: other.topicId, outcome: 'open' });

  place.jump(MINUTE);
  await undoMerge(agent, keptId, id);
  await place.drain();

  const [fresh] = (await getThread(agent, threadId)).topics.toSorted((a, b) => b.firstSeq - a.firstSeq);
  const { promises, waits } = await place.rows();
  const open = promises.filter(({ outcome }) => outcome === 'open');
  expect(open).toMatchObject([{ topicId: fresh?.id, waitingSince: new Date(place.now().getTime() - MINUTE) }]);
  expect(fresh).toMatchObject({ status: 'open', promise: { dueAt: open[0]?.dueAt.toISOString() } });
  expect(waits.filter(({ endedAt }) => endedAt === null).map(({ topicId }) => topicId)).toEqual([fresh?.id]);
  expect((await getThread(agent, other.threadId)).topics[0]).not.toHaveProperty('promise');
  expect(promises.filter(({ topicId }) => topicId === other.topicId)).toMatchObject([{ outcome: 'cancelled' }]);
});
