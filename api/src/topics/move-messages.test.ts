import { ChangeId, MessageId, type TagId, type ThreadId, TopicId } from '@everthread/shared/models/ids';
import type { MessagesMove, TopicChange } from '@everthread/shared/models/topic-change';
import { and, eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { newAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { faultsIn, shapeOf } from '../../test/thread-shape.ts';
import { currentAgent } from '../agents/current-agent.ts';
import type { AgentActor, Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { topicReads } from '../db/schema/topics.ts';
import { sendMessage, writeNote } from '../messages/send-message.ts';
import { createTag } from '../tags/create-tag.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { changeTopic } from './change-topic.ts';
import { markTopicRead } from './mark-topic-read.ts';
import { moveMessages } from './move-messages.ts';
import { undoMove } from './undo-move.ts';

let clockMs = Date.now();
function now(): Date {
  clockMs += 1_000;
  return new Date(clockMs);
}
const surroundings = await testSurroundings({ now });
const newId = () => surroundings.newId();
const change = (of: Omit<TopicChange, 'id'>): TopicChange => ({ id: ChangeId.parse(newId()), ...of });

async function place() {
  const here = await workspaceWithThread(surroundings); // 1, the visitor
  const { agent, visitor, threadId, topicId } = here;
  const { agentId: me } = await currentAgent(agent);
  const say = async (who: Context<AgentActor | VisitorActor>, text: string) =>
    (await sendMessage(who as Context<AgentActor>, threadId as ThreadId, { id: MessageId.parse(newId()), text }))
      .message;
  const two = await say(agent, 'Answered');
  const three = await say(visitor, 'And the lid?');
  const four = await say(visitor, 'It is cracked');
  const move = (from: TopicId, of: Omit<MessagesMove, 'id'>) =>
    moveMessages(agent, from, { id: ChangeId.parse(newId()), ...of });
  const split = async (messageId: MessageId) => {
    const intoId = TopicId.parse(newId());
    return { ...(await move(topicId, { messages: { which: 'from', messageId }, intoId, isNew: true })), intoId };
  };
  return { ...here, me, say, two, three, four, move, split, shape: () => shapeOf(agent, threadId) };
}

const topicIn = (shape: Awaited<ReturnType<typeof shapeOf>>, id: TopicId) =>
  shape.topics.find((topic) => topic.id === id);

test('a topic is split at a message: two topics, each true to its messages, who waits goes along', async () => {
  const { split, three, four, shape, topicId } = await place();

  const { intoId } = await split(three.id);

  const now = await shape();
  expect(faultsIn(now)).toEqual([]);
  expect(now.messages.map((message) => message.topicId)).toEqual([topicId, topicId, intoId, intoId]);
  expect(topicIn(now, topicId)).toMatchObject({
    firstSeq: 1,
    lastSeq: 2,
    lastVisitorSeq: 1,
    preview: 'Answered',
    previewBy: 'agent',
    waitingSince: null,
  });
  expect(topicIn(now, intoId)).toMatchObject({
    firstSeq: 3,
    lastSeq: 4,
    lastVisitorSeq: 4,
    preview: 'It is cracked',
    waitingSince: three.sentAt.toISOString(),
    startedAt: three.sentAt.toISOString(),
    lastMessageAt: four.sentAt.toISOString(),
  });
});

test('a new topic has the assignee, the team, the priority, the tags and the followers of the one it comes from', async () => {
  const { agent, topicId, me, split, three, shape } = await place();
  const tagId = newId() as TagId;
  await createTag(agent, { id: tagId, name: 'Lids', color: 'red' });
  await changeTopic(
    agent,
    topicId,
    change({ assigneeId: me, priority: 'high', subject: 'Pot', addTagIds: [tagId], addFollowerIds: [me] }),
  );

  const { intoId } = await split(three.id);

  const kept = { assigneeId: me, priority: 'high', tagIds: [tagId], followerIds: [me], status: 'open' };
  expect(topicIn(await shape(), intoId)).toMatchObject({ ...kept, subject: null });
  expect(topicIn(await shape(), topicId)).toMatchObject({ ...kept, subject: 'Pot' });
});

test('what comes next goes on in the topic that was last written in', async () => {
  const { split, three, say, visitor, shape } = await place();
  const { intoId } = await split(three.id);

  await say(visitor, 'Hello?');

  expect((await shape()).messages.at(-1)?.topicId).toBe(intoId);
});

test('split and merged again is as if nothing had been', async () => {
  const { split, three, shape, move, topicId } = await place();
  const before = await shape();
  const { intoId } = await split(three.id);

  const { topics } = await move(intoId, { messages: { which: 'all' }, intoId: topicId });

  expect(await shape()).toEqual(before);
  expect(topics.find(({ id }) => id === intoId)).toMatchObject({
    status: 'merged',
    mergedIntoId: topicId,
    firstSeq: 0,
  });
});

test('merging keeps what the target has, takes over what it lacks, and is open where either was', async () => {
  const { agent, topicId, me, split, three, move, shape } = await place();
  const { intoId } = await split(three.id);
  const tags = [newId(), newId()] as TagId[];
  for (const [i, id] of tags.entries()) await createTag(agent, { id, name: `Tag ${i}`, color: 'red' });
  await changeTopic(agent, topicId, change({ status: 'done', subject: 'Pot', addTagIds: tags.slice(0, 1) }));
  await changeTopic(
    agent,
    intoId,
    change({ assigneeId: me, subject: 'Lid', priority: 'urgent', addTagIds: tags.slice(1) }),
  );

  await move(intoId, { messages: { which: 'all' }, intoId: topicId });

  expect((await shape()).topics).toMatchObject([
    {
      id: topicId,
      status: 'open',
      doneAt: null,
      subject: 'Pot',
      assigneeId: me,
      priority: 'urgent',
      tagIds: tags.toSorted(),
      waitingSince: three.sentAt.toISOString(),
    },
  ]);
});

test('one message is moved to a topic of its own, and to one that is there', async () => {
  const { move, topicId, two, three, shape } = await place();
  const own = TopicId.parse(newId());

  await move(topicId, { messages: { which: 'one', messageId: two.id }, intoId: own, isNew: true });
  await move(topicId, { messages: { which: 'one', messageId: three.id }, intoId: own });

  const now = await shape();
  expect(faultsIn(now)).toEqual([]);
  expect(now.messages.map((message) => message.topicId === own)).toEqual([false, true, true, false]);
});

test('a message that comes to a done topic and still waits for an answer opens it', async () => {
  const { agent, move, split, topicId, three, four, shape } = await place();
  const { intoId } = await split(three.id);
  await changeTopic(agent, topicId, change({ status: 'done' }));

  await move(intoId, { messages: { which: 'one', messageId: four.id }, intoId: topicId });

  expect(topicIn(await shape(), topicId)).toMatchObject({
    status: 'open',
    doneAt: null,
    waitingSince: four.sentAt.toISOString(),
  });
});

test.each(['split', 'merge', 'move'] as const)('a %s is undone: all is as it was', async (what) => {
  const { agent, me, split, three, four, move, topicId, shape } = await place();
  const { intoId } = await split(three.id);
  await changeTopic(agent, topicId, change({ status: 'done', subject: 'Pot', addFollowerIds: [me] }));
  await changeTopic(agent, intoId, change({ priority: 'high', subject: 'Lid' }));
  const before = await shape();
  const messages = what === 'merge' ? ({ which: 'all' } as const) : ({ which: 'one', messageId: four.id } as const);
  const into = what === 'split' ? { intoId: TopicId.parse(newId()), isNew: true } : { intoId: topicId };

  const { event } = await move(intoId, { messages, ...into });
  expect(await shape()).not.toEqual(before);
  const undone = await undoMove(agent, into.intoId, event.id);
  expect(await shape()).toEqual(before);
  expect(undone.event.undoneAt).toBeInstanceOf(Date);

  // Once more is the same; the answer was lost.
  await undoMove(agent, into.intoId, event.id);
  expect(await shape()).toEqual(before);
});

test('what was written meanwhile survives the undo, and waits on', async () => {
  const { agent, visitor, split, three, say, topicId, shape } = await place();
  const { intoId, event } = await split(three.id);
  const five = await say(visitor, 'Still there?');

  await undoMove(agent, intoId, event.id);

  const now = await shape();
  expect(faultsIn(now)).toEqual([]);
  expect(now.topics).toMatchObject([
    { id: topicId, lastSeq: five.seq, status: 'open', waitingSince: three.sentAt.toISOString() },
  ]);
});

test('undoing a merge leaves to the target what the visitor has written since', async () => {
  const { agent, visitor, split, three, four, say, move, topicId, shape } = await place();
  const { intoId } = await split(three.id);
  await changeTopic(agent, topicId, change({ status: 'waiting' }));
  const { event } = await move(intoId, { messages: { which: 'all' }, intoId: topicId });
  const five = await say(visitor, 'Still there?');

  await undoMove(agent, topicId, event.id);

  const now = await shape();
  expect(faultsIn(now)).toEqual([]);
  expect(topicIn(now, intoId)).toMatchObject({ lastSeq: four.seq, waitingSince: three.sentAt.toISOString() });
  expect(topicIn(now, topicId)).toMatchObject({
    lastSeq: five.seq,
    status: 'open',
    waitingSince: five.sentAt.toISOString(),
  });
});

test('messages that have moved on are not put back', async () => {
  const { agent, split, three, four, move, topicId, shape } = await place();
  const { intoId, event } = await split(three.id);
  await move(intoId, { messages: { which: 'one', messageId: four.id }, intoId: topicId });
  const before = await shape();

  await expect(undoMove(agent, intoId, event.id)).rejects.toMatchObject({ code: 'conflict' });
  expect(await shape()).toEqual(before);
});

test('what was unread in either topic is unread in both together; apart again, all is as it was', async () => {
  const { agent, workspace, split, three, move, topicId } = await place();
  const { intoId } = await split(three.id);
  const { ctx: grace, agentId: graceId } = await newAgent(workspace);
  await markTopicRead(grace, topicId, { seq: 2 }); // and not the new one
  const readBy = async (id: TopicId) => {
    const [rows] = await inWorkspace(agent, [
      agent.db
        .select({ seq: topicReads.seq })
        .from(topicReads)
        .where(
          and(
            eq(topicReads.workspaceId, agent.actor.workspaceId),
            eq(topicReads.topicId, id),
            eq(topicReads.agentId, graceId),
          ),
        ),
    ]);
    return rows[0]?.seq ?? 0;
  };

  const { event } = await move(intoId, { messages: { which: 'all' }, intoId: topicId });
  expect(await readBy(topicId)).toBe(0);

  await undoMove(agent, topicId, event.id);
  expect([await readBy(topicId), await readBy(intoId)]).toEqual([2, 0]);
});

test('each message that moves is a change of its own, so that whoever catches up finds it', async () => {
  const { agent, threadId, split, three } = await place();
  const { rev } = await changesAfter(agent, threadId, 0);

  await split(three.id);

  const { messages, topics, rev: now } = await changesAfter(agent, threadId, rev);
  expect(messages.map(({ seq }) => seq)).toEqual([3, 4]);
  expect(new Set(messages.map((message) => message.rev)).size).toBe(2);
  expect(topics).toHaveLength(2);
  expect(now).toBe(rev + 3);
});

test('the same move sent again is made once', async () => {
  const { agent, topicId, three, shape } = await place();
  const move: MessagesMove = {
    id: ChangeId.parse(newId()),
    messages: { which: 'from', messageId: three.id },
    intoId: TopicId.parse(newId()),
    isNew: true,
  };
  await moveMessages(agent, topicId, move);
  const before = await shape();

  const again = await moveMessages(agent, topicId, move);

  expect(await shape()).toEqual(before);
  expect(again.topics.map(({ id }) => id).toSorted()).toEqual([topicId, move.intoId].toSorted());
});

test('a move that would leave a topic empty, or goes nowhere, is refused', async () => {
  const { move, topicId, anotherThread, shape, three } = await place();
  const other = await anotherThread();
  const before = await shape();
  const first = before.messages[0]?.id as MessageId;
  const fresh = () => ({ intoId: TopicId.parse(newId()), isNew: true });

  const invalid = { code: 'invalid' };
  await expect(move(topicId, { messages: { which: 'from', messageId: first }, ...fresh() })).rejects.toMatchObject(
    invalid,
  );
  await expect(move(topicId, { messages: { which: 'all' }, ...fresh() })).rejects.toMatchObject(invalid);
  await expect(move(topicId, { messages: { which: 'all' }, intoId: topicId })).rejects.toMatchObject(invalid);
  await expect(move(topicId, { messages: { which: 'all' }, intoId: other.topicId })).rejects.toMatchObject(invalid);
  await expect(
    move(topicId, { messages: { which: 'one', messageId: MessageId.parse(newId()) }, ...fresh() }),
  ).rejects.toMatchObject(invalid);
  await expect(
    move(topicId, { messages: { which: 'one', messageId: three.id }, intoId: other.topicId, isNew: true }),
  ).rejects.toThrow();
  expect(await shape()).toEqual(before);
});

test('nothing is done to a topic that was merged away', async () => {
  const { agent, split, three, move, topicId } = await place();
  const { intoId } = await split(three.id);
  await move(intoId, { messages: { which: 'all' }, intoId: topicId });

  await expect(changeTopic(agent, intoId, change({ status: 'done' }))).rejects.toMatchObject({ code: 'conflict' });
  await expect(move(topicId, { messages: { which: 'one', messageId: three.id }, intoId })).rejects.toMatchObject({
    code: 'conflict',
  });
  await expect(move(intoId, { messages: { which: 'all' }, intoId: topicId })).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('a snooze goes along with what is split off', async () => {
  const { agent, topicId, split, three, shape } = await place();
  const until = new Date(clockMs + 3_600_000).toISOString();
  await changeTopic(agent, topicId, change({ status: 'snoozed', snoozedUntil: until }));

  const { intoId } = await split(three.id);

  expect(topicIn(await shape(), intoId)).toMatchObject({ status: 'snoozed', snoozedUntil: until });
});

test('a note goes where its topic goes, and a preview is never made of one', async () => {
  const { agent, threadId, split, shape } = await place();
  const { message: note } = await writeNote(agent, threadId, { id: MessageId.parse(newId()), text: 'Canary' });

  const { intoId } = await split(note.id);

  const now = await shape();
  expect(faultsIn(now)).toEqual([]);
  expect(topicIn(now, intoId)?.firstSeq).toBe(note.seq);
});

test("nobody touches another workspace's threads", async () => {
  const [here, elsewhere] = [await place(), await place()];
  const before = await here.shape();

  await expect(
    moveMessages(elsewhere.agent, here.topicId, {
      id: ChangeId.parse(newId()),
      messages: { which: 'one', messageId: here.two.id },
      intoId: TopicId.parse(newId()),
      isNew: true,
    }),
  ).rejects.toMatchObject({ code: 'not_found' });
  const { event, intoId } = await here.split(here.three.id);
  await expect(undoMove(elsewhere.agent, intoId, event.id)).rejects.toMatchObject({ code: 'not_found' });
  expect(faultsIn(await here.shape())).toEqual([]);
  expect(before.messages).toHaveLength(4);
});

test('whatever is rearranged is one round trip', async () => {
  const { agent, topicId, three } = await place();
  const intoId = TopicId.parse(newId());
  const id = ChangeId.parse(newId());
  const messages = { which: 'from', messageId: three.id } as const;

  expect(await countTrips(() => moveMessages(agent, topicId, { id, messages, intoId, isNew: true }))).toBe(1);
  expect(await countTrips(() => undoMove(agent, intoId, id))).toBe(1);
});
