import { MessageId, type TopicId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { newThread, workspaceWithThread } from '../../test/conversations.ts';
import { newAgent } from '../../test/factories.ts';
import { setTopicStatus } from '../../test/set-topic-status.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { sendMessage } from '../messages/send-message.ts';
import { getThread } from '../threads/get-thread.ts';
import { type Listing, listTopics } from './list-topics.ts';
import { markTopicRead } from './mark-topic-read.ts';

const surroundings = await testSurroundings();
const open = { filters: { status: ['open'] }, sort: 'newest' } satisfies Listing;
const newMessage = (text = 'Hello') => ({ id: MessageId.parse(surroundings.newId()), text });

test('the list shows a new topic as open, unread, with its last words', async () => {
  const { agent, topicId } = await workspaceWithThread(surroundings);

  const page = await listTopics(agent, open);

  expect(page.next).toBeNull();
  expect(page.topics).toMatchObject([{ readSeq: 0, topic: { id: topicId, preview: 'Hello', lastVisitorSeq: 1 } }]);
});

test('pages of the list join without a gap or a double', async () => {
  const { agent, workspace } = await workspaceWithThread(surroundings);
  for (let made = 0; made < 60; made += 1) await newThread(workspace);

  const first = await listTopics(agent, open);
  const second = await listTopics(agent, { ...open, before: first.next ?? undefined });

  expect([first.topics.length, second.topics.length, second.next]).toEqual([50, 11, null]);
  expect(new Set([...first.topics, ...second.topics].map(({ topic }) => topic.id)).size).toBe(61);
});

test.each(['', 'x', 'e30', Buffer.from('["2026-01-01","x"]').toString('base64url')])(
  'a cursor that no page gave (%j) is refused',
  async (cursor) => {
    const { agent } = await workspaceWithThread(surroundings);

    await expect(listTopics(agent, { ...open, before: cursor })).rejects.toMatchObject({ code: 'invalid' });
  },
);

test('done and reopened: the topic moves, the thread stays open to its visitor', async () => {
  const { agent, visitor, threadId, topicId } = await workspaceWithThread(surroundings);

  const done = await setTopicStatus(agent, topicId, { status: 'done' });
  expect(done.status).toBe('done');
  expect(done.doneAt).toBeInstanceOf(Date);
  expect((await listTopics(agent, { filters: { status: ['done'] }, sort: 'newest' })).topics).toHaveLength(1);

  const reopened = await setTopicStatus(agent, topicId, { status: 'open' });
  expect(reopened).toMatchObject({ status: 'open', doneAt: null });
  expect((await sendMessage(visitor, threadId, newMessage())).message.seq).toBe(2);
});

test('finishing what is finished changes nothing and tells nobody', async () => {
  const { agent, topicId, countEvents } = await workspaceWithThread(surroundings);
  const done = await setTopicStatus(agent, topicId, { status: 'done' });
  const events = await countEvents();

  expect(await setTopicStatus(agent, topicId, { status: 'done' })).toEqual(done);
  expect(await countEvents()).toBe(events);
});

test('what one agent has read stays unread for another', async () => {
  const { agent, workspace, topicId } = await workspaceWithThread(surroundings);
  const { ctx: other } = await newAgent(workspace);

  await markTopicRead(agent, topicId, { seq: 1 });

  expect((await listTopics(agent, open)).topics[0]?.readSeq).toBe(1);
  expect((await listTopics(other, open)).topics[0]?.readSeq).toBe(0);
});

test('reading never goes back, nor past what there is', async () => {
  const { agent, topicId } = await workspaceWithThread(surroundings);

  await markTopicRead(agent, topicId, { seq: 1_000_000 });
  await markTopicRead(agent, topicId, { seq: 0 });

  expect((await listTopics(agent, open)).topics[0]?.readSeq).toBe(1);
});

test("another workspace's topic looks like none", async () => {
  const here = await workspaceWithThread(surroundings);
  const elsewhere = await workspaceWithThread(surroundings);
  const random = surroundings.newId() as TopicId;

  for (const topicId of [here.topicId, random]) {
    const refusal = { code: 'not_found', message: 'No such topic' };
    await expect(setTopicStatus(elsewhere.agent, topicId, { status: 'done' })).rejects.toMatchObject(refusal);
    await expect(markTopicRead(elsewhere.agent, topicId, { seq: 1 })).rejects.toMatchObject(refusal);
  }
  await expect(getThread(elsewhere.agent, here.threadId)).rejects.toMatchObject({ code: 'not_found' });
  expect((await listTopics(here.agent, open)).topics).toHaveLength(1);
});
