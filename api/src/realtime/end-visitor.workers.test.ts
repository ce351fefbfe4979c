import { expect, test } from 'vitest';
import { aVisitor, knock, open, protocolsWith, roomOf, ticketFor } from '../../test/live.ts';

test('P19 who logs out on a device loses the sockets and tickets of that device, and of no other', async () => {
  const device = aVisitor();
  const other = aVisitor({ workspaceId: device.workspaceId, visitorId: device.visitorId });
  const [ended, going] = [await open(device), await open(other)];
  const [unused, kept] = [await ticketFor(device), await ticketFor(other)];

  await roomOf(device).endVisitor(device, { keyHash: device.keyHash });

  expect(await ended.closed).toEqual({ code: 4401, reason: 'signed_out' });
  expect((await knock(protocolsWith(unused))).status).toBe(401);
  expect((await knock(protocolsWith(kept))).status).toBe(101);
  going.say('ping');
  await expect.poll(() => going.pongs).toEqual(['pong']);
});

test('P19 once a visitor is proven, what was opened before is closed, and what was opened since goes on', async () => {
  const before = aVisitor();
  const since = aVisitor({ ...before, identity: 'verified' });
  const [old, fresh] = [await open(before), await open(since)];
  const [unused, kept] = [await ticketFor(before), await ticketFor(since)];

  await roomOf(before).endVisitor(before, { identity: 'claimed' });

  expect(await old.closed).toEqual({ code: 4401, reason: 'signed_out' });
  expect((await knock(protocolsWith(unused))).status).toBe(401);
  expect((await knock(protocolsWith(kept))).status).toBe(101);
  fresh.say('ping');
  await expect.poll(() => fresh.pongs).toEqual(['pong']);
});

test('P19 a call that is meant for another visitor ends nobody', async () => {
  const [visitor, stranger] = [aVisitor(), aVisitor()];
  const socket = await open(visitor);
  const call = roomOf(visitor).endVisitor(stranger, { keyHash: visitor.keyHash });
  expect(
    await call.then(
      () => 'ended',
      () => 'refused',
    ),
  ).toBe('refused');
  socket.say('ping');
  await expect.poll(() => socket.pongs).toEqual(['pong']);
});

test('P20 a visitor’s socket hears that another thread joined his, and not which it was', async () => {
  const visitor = aVisitor();
  const socket = await open(visitor);
  const frame = { type: 'thread.joined', threadId: crypto.randomUUID() as never, rev: 7 } as const;
  const joinedThreadId = crypto.randomUUID() as never;
  await roomOf(visitor).deliver(visitor, [{ frame: { ...frame, joinedThreadId } }]);
  await expect.poll(socket.news).toEqual([{ frame }]);
});
