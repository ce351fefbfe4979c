import { MessageId, WorkspaceId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import type { Conversation } from '../../test/conversations.ts';
import { countTrips } from '../../test/count-trips.ts';
import { outboxUnderTest, write } from '../../test/outbox-under-test.ts';
import { editMessage } from '../messages/change-message.ts';
import { sendMessage } from '../messages/send-message.ts';
import { asUsual, drainDueEvents, drainOutbox } from './drain-outbox.ts';
import { followUp } from './follow-up.ts';
import { followUpClaimed } from './follow-up-claimed.ts';
import type { HandedOver } from './hand-over.ts';
import type { HandlerContext } from './handler.ts';
import { leaveToSettle, takeUnsettled } from './unsettled.ts';

/** A workspace whose outbox is empty, and somebody who follows up himself what he sends, as routes do. */
async function handingOver() {
  const place = await outboxUnderTest();
  await drainOutbox(place.surroundings, place.env, place.ctx.actor.workspaceId);
  place.told.length = 0;
  return {
    ...place,
    async send({ visitor, threadId }: Pick<Conversation, 'visitor' | 'threadId'> = place) {
      const claimed: HandedOver[] = [];
      const ctx = { ...visitor, handOver: (one: HandedOver) => claimed.push(one) };
      const { message } = await sendMessage(ctx, threadId, { id: MessageId.parse(crypto.randomUUID()), text: 'Hello' });
      return { message, claimed };
    },
    toldTeam: () =>
      place.told.flatMap(({ room, frame }) =>
        room.startsWith('team:') && 'message' in frame ? [`${frame.type} ${frame.message.id}`] : [],
      ),
  };
}

test('between commit and frame lies no trip, and one settles what several have sent', async () => {
  const place = await handingOver();
  const others = [await place.anotherThread(), await place.anotherThread()];
  await drainOutbox(place.surroundings, place.env, place.ctx.actor.workspaceId);
  place.told.length = 0;

  const sent: Awaited<ReturnType<typeof place.send>>[] = [];
  expect(await countTrips(async () => sent.push(await place.send()))).toBe(1);
  for (const other of others) sent.push(await place.send(other));
  const trips = await countTrips(async () => {
    await Promise.all(sent.map(({ claimed }) => followUpClaimed(place.ctx, claimed)));
  });

  expect(place.toldTeam()).toHaveLength(3);
  expect(trips).toBe(1); // that settles all three
  expect(await place.rows()).toEqual([]);
});

test('what nobody has read yet is read once for all that follows from it', async () => {
  const place = await handingOver();
  const { message, claimed } = await place.send();
  const read: unknown[] = [];
  const look = async ({ ahead }: HandlerContext) => void read.push(ahead?.map((row) => row.message.id));
  const manner = { ...asUsual, handlers: { ...asUsual.handlers, 'message.sent': [look, look] } };
  const events = claimed.map(({ event }) => event);

  expect(await countTrips(() => followUp(place.ctx, events, manner))).toBe(1);
  expect(read).toEqual([[message.id], [message.id]]);
});

test('what comes while another is followed up goes along with the next, in one call of a Room', async () => {
  const place = await handingOver();
  const others = [await place.anotherThread(), await place.anotherThread(), await place.anotherThread()];
  await drainOutbox(place.surroundings, place.env, place.ctx.actor.workspaceId);
  place.told.length = 0;
  const sent = [await place.send()];
  for (const other of others) sent.push(await place.send(other));

  const calls: number[] = [];
  const { promise: roomAnswers, resolve: answer } = Promise.withResolvers<void>();
  const slow = place.env.ROOMS.getByName.bind(place.env.ROOMS);
  place.env.ROOMS.getByName = (name) => {
    const room = slow(name);
    if (!name.startsWith('team:')) return room;
    const deliver: typeof room.deliver = async (key, deliveries) => {
      calls.push(deliveries.length);
      await roomAnswers;
      return room.deliver(key, deliveries);
    };
    return Object.assign(Object.create(room), { deliver });
  };
  const ended = Promise.all(sent.map(({ claimed }) => followUpClaimed(place.ctx, claimed)));
  answer();
  await ended;
  await expect.poll(place.rows).toEqual([]);

  expect(calls).toEqual([1, 3]);
  expect(place.toldTeam()).toEqual(sent.map(({ message }) => `message.sent ${message.id}`));
});

test('what the Rooms are told is what a drain would tell', async () => {
  const place = await handingOver();
  const { claimed } = await place.send();
  await followUpClaimed(place.ctx, claimed);
  const told = [...place.told];
  place.told.length = 0;
  const again = claimed.map(({ event }) => ({ event, ahead: undefined }));
  await followUpClaimed(place.ctx, again);
  expect(place.told).toEqual(told);
  expect(told.map(({ room }) => room.split(':')[0]).sort()).toEqual(['team', 'visitor']);
});

test('a message behind one that is not yet followed up is left to a drain, and told after it', async () => {
  const place = await handingOver();
  const other = await place.anotherThread();
  await drainOutbox(place.surroundings, place.env, place.ctx.actor.workspaceId);
  place.told.length = 0;

  const first = await write(place); // nobody follows it up
  const { message: second, claimed } = await place.send();
  expect(claimed).toEqual([]);
  expect((await place.send(other)).claimed).toHaveLength(1);
  await drainOutbox(place.surroundings, place.env, place.ctx.actor.workspaceId);

  expect(place.toldTeam()).toEqual([`message.sent ${first}`, `message.sent ${second.id}`]);
});

test('an earlier event of the thread waits, though the clock of whoever stored it was ahead', async () => {
  const place = await handingOver();
  const { message, claimed } = await place.send();
  await followUpClaimed(place.ctx, claimed);
  const ahead = { ...place.visitor, now: () => new Date(place.ctx.now().getTime() + 5_000) };
  await editMessage(ahead, place.threadId, message.id, { text: 'Hello?' });

  expect((await place.send()).claimed).toEqual([]);
});

test('what nobody came to settle is settled with what comes after', () => {
  const place = WorkspaceId.parse(crypto.randomUUID());
  const done = (id: number) => ({ name: 'done', id }) as const;
  expect(leaveToSettle(place, [done(1)], 0)).toBe(true);
  expect(leaveToSettle(place, [done(2)], 60_000)).toBe(true);
  expect(takeUnsettled(place)).toEqual([done(1), done(2)]);
});

test('a drain settles what was told before, so that nothing waits behind it', async () => {
  const place = await handingOver();
  const { message, claimed } = await place.send();
  const { workspaceId } = place.ctx.actor;
  const told = claimed.map(({ event }) => ({ name: 'done', id: event.id }) as const);
  leaveToSettle(workspaceId, told, place.ctx.now().getTime());
  await editMessage(place.visitor, place.threadId, message.id, { text: 'Hello?' });
  const behind = await place.send();
  expect(behind.claimed).toEqual([]);
  await drainOutbox(place.surroundings, place.env, workspaceId);

  expect(place.toldTeam()).toEqual([`message.changed ${message.id}`, `message.sent ${behind.message.id}`]);
  expect(await place.rows()).toEqual([]);
});

test('what came behind a message by another isolate is seen to when that is settled', async () => {
  const place = await handingOver();
  const { message, claimed } = await place.send();
  const behind = await write(place);
  await drainDueEvents(place.ctx);
  expect(place.toldTeam()).toEqual([]);
  await followUpClaimed(place.ctx, claimed);
  expect(place.toldTeam()).toEqual([`message.sent ${message.id}`, `message.sent ${behind}`]);
  expect(await place.rows()).toEqual([]);
});

test('dies the isolate before it has told, the message is told when its claim has run out', async () => {
  const place = await handingOver();
  const { message } = await place.send();
  const behind = await write(place);
  const drain = () => drainOutbox(place.surroundings, place.env, place.ctx.actor.workspaceId);
  await drain();
  expect(place.toldTeam()).toEqual([]);
  expect(place.woken.at(-1)?.at).toBe(place.ctx.now().getTime() + 15_000);
  place.pass(15_001);
  await drain();
  expect(place.toldTeam()).toEqual([`message.sent ${message.id}`, `message.sent ${behind}`]);
  expect(await place.rows()).toEqual([]);
});

test('where a Room cannot be reached it is tried again later, in order', async () => {
  const place = await handingOver();
  place.unreachable.add(`team:${place.ctx.actor.workspaceId}`);
  const { message, claimed } = await place.send();
  await followUpClaimed(place.ctx, claimed);
  expect(await place.rows()).toMatchObject([{ attempts: 1, lastError: 'Error', claimedUntil: null }]);
  const behind = await place.send();
  expect(behind.claimed).toEqual([]);

  place.unreachable.clear();
  place.pass(60_000);
  await drainOutbox(place.surroundings, place.env, place.ctx.actor.workspaceId);
  expect(place.toldTeam()).toEqual([`message.sent ${message.id}`, `message.sent ${behind.message.id}`]);
  expect(await place.rows()).toEqual([]);
});
