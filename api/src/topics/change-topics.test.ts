import type { AgentId, ChangeId, TopicId } from '@everthread/shared/models/ids';
import type { TopicChange } from '@everthread/shared/models/topic-change';
import { expect, test } from 'vitest';
import { newThread, workspaceWithThread } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { changeTopic } from './change-topic.ts';
import { changeTopics, undoChanges } from './change-topics.ts';
import { listTopics } from './list-topics.ts';

const surroundings = await testSurroundings();
const changeTo = (change: Omit<TopicChange, 'id'>): TopicChange => ({
  id: surroundings.newId() as ChangeId,
  ...change,
});

async function withTopics(count: number) {
  const place = await workspaceWithThread(surroundings);
  const topicIds: TopicId[] = [place.topicId];
  while (topicIds.length < count) topicIds.push((await newThread(place.workspace)).topicId);
  return { ...place, topicIds };
}
const all = async (ctx: Parameters<typeof listTopics>[0]) =>
  (await listTopics(ctx, { filters: {}, sort: 'newest' })).topics.map(({ topic }) => topic);

test('many topics are changed in one trip, and taken back in one', async () => {
  const { agent, topicIds } = await withTopics(30);
  const before = await all(agent);
  const changes = topicIds.map((topicId) => ({ topicId, change: changeTo({ status: 'done', priority: 'high' }) }));

  expect(await countTrips(() => changeTopics(agent, { changes }))).toBe(1);
  for (const topic of await all(agent)) expect(topic).toMatchObject({ status: 'done', priority: 'high' });

  const undos = changes.map(({ topicId, change }) => ({ topicId, changeId: change.id }));
  expect(await countTrips(() => undoChanges(agent, { undos }))).toBe(1);
  const after = await all(agent);
  expect(after.map(({ rev: _, ...topic }) => topic)).toEqual(before.map(({ rev: _, ...topic }) => topic));
});

test('what cannot be done to one is said of that one, and done to the others', async () => {
  const { agent, workspace, topicIds } = await withTopics(3);
  const elsewhere = await workspaceWithThread(surroundings);
  const viewer = await newAgent(workspace, 'viewer');
  const [first, second, third] = topicIds as [TopicId, TopicId, TopicId];
  await changeTopic(agent, second, changeTo({ status: 'done' }));
  const events = async () => (await all(agent)).length;

  const results = await changeTopics(agent, {
    changes: [
      { topicId: first, change: changeTo({ status: 'done' }) },
      { topicId: second, change: changeTo({ status: 'done' }) },
      { topicId: elsewhere.topicId, change: changeTo({ status: 'done' }) },
      { topicId: third, change: changeTo({ assigneeId: viewer.agentId as AgentId }) },
    ],
  });

  expect(results).toMatchObject([
    { topicId: first, topic: { status: 'done' }, event: { topicId: first } },
    { topicId: second, topic: { status: 'done' }, event: null },
    { topicId: elsewhere.topicId, error: { code: 'not_found' } },
    { topicId: third, error: { code: 'invalid' } },
  ]);
  expect(await events()).toBe(3);
  expect((await all(elsewhere.agent))[0]?.status).toBe('open');
});

test('the same changes sent twice are made once', async () => {
  const { agent, topicIds, countEvents } = await withTopics(3);
  const changes = topicIds.map((topicId) => ({ topicId, change: changeTo({ priority: 'urgent' }) }));
  const first = await changeTopics(agent, { changes });
  const events = await countEvents();

  expect(await changeTopics(agent, { changes })).toEqual(first);
  expect(await countEvents()).toBe(events);
});

test('what somebody has changed since is not taken back, the rest is', async () => {
  const { agent, topicIds } = await withTopics(2);
  const [first, second] = topicIds as [TopicId, TopicId];
  const changes = topicIds.map((topicId) => ({ topicId, change: changeTo({ priority: 'urgent' }) }));
  await changeTopics(agent, { changes });
  await changeTopic(agent, first, changeTo({ priority: 'low' }));

  const results = await undoChanges(agent, {
    undos: changes.map(({ topicId, change }) => ({ topicId, changeId: change.id })),
  });
  expect(results).toMatchObject([
    { topicId: first, error: { code: 'conflict' } },
    { topicId: second, topic: { priority: 'none' } },
  ]);
});
