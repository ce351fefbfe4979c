import { MessageId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { sendMessage } from '../messages/send-message.ts';
import { markTopicRead } from '../topics/mark-topic-read.ts';
import { changesAfter } from './changes-after.ts';
import { markSeen } from './mark-seen.ts';

const surroundings = await testSurroundings();
const newMessage = () => ({ id: MessageId.parse(surroundings.newId()), text: 'Hello' });

test('each side learns how far the other has seen', async () => {
  const { visitor, agent, threadId, topicId } = await workspaceWithThread(surroundings);
  await sendMessage(agent, threadId, newMessage());

  await markTopicRead(agent, topicId, { seq: 1 });
  await markSeen(visitor, threadId, { seq: 2 });

  expect((await changesAfter(visitor, threadId, 0)).seen).toEqual({ visitor: 2, team: 1 });
  expect((await changesAfter(agent, threadId, 0)).seen).toEqual({ visitor: 2, team: 1 });
});

test('a receipt is a change of the thread like any other, and told once', async () => {
  const { visitor, threadId, countEvents } = await workspaceWithThread(surroundings);
  const { rev } = await changesAfter(visitor, threadId, 0);
  const events = await countEvents();

  await markSeen(visitor, threadId, { seq: 1 });
  await markSeen(visitor, threadId, { seq: 1 });

  expect((await changesAfter(visitor, threadId, rev)).rev).toBe(rev + 1);
  expect(await countEvents()).toBe(events + 1);
});

test('seeing never goes back, nor past what there is', async () => {
  const { visitor, threadId } = await workspaceWithThread(surroundings);

  await markSeen(visitor, threadId, { seq: 2_000_000_000 });
  await markSeen(visitor, threadId, { seq: 0 });

  expect((await changesAfter(visitor, threadId, 0)).seen.visitor).toBe(1);
});

test('nobody marks another’s thread', async () => {
  const here = await workspaceWithThread(surroundings);
  const other = await here.anotherThread();
  const elsewhere = await workspaceWithThread(surroundings);

  for (const visitor of [other.visitor, elsewhere.visitor]) {
    await expect(markSeen(visitor, here.threadId, { seq: 1 })).rejects.toMatchObject({ code: 'not_found' });
  }
  expect((await changesAfter(here.visitor, here.threadId, 0)).seen.visitor).toBe(0);
});

test('marking is one round trip', async () => {
  const { visitor, agent, threadId, topicId } = await workspaceWithThread(surroundings);

  expect(await countTrips(() => markSeen(visitor, threadId, { seq: 1 }))).toBe(1);
  expect(await countTrips(() => markTopicRead(agent, topicId, { seq: 1 }))).toBe(1);
});
