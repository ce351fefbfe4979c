import { emptyTimeline, receiveChanges, receiveMessage, receiveTopic } from '@everthread/shared/client/timeline';
import type { Message } from '@everthread/shared/models/message';
import type { VisitorTopic } from '@everthread/shared/models/topic';
import { TeamFrame, VisitorFrame } from '@everthread/shared/protocol/down';
import { expect, test } from 'vitest';
import { HOUR, promisesUnderTest } from '../../test/promises.ts';
import { toMessage } from '../messages/message-view.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { toVisitorTopic } from '../topics/topic-view.ts';

test('P36 whoever holds the thread and hears the frames is where a reload would put him', async () => {
  const place = await promisesUnderTest();
  const fresh = async () => {
    const { messages, topics, rev } = await changesAfter(place.visitor, place.threadId, 0);
    return receiveChanges(emptyTimeline<Message, VisitorTopic>(), {
      rev,
      messages: messages.map(toMessage),
      topics: topics.map(toVisitorTopic),
    });
  };
  let held = await fresh();
  const hear = () => {
    for (const { room, frame: told } of place.told.splice(0)) {
      if (!room.startsWith('visitor:')) continue;
      const frame = VisitorFrame.parse(told);
      expect(frame).toEqual(told); // nothing of the team's along
      if (frame.type === 'message.sent') held = receiveMessage(held, frame.message, frame.topic);
      if (frame.type === 'promise.changed') held = receiveTopic(held, frame.topic, frame.rev);
    }
  };
  place.told.length = 0;
  const steps = [
    () => place.pass(4 * HOUR), // he is told of a later time
    () => place.agentReplies(),
    () => place.visitorWrites(),
    () => place.jump(9 * HOUR), // nobody was there to tell him in time
    () => place.visitorWrites(),
    () => place.agentReplies(),
  ];
  for (const step of steps) {
    await step();
    await place.drain();
    hear();
    expect(held).toMatchObject({ sent: (await fresh()).sent, topics: (await fresh()).topics });
  }
});

test('P36 a first message brings both sides one promise, and moves the visitor on', async () => {
  const place = await promisesUnderTest();
  const frames = place.told.map(({ frame }) => frame).filter(({ type }) => /topic|promise/.test(type));
  expect(frames).toMatchObject([
    { type: 'topic.changed', topic: { promise: { state: 'open' } } },
    { type: 'promise.changed', rev: 2, topic: { rev: 2, promise: { basis: 'aim', isRenewed: false } } },
  ]);
  expect(frames[1]).not.toHaveProperty('topic.promise.state');
});

test('P36 that it is at risk only the team hears', async () => {
  const place = await promisesUnderTest();
  place.told.length = 0;
  await place.pass(3.5 * HOUR);
  const frames = place.told.splice(0);
  expect(frames.map(({ room }) => room.split(':')[0])).toEqual(['team']);
  expect(TeamFrame.parse(frames[0]?.frame)).toMatchObject({ topic: { promise: { state: 'at-risk' } } });
});
