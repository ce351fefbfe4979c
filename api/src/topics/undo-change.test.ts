import { ChangeId, MessageId, type TagId } from '@everthread/shared/models/ids';
import type { TopicChange } from '@everthread/shared/models/topic-change';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { sendMessage } from '../messages/send-message.ts';
import { createTag } from '../tags/create-tag.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { changeTopic } from './change-topic.ts';
import { toTopic } from './topic-view.ts';
import { undoChange } from './undo-change.ts';

const surroundings = await testSurroundings();
const change = (of: Omit<TopicChange, 'id'>): TopicChange => ({ id: ChangeId.parse(surroundings.newId()), ...of });
const newMessage = () => ({ id: MessageId.parse(surroundings.newId()), text: 'Hello' });
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

async function place() {
  const here = await workspaceWithThread(surroundings);
  const grace = await newAgent(here.workspace, 'agent', 'Grace');
  const tagId = surroundings.newId() as TagId;
  await createTag(here.agent, { id: tagId, name: 'Billing', color: 'blue' });
  return {
    ...here,
    grace,
    tagId,
    make: async (of: Omit<TopicChange, 'id'>) => {
      const made = change(of);
      return { ...(await changeTopic(here.agent, here.topicId, made)), id: made.id };
    },
    undo: (id: ChangeId) => undoChange(here.agent, here.topicId, id),
    now: async () => (await changesAfter(here.agent, here.threadId, 0)).topics.map(toTopic)[0],
  };
}

test.each<[string, Omit<TopicChange, 'id'>]>([
  ['done', { status: 'done' }],
  ['waiting', { status: 'waiting' }],
  ['snoozed', { status: 'snoozed', snoozedUntil: inAnHour() }],
  ['snoozed until the visitor writes', { status: 'snoozed' }],
  ['a priority', { priority: 'urgent' }],
  ['a subject', { subject: 'Pots' }],
  ['several at once', { status: 'done', priority: 'low', subject: 'Pots' }],
])('%s is undone: the topic is as it was before', async (_what, wanted) => {
  const { make, undo, now } = await place();
  await make({ subject: 'Before', priority: 'medium' });
  const before = await now();

  const { id } = await make(wanted);
  const { topic, event } = await undo(id);

  expect({ ...toTopic(topic), rev: 0 }).toEqual({ ...before, rev: 0 });
  expect(event).toMatchObject({ id, undoneAt: expect.any(Date), rev: topic.rev });
});

test('a done topic that was reopened is done again, since then', async () => {
  const { make, undo, now } = await place();
  await make({ status: 'done' });
  const before = await now();

  const { id } = await make({ status: 'open' });
  await undo(id);

  expect(await now()).toMatchObject({ status: 'done', doneAt: before?.doneAt });
});

test('an assignment, a tag and a follower are undone', async () => {
  const { make, undo, now, grace, tagId } = await place();
  const before = await now();

  const { id } = await make({ assigneeId: grace.agentId, addTagIds: [tagId], addFollowerIds: [grace.agentId] });
  await undo(id);

  expect({ ...(await now()), rev: 0 }).toEqual({ ...before, rev: 0 });
});

test('a tag that was taken away is put back, and what others have put on since stays', async () => {
  const { make, undo, now, agent, tagId } = await place();
  const later = surroundings.newId() as TagId;
  await createTag(agent, { id: later, name: 'Later', color: 'red' });
  await make({ addTagIds: [tagId] });

  const { id } = await make({ removeTagIds: [tagId] });
  await make({ addTagIds: [later] });
  await undo(id);

  expect((await now())?.tagIds).toEqual([tagId, later].toSorted());
});

test('what somebody has changed since is not undone, and stays as he has left it', async () => {
  const { make, undo, now, grace, topicId } = await place();
  const { id } = await make({ assigneeId: grace.agentId });
  await changeTopic(grace.ctx, topicId, change({ assigneeId: null }));

  await expect(undo(id)).rejects.toMatchObject({
    code: 'conflict',
    details: { topic: { id: topicId, assigneeId: null } },
  });
  expect((await now())?.assigneeId).toBeNull();
});

test('what somebody has changed besides keeps no undo from being made', async () => {
  const { make, undo, grace, topicId } = await place();
  const { id } = await make({ priority: 'urgent' });
  await changeTopic(grace.ctx, topicId, change({ subject: 'Pots' }));

  expect((await undo(id)).topic).toMatchObject({ priority: 0, subject: 'Pots' });
});

test.each([{ status: 'done' }, { status: 'waiting' }, { status: 'snoozed' }] as const)(
  'what the visitor has written since is not put aside by undoing $status',
  async (wanted) => {
    const { make, undo, now, visitor, threadId } = await place();
    const { id } = await make(wanted);
    await sendMessage(visitor, threadId, newMessage());

    await expect(undo(id)).rejects.toMatchObject({ code: 'conflict' });
    expect(await now()).toMatchObject({ status: 'open', waitingSince: expect.any(String) });
  },
);

test('a topic is not sent back into a snooze that would have ended', async () => {
  let now = new Date();
  const clock = await testSurroundings({ now: () => now });
  const { agent, topicId } = await workspaceWithThread(clock);
  await changeTopic(
    agent,
    topicId,
    change({ status: 'snoozed', snoozedUntil: new Date(now.getTime() + 1_000).toISOString() }),
  );
  const opened = change({ status: 'open' });
  await changeTopic(agent, topicId, opened);
  now = new Date(now.getTime() + 2_000);

  await expect(undoChange(agent, topicId, opened.id)).rejects.toMatchObject({ code: 'conflict' });
});

test('undoing twice undoes once; undoing is one round trip', async () => {
  const { make, undo, now, countEvents } = await place();
  const { id } = await make({ priority: 'urgent' });

  expect(await countTrips(() => undo(id))).toBe(1);
  const [after, events] = [await now(), await countEvents()];
  await undo(id);

  expect(await now()).toEqual(after);
  expect(await countEvents()).toBe(events);
});

test('nobody undoes what happened elsewhere', async () => {
  const [here, elsewhere] = [await place(), await place()];
  const other = await here.anotherThread();
  const { id } = await here.make({ priority: 'urgent' });

  await expect(elsewhere.undo(id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(undoChange(elsewhere.agent, here.topicId, id)).rejects.toMatchObject({ code: 'not_found' });
  await expect(undoChange(here.agent, other.topicId, id)).rejects.toMatchObject({ code: 'not_found' });
  expect((await here.now())?.priority).toBe('urgent');
});
