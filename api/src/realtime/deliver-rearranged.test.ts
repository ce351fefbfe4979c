import { ChangeId, MessageId, TopicId } from '@everthread/shared/models/ids';
import type { MessagesMove } from '@everthread/shared/models/topic-change';
import { TeamFrame, VisitorFrame } from '@everthread/shared/protocol/down';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { newAgent } from '../../test/factories.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { sendMessage } from '../messages/send-message.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { listTopics } from '../topics/list-topics.ts';
import { markTopicRead } from '../topics/mark-topic-read.ts';
import { moveMessages } from '../topics/move-messages.ts';
import { undoMove } from '../topics/undo-move.ts';

const surroundings = await testSurroundings();

async function roomsOfASplit() {
  const place = await workspaceWithThread(surroundings);
  const grace = await newAgent(place.workspace, 'agent', 'Grace');
  const { env, told } = recordingRooms();
  const { workspaceId } = place.workspace.actor;
  const drain = () => drainOutbox(place.workspace, env, workspaceId);
  const { message } = await sendMessage(place.visitor, place.threadId, {
    id: MessageId.parse(surroundings.newId()),
    text: 'And another thing',
  });
  await markTopicRead(grace.ctx, place.topicId, { seq: 1 });
  await drain();
  told.length = 0;
  const intoId = TopicId.parse(surroundings.newId());
  const id = ChangeId.parse(surroundings.newId());
  const move: MessagesMove = { id, messages: { which: 'from', messageId: message.id }, intoId, isNew: true };
  return {
    ...place,
    grace,
    told,
    drain,
    move,
    intoId,
    id,
    team: `team:${workspaceId}`,
    own: `visitor:${workspaceId}:${place.visitor.actor.visitorId}`,
  };
}

const rowsOf = async (place: Awaited<ReturnType<typeof roomsOfASplit>>) =>
  (await listTopics(place.grace.ctx, { filters: {}, sort: 'newest' })).topics;

test('P32 what is split, and put back: both sides are told to catch up, and old list + frames = fresh list', async () => {
  const place = await roomsOfASplit();
  const { agent, visitor, threadId, topicId, grace, told, drain, team, own, move, intoId, id } = place;
  const list = new Map((await rowsOf(place)).map((row) => [row.topic.id, row]));
  const { rev } = await changesAfter(visitor, threadId, 0);

  for (const work of [() => moveMessages(agent, topicId, move), () => undoMove(agent, intoId, id)]) {
    told.length = 0;
    await work();
    await drain();

    for (const { room, frame, onlyAgent } of told) {
      if (room !== team) continue;
      expect(TeamFrame.parse(frame)).toEqual(frame);
      if (onlyAgent && onlyAgent !== grace.agentId) continue;
      if (frame.type === 'topic.changed') {
        const readSeq = frame.isUnread ? 0 : (list.get(frame.topic.id)?.readSeq ?? 0);
        list.set(frame.topic.id, { topic: frame.topic, readSeq });
      }
      if (frame.type === 'topic.read') {
        const row = list.get(frame.topicId);
        if (row) list.set(frame.topicId, { ...row, readSeq: Math.max(row.readSeq, frame.seq) });
      }
    }
    const living = [...list.values()].filter(({ topic }) => topic.status !== 'merged');
    expect(living.toSorted((a, b) => b.topic.firstSeq - a.topic.firstSeq)).toEqual(
      (await rowsOf(place)).toSorted((a, b) => b.topic.firstSeq - a.topic.firstSeq),
    );

    const toVisitor = told.filter(({ room }) => room === own).map(({ frame }) => frame);
    const now = (await changesAfter(visitor, threadId, 0)).rev;
    const promised = toVisitor.filter(({ type }) => type === 'promise.changed').length;
    expect(toVisitor.filter(({ type }) => type !== 'promise.changed')).toEqual([
      { type: 'thread.rearranged', threadId, rev: now - promised },
    ]);
    expect(VisitorFrame.parse(toVisitor[0])).toEqual(toVisitor[0]);
  }

  // Whoever catches up has each message in its topic.
  const { messages } = await changesAfter(visitor, threadId, rev);
  expect(messages.map((message) => message.topicId)).toEqual([topicId]);
});
