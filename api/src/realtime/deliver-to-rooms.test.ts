import { MessageId } from '@everthread/shared/models/ids';
import { TeamFrame, VisitorFrame } from '@everthread/shared/protocol/down';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { setTopicStatus } from '../../test/set-topic-status.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { threads } from '../db/schema/threads.ts';
import { sendMessage, writeNote } from '../messages/send-message.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { changesAfter } from '../threads/changes-after.ts';
import { markSeen } from '../threads/mark-seen.ts';
import { markTopicRead } from '../topics/mark-topic-read.ts';
import { deliverMessages } from './deliver-to-rooms.ts';

async function roomsOfAThread() {
  const place = await workspaceWithThread(await testSurroundings());
  const { env, told } = recordingRooms();
  const { workspaceId } = place.workspace.actor;
  const drain = () => drainOutbox(place.workspace, env, workspaceId);
  await drain();
  told.length = 0;
  return {
    ...place,
    ctx: { ...place.workspace, env },
    told,
    drain,
    team: `team:${workspaceId}`,
    own: `visitor:${workspaceId}:${place.visitor.actor.visitorId}`,
  };
}
const words = (text: string) => ({ id: MessageId.parse(crypto.randomUUID()), text });

test('P8 a message goes to its visitor and to the team, each in the view that is theirs', async () => {
  const { agent, visitor, threadId, told, drain, team, own } = await roomsOfAThread();
  await sendMessage(agent, threadId, words('How can I help?'));
  await drain();
  expect(told.map(({ room }) => room).sort()).toEqual([team, own].sort());
  const [forTeam, forVisitor] = [team, own].map((room) => told.find((one) => one.room === room)?.frame);
  expect(TeamFrame.parse(forTeam)).toEqual(forTeam);
  expect(VisitorFrame.parse(forVisitor)).toEqual(forVisitor); // nothing in it that is not on the list

  const [theirs, his] = [await changesAfter(agent, threadId, 0), await changesAfter(visitor, threadId, 0)];
  expect(forTeam).toMatchObject({
    message: { kind: 'message', text: 'How can I help?' },
    topic: { status: 'waiting' },
  });
  expect(forTeam).toMatchObject({ message: { seq: theirs.messages.at(-1)?.seq, rev: theirs.rev } });
  expect(forVisitor).toMatchObject({ message: { seq: his.messages.at(-1)?.seq, rev: his.rev } });
});

test('P8 a note, a status and a read mark never reach a visitor', async () => {
  const { agent, threadId, topicId, told, drain, team, own } = await roomsOfAThread();
  await writeNote(agent, threadId, words('canary: he sounds cross'));
  await setTopicStatus(agent, topicId, { status: 'done' });
  await markTopicRead(agent, topicId, { seq: 1 });
  await drain();
  const toldIn = (room: string) => told.filter((one) => one.room === room).map(({ frame }) => frame.type);
  expect(new Set(toldIn(team))).toEqual(new Set(['message.sent', 'topic.changed', 'topic.read', 'thread.seen']));
  expect(toldIn(own)).toEqual(['thread.seen']); // that the team has seen it, and not who of it
  for (const { frame } of told) expect(TeamFrame.parse(frame)).toEqual(frame);
});

test('P9 a read mark is for the windows of the agent who read', async () => {
  const { agent, topicId, told, drain } = await roomsOfAThread();
  await markTopicRead(agent, topicId, { seq: 1 });
  await drain();
  expect(told.filter(({ frame }) => frame.type === 'topic.read')).toMatchObject([
    { onlyAgent: expect.any(String), frame: { topicId, seq: 1 } },
  ]);
});

test('fifty messages are read in one trip and reach each Room in one call, in order', async () => {
  const { ctx, visitor, threadId, told, team } = await roomsOfAThread();
  const sent = [];
  for (let i = 0; i < 50; i += 1) sent.push((await sendMessage(visitor, threadId, words(`${i}`))).message.id);
  const events = sent.map((messageId) => ({ type: 'message.sent', messageId }) as const);
  expect(await countTrips(() => deliverMessages(ctx, events))).toBe(1);
  const toTeam = told.flatMap(({ room, frame }) =>
    room === team && frame.type === 'message.sent' ? [frame.message.id] : [],
  );
  expect(toTeam).toEqual(sent);
});

test('of what was erased meanwhile nobody is told', async () => {
  const { ctx, visitor, threadId, told, drain } = await roomsOfAThread();
  await sendMessage(visitor, threadId, words('Forget me'));
  await inWorkspace(ctx, [ctx.db.delete(threads).where(eq(threads.workspaceId, ctx.actor.workspaceId))]);
  await drain();
  expect(told).toEqual([]);
});

test('another workspace’s message is not delivered, whatever an event says', async () => {
  const [own, other] = [await roomsOfAThread(), await roomsOfAThread()];
  const { message } = await sendMessage(other.visitor, other.threadId, words('Not yours'));
  await deliverMessages(own.ctx, [{ type: 'message.sent', messageId: message.id }]);
  expect(own.told).toEqual([]);
});

test('P23 both sides learn how far each has seen, and a visitor not who of the team it was', async () => {
  const { agent, visitor, threadId, topicId, told, drain, team, own } = await roomsOfAThread();
  await markTopicRead(agent, topicId, { seq: 1 });
  await markSeen(visitor, threadId, { seq: 1 });
  await drain();

  const receipts = told.filter(({ frame }) => frame.type === 'thread.seen');
  expect(new Set(receipts.map(({ room }) => room))).toEqual(new Set([team, own]));
  expect(receipts.at(-1)?.frame).toEqual({ type: 'thread.seen', threadId, seen: { visitor: 1, team: 1 } });
});
