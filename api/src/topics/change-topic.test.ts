import { AgentId, ChangeId, MessageId, type TagId, type TeamId, type TopicId } from '@everthread/shared/models/ids';
import type { TopicChange } from '@everthread/shared/models/topic-change';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { leave, newAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { currentAgent } from '../agents/current-agent.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { teams } from '../db/schema/teams.ts';
import { sendMessage } from '../messages/send-message.ts';
import { createTag } from '../tags/create-tag.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { changeTopic } from './change-topic.ts';
import { toTopicEvent } from './topic-event-view.ts';
import { toTopic } from './topic-view.ts';

const surroundings = await testSurroundings();
const newId = () => surroundings.newId();
const change = (of: Omit<TopicChange, 'id'>): TopicChange => ({ id: ChangeId.parse(newId()), ...of });

async function place() {
  const here = await workspaceWithThread(surroundings);
  const { agentId: me } = await currentAgent(here.agent);
  const grace = await newAgent(here.workspace, 'agent', 'Grace');
  const teamId = newId() as TeamId;
  const { workspaceId } = here.workspace.actor;
  await inWorkspace(here.workspace, [
    here.workspace.db.insert(teams).values({ workspaceId, id: teamId, name: 'Support', createdAt: surroundings.now() }),
  ]);
  const tagId = newId() as TagId;
  await createTag(here.agent, { id: tagId, name: 'Billing', color: 'blue' });
  return {
    ...here,
    me,
    grace,
    teamId,
    tagId,
    make: (of: Omit<TopicChange, 'id'>) => changeTopic(here.agent, here.topicId, change(of)),
  };
}

test('a topic is given to a person and a team, with a priority, a subject, a tag and followers', async () => {
  const { make, grace, teamId, tagId, me } = await place();

  const { topic } = await make({
    assigneeId: grace.agentId,
    teamId,
    priority: 'high',
    subject: 'The pot drips',
    addTagIds: [tagId],
    addFollowerIds: [me],
  });

  expect(toTopic(topic)).toMatchObject({
    assigneeId: grace.agentId,
    teamId,
    priority: 'high',
    subject: 'The pot drips',
    tagIds: [tagId],
    followerIds: [me],
    status: 'open',
  });
});

test('what was given is taken back again, and nobody has it', async () => {
  const { make, grace, tagId, me } = await place();
  await make({ assigneeId: grace.agentId, subject: 'Pots', addTagIds: [tagId], addFollowerIds: [me] });

  const { topic } = await make({ assigneeId: null, subject: null, removeTagIds: [tagId], removeFollowerIds: [me] });

  expect(toTopic(topic)).toMatchObject({ assigneeId: null, subject: null, tagIds: [], followerIds: [] });
});

test('the history says who changed what, and nothing that stayed', async () => {
  const { make, grace, me, threadId, topicId } = await place();
  await make({ priority: 'low' });

  const { event, topic } = await make({ priority: 'low', assigneeId: grace.agentId });

  expect(event && toTopicEvent(event)).toMatchObject({
    threadId,
    topicId,
    rev: topic.rev,
    afterSeq: 1,
    agentId: me,
    isUndone: false,
    what: { kind: 'changed', before: { assigneeId: null }, after: { assigneeId: grace.agentId } },
  });
  expect(event && Object.keys(event.after)).toEqual(['assignee_id']);
});

test('each change is the next revision of the thread; one that changes nothing is none, and tells nobody', async () => {
  const { make, agent, threadId, countEvents } = await place();
  const { topic } = await make({ priority: 'urgent' });
  const [{ rev }, events] = [await changesAfter(agent, threadId, 0), await countEvents()];
  expect(topic.rev).toBe(rev);

  const again = await make({ priority: 'urgent' });

  expect(again).toEqual({ topic, event: undefined });
  expect((await changesAfter(agent, threadId, 0)).rev).toBe(rev);
  expect(await countEvents()).toBe(events);
});

test('the same change sent again is made once, whatever has happened since', async () => {
  const { agent, topicId, make, grace } = await place();
  const toGrace = change({ assigneeId: grace.agentId });
  const first = await changeTopic(agent, topicId, toGrace);
  await make({ assigneeId: null });

  const again = await changeTopic(agent, topicId, toGrace);

  expect(again.topic.assigneeId).toBeNull();
  expect(again.event).toEqual(first.event);
});

test('the id of a change cannot stand for another one, of another topic', async () => {
  const { agent, topicId, anotherThread } = await place();
  const other = await anotherThread();
  const one = change({ priority: 'high' });
  await changeTopic(agent, topicId, one);

  await expect(changeTopic(agent, other.topicId, one)).rejects.toMatchObject({ code: 'conflict' });
});

test('who takes what somebody else has taken is told who has it, and has the topic as it is', async () => {
  const { make, grace, topicId, me } = await place();
  const take = (who: AgentId) => change({ assigneeId: who, expect: { assigneeId: null } });
  await make({ assigneeId: me, expect: { assigneeId: null } });

  await expect(changeTopic(grace.ctx, topicId, take(grace.agentId))).rejects.toMatchObject({
    code: 'conflict',
    message: 'Ada has it',
    details: { topic: { id: topicId, assigneeId: me } },
  });
  // He who has it may ask again: his first answer was lost.
  expect((await make({ assigneeId: me, expect: { assigneeId: null } })).topic.assigneeId).toBe(me);
});

test('assigning without a word about who has it replaces him', async () => {
  const { make, grace, me } = await place();
  await make({ assigneeId: me });

  expect((await make({ assigneeId: grace.agentId })).topic.assigneeId).toBe(grace.agentId);
});

test('nothing is given to who has left, to a viewer, to a stranger or to a team that is no more', async () => {
  const { make, grace, workspace } = await place();
  const viewer = await newAgent(workspace, 'viewer');
  const stranger = await newAgent((await place()).workspace);
  await leave(workspace, grace);

  for (const assigneeId of [grace.agentId, viewer.agentId, stranger.agentId, AgentId.parse(newId())]) {
    await expect(make({ assigneeId })).rejects.toMatchObject({ code: 'invalid' });
  }
  await expect(make({ teamId: newId() as TeamId })).rejects.toMatchObject({ code: 'invalid' });
});

test('tags and followers that are not there are left out', async () => {
  const { make, grace, workspace, me } = await place();
  await leave(workspace, grace);

  const { topic } = await make({ addTagIds: [newId() as TagId], addFollowerIds: [grace.agentId, me] });

  expect(toTopic(topic)).toMatchObject({ tagIds: [], followerIds: [me] });
});

test('done, waiting and open say since when the visitor waits', async () => {
  const { make } = await place();

  expect((await make({ status: 'snoozed' })).topic).toMatchObject({
    status: 'snoozed',
    waitingSince: expect.any(Date),
  });
  expect((await make({ status: 'done' })).topic).toMatchObject({ doneAt: expect.any(Date), waitingSince: null });
  expect((await make({ status: 'waiting' })).topic).toMatchObject({ doneAt: null, waitingSince: null });
});

test('handing over with a note writes both or neither, and both once', async () => {
  const { agent, topicId, threadId, grace, me } = await place();
  const note = { id: MessageId.parse(newId()), text: 'She knows pots' };
  const handOver = change({ assigneeId: grace.agentId, note });

  await changeTopic(agent, topicId, handOver);
  const { topic } = await changeTopic(agent, topicId, handOver);

  const { messages } = await changesAfter(agent, threadId, 0);
  expect(topic).toMatchObject({ assigneeId: grace.agentId, lastSeq: 2 });
  expect(messages.map(({ kind, text }) => [kind, text])).toEqual([
    ['message', 'Hello'],
    ['note', 'She knows pots'],
  ]);
  const late = change({ assigneeId: me, expect: { assigneeId: me }, note: { ...note, id: MessageId.parse(newId()) } });
  await expect(changeTopic(agent, topicId, { ...late, assigneeId: null })).rejects.toMatchObject({ code: 'conflict' });
  expect((await changesAfter(agent, threadId, 0)).messages).toHaveLength(2);
});

test('a note goes along also where the topic is his already', async () => {
  const { agent, make, grace, threadId } = await place();
  await make({ assigneeId: grace.agentId });

  await make({ assigneeId: grace.agentId, note: { id: MessageId.parse(newId()), text: 'Please' } });

  expect((await changesAfter(agent, threadId, 0)).messages).toHaveLength(2);
});

test('a note that goes along and answers to nothing in its thread is refused, and nothing is changed', async () => {
  const { agent, make, grace, topicId, threadId } = await place();
  const elsewhere = await place();
  const [theirs] = (await changesAfter(elsewhere.agent, elsewhere.threadId, 0)).messages;

  for (const quoteId of [MessageId.parse(theirs?.id), MessageId.parse(newId())]) {
    const note = { id: MessageId.parse(newId()), text: 'Please', quoteId };
    const refusal = { code: 'invalid', message: '`quoteId` must be a message of this thread' };
    await expect(make({ assigneeId: grace.agentId, note })).rejects.toMatchObject(refusal);
  }

  const { topics, messages } = await changesAfter(agent, threadId, 0);
  expect(topics.map(({ id, assigneeId }) => [id, assigneeId])).toEqual([[topicId, null]]);
  expect(messages).toHaveLength(1);
});

test("another workspace's topic looks like none", async () => {
  const [here, elsewhere] = [await place(), await place()];
  const refusal = { code: 'not_found', message: 'No such topic' };

  for (const topicId of [here.topicId, newId() as TopicId]) {
    await expect(changeTopic(elsewhere.agent, topicId, change({ status: 'done' }))).rejects.toMatchObject(refusal);
  }
});

test("another workspace's tags, teams and agents cannot be put on a topic", async () => {
  const [here, elsewhere] = [await place(), await place()];

  await expect(here.make({ teamId: elsewhere.teamId })).rejects.toMatchObject({ code: 'invalid' });
  const { topic } = await here.make({ addTagIds: [elsewhere.tagId], addFollowerIds: [elsewhere.me] });
  expect(toTopic(topic)).toMatchObject({ tagIds: [], followerIds: [] });
});

test('a viewer changes nothing', async () => {
  const { workspace, topicId } = await place();
  const viewer = await newAgent(workspace, 'viewer');

  await expect(changeTopic(viewer.ctx, topicId, change({ status: 'done' }))).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('whatever is done is one round trip, also with a note', async () => {
  const { make, grace, me, tagId } = await place();
  const note = { id: MessageId.parse(newId()), text: 'Please' };

  expect(await countTrips(() => make({ assigneeId: grace.agentId, priority: 'high', note }))).toBe(1);
  expect(await countTrips(() => make({ status: 'snoozed', addTagIds: [tagId], addFollowerIds: [me] }))).toBe(1);
});

test('what a visitor gets of a topic says nothing of what was done to it', async () => {
  const { make, visitor, threadId, grace, tagId } = await place();
  await make({
    assigneeId: grace.agentId,
    subject: 'Canary',
    priority: 'urgent',
    addTagIds: [tagId],
    status: 'snoozed',
  });
  await sendMessage(visitor, threadId, { id: MessageId.parse(newId()), text: 'Hello again' });

  const { topics } = await changesAfter(visitor, threadId, 0);

  expect(topics).toHaveLength(1);
});
