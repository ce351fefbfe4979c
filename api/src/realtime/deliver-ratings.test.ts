import { ChangeId, MessageId, NoticeId } from '@everthread/shared/models/ids';
import { VisitorFrame } from '@everthread/shared/protocol/down';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { sendMessage } from '../messages/send-message.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { endNotice, setNotice } from '../special-notices/set-notice.ts';
import { changeTopic } from '../topics/change-topic.ts';

let moved = 0;
const surroundings = await testSurroundings({ now: () => new Date(Date.parse('2026-11-22T10:00:00Z') + moved) });

async function roomsOfAThread() {
  const place = await workspaceWithThread(surroundings);
  const { env, told } = recordingRooms();
  const { workspaceId } = place.workspace.actor;
  const room = `visitor:${workspaceId}:${place.visitor.actor.visitorId}`;
  return {
    ...place,
    drain: () => drainOutbox(place.workspace, env, workspaceId),
    heard: () => {
      const frames = told.filter((each) => each.room === room).map(({ frame }) => VisitorFrame.parse(frame));
      told.length = 0;
      return frames;
    },
  };
}

test('P34 a visitor hears that he is asked how it went and that he is asked no longer, and of no other change', async () => {
  const { agent, threadId, topicId, drain, heard } = await roomsOfAThread();
  const change = (status: 'done' | 'open') =>
    changeTopic(agent, topicId, { id: ChangeId.parse(surroundings.newId()), status });
  await sendMessage(agent, threadId, { id: MessageId.parse(surroundings.newId()), text: 'Here you are' });
  await change('done');
  await drain();
  expect(heard().map(({ type }) => type)).toEqual(['message.sent', 'message.sent']);

  moved += 11_000;
  await drain();
  expect(heard()).toMatchObject([{ type: 'rating.changed', topic: { id: topicId, rating: { score: null } } }]);

  await change('open');
  await drain();
  const [gone] = heard();
  expect(gone).toMatchObject({ type: 'rating.changed', topic: { id: topicId } });
  expect(gone).not.toHaveProperty('topic.rating');
});

test('P35 visitors who were here lately hear what all are told for a while, and when it is taken down', async () => {
  const { agent, drain, heard } = await roomsOfAThread();
  await drain();
  heard();
  const endsAt = new Date(surroundings.now().getTime() + 3_600_000).toISOString();
  const id = NoticeId.parse(surroundings.newId());
  await setNotice(agent, { id, text: 'Slower than usual today', endsAt });
  await drain();
  expect(heard()).toEqual([{ type: 'notice.changed', notice: { id, text: 'Slower than usual today', endsAt } }]);

  await endNotice(agent);
  await drain();
  expect(heard()).toEqual([{ type: 'notice.changed', notice: null }]);
});
