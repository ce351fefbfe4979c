import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { countTrips } from '../../test/count-trips.ts';
import { newAgent } from '../../test/factories.ts';
import { outboxUnderTest, write } from '../../test/outbox-under-test.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { outbox } from '../db/schema/outbox.ts';
import { claimEvents } from './claim-events.ts';
import { drainDueEvents, drainOutbox } from './drain-outbox.ts';
import type { HandlerTable } from './handlers.ts';
import { replayParked } from './replay-parked.ts';

const A_MINUTE = 60_000;

test('what happened is followed up in order, once, and then gone', async () => {
  const place = await outboxUnderTest();
  const ids = [await write(place), await write(place), await write(place)];
  await place.drain();
  await place.drain();
  expect(place.followed.slice(1)).toEqual(ids);
  expect(await place.rows()).toEqual([]);
});

test('following up one message takes two round trips, however many came with it', async () => {
  const place = await outboxUnderTest();
  const drain = () => drainOutbox(place.surroundings, place.env, place.ctx.actor.workspaceId);
  await drain(); // who begins to wait is promised an answer: once, not with each message
  await write(place);
  const trips = await countTrips(drain);
  expect(trips).toBe(2);
});

test('a failed event is tried again later, with a reason that quotes nobody', async () => {
  const place = await outboxUnderTest();
  await place.drain();
  const id = await write(place);
  place.broken.add(id);
  await place.drain();
  const [row] = await place.rows();
  expect(row).toMatchObject({ attempts: 1, lastError: 'AppError unavailable', claimedUntil: null, parkedAt: null });
  expect(row?.dueAt).toEqual(new Date(place.ctx.now().getTime() + 1_000));

  place.broken.clear();
  await place.drain();
  expect(place.followed).not.toContain(id);
  place.pass(1_000);
  await place.drain();
  expect(place.followed).toContain(id);
  expect(await place.rows()).toEqual([]);
});

test('while one event of a thread waits, later ones wait behind it, and other threads go on', async () => {
  const place = await outboxUnderTest();
  const other = await place.anotherThread();
  await place.drain();
  const [first, second, elsewhere] = [await write(place), await write(place), await write(other)];
  place.broken.add(first);
  await place.drain();
  expect(place.followed.slice(2)).toEqual([elsewhere]);
  const third = await write(place);
  await place.drain();
  expect(place.followed.slice(2)).toEqual([elsewhere]);

  place.broken.clear();
  place.pass(A_MINUTE);
  await place.drain();
  expect(place.followed.slice(2)).toEqual([elsewhere, first, second, third]);
});

test('after ten tries an event is parked and lets the others pass; replayed, it has ten more', async () => {
  const place = await outboxUnderTest();
  await place.drain();
  const [first, second] = [await write(place), await write(place)];
  place.broken.add(first);
  for (let attempt = 1; attempt <= 10; attempt += 1) {
    await place.drain();
    place.pass(60 * A_MINUTE);
  }
  await place.drain();
  expect(place.followed.slice(1)).toEqual([second]);
  expect(await place.rows()).toMatchObject([{ attempts: 10, lastError: 'AppError unavailable' }]);
  expect((await place.rows())[0]?.parkedAt).toBeInstanceOf(Date);

  place.broken.clear();
  const { ctx: owner } = await newAgent(place.workspace, 'owner');
  expect(await replayParked(owner)).toBe(1);
  expect(await replayParked(owner)).toBe(0);
  await place.drain();
  expect(place.followed.slice(1)).toEqual([second, first]);
  expect(await place.rows()).toEqual([]);
});

test('one poisonous event does not keep back those that were claimed with it', async () => {
  const place = await outboxUnderTest();
  await place.drain();
  const others = await Promise.all([1, 2, 3].map(() => place.anotherThread()));
  await place.drain();
  const poison = await write(place);
  place.broken.add(poison);
  const ids = [];
  for (const other of others) ids.push(await write(other));
  await place.drain();
  expect(place.followed.slice(-3)).toEqual(ids);
  expect(await place.rows()).toHaveLength(1);
});

test('a handler that never ends counts as failed', async () => {
  const place = await outboxUnderTest();
  const handlers: HandlerTable = { ...place.manner.handlers, 'message.sent': [() => new Promise(() => {})] };
  await drainDueEvents(place.ctx, { ...place.manner, handlers, handlerLimitMs: 10 });
  expect(await place.rows()).toMatchObject([{ attempts: 1, lastError: 'TookTooLong' }]);
});

test('an event that this version does not know is kept for the one that does', async () => {
  const place = await outboxUnderTest();
  const { 'message.sent': _, ...older } = place.manner.handlers;
  await drainDueEvents(place.ctx, { ...place.manner, handlers: older as HandlerTable });
  expect(await place.rows()).toMatchObject([{ attempts: 1, lastError: 'Error' }]);
});

test('what died after the claim is taken over when the claim ends', async () => {
  const place = await outboxUnderTest();
  await place.drain();
  const [first, second] = [await write(place), await write(place)];
  expect((await claimEvents(place.ctx, [])).events).toHaveLength(2); // and then the isolate dies
  const third = await write(place);
  await place.drain();
  expect(place.followed.slice(1)).toEqual([]);
  place.pass(31_000);
  await place.drain();
  expect(place.followed.slice(1)).toEqual([first, second, third]);
});

test('an event that kills its Worker every time is parked in the end, and the ones beside it are not', async () => {
  const place = await outboxUnderTest();
  const other = await place.anotherThread();
  await place.drain();
  const [killer, beside] = [await write(place), await write(other)];
  for (let round = 0; round < 40; round += 1) {
    const { events: claimed } = await claimEvents(place.ctx, []);
    place.pass(31_000);
    const kills = claimed.some(({ event }) => event.type === 'message.sent' && event.messageId === killer);
    if (kills || claimed.length === 0) continue;
    await claimEvents(
      place.ctx,
      claimed.map(({ id }) => ({ name: 'done', id })),
    );
    place.followed.push(beside);
  }
  expect(place.followed.slice(2)).toEqual([beside]);
  expect(await place.rows()).toMatchObject([{ attempts: 10, lastError: 'died' }]);
  expect((await place.rows())[0]?.parkedAt).toBeInstanceOf(Date);
});

test('a late word about a claim that somebody took over changes nothing', async () => {
  const place = await outboxUnderTest();
  const [claimed] = (await claimEvents(place.ctx, [])).events;
  if (!claimed) throw new Error('The greeting is due');
  place.pass(31_000);
  const [again] = (await claimEvents(place.ctx, [])).events;
  expect(again).toMatchObject({ id: claimed.id, attempts: 2 });
  await claimEvents(place.ctx, [{ name: 'failed', ...claimed, reason: 'Late', dueAt: place.ctx.now() }]);
  expect((await place.rows())[0]).toMatchObject({ attempts: 2, lastError: null });
});

test('a crash between telling and noting it tells again, with the same revision', async () => {
  const place = await outboxUnderTest();
  const { workspaceId } = place.ctx.actor;
  await drainOutbox(place.surroundings, place.env, workspaceId);
  await write(place);
  place.told.length = 0;
  const real = place.ctx.db.batch.bind(place.ctx.db);
  let batches = 0;
  const dying = Object.assign(Object.create(place.ctx.db), {
    batch: (...args: Parameters<typeof real>) => {
      batches += 1;
      if (batches === 2) throw new Error('Killed'); // claimed and read, told; not noted
      return real(...args);
    },
  });
  const doomed = { ...place.surroundings, db: dying };
  await expect(drainOutbox(doomed, place.env, workspaceId)).rejects.toThrow('Killed');
  place.pass(31_000);
  await drainOutbox(place.surroundings, place.env, workspaceId);
  const [first, , again] = place.told;
  expect(place.told).toHaveLength(4); // team and visitor, twice
  expect(again).toEqual(first);
  expect(await place.rows()).toEqual([]);
});

test('what is due later is left until then, and holds up nothing', async () => {
  const place = await outboxUnderTest();
  await place.drain();
  const later = await write(place);
  await inWorkspace(place.ctx, [
    place.ctx.db
      .update(outbox)
      .set({ dueAt: new Date(place.ctx.now().getTime() + A_MINUTE) })
      .where(eq(outbox.workspaceId, place.ctx.actor.workspaceId)),
  ]);
  const now = await write(place);
  await place.drain();
  expect(place.followed.slice(1)).toEqual([now]);
  place.pass(A_MINUTE);
  await place.drain();
  expect(place.followed.slice(1)).toEqual([now, later]);
});

test('who drains while another does leaves the rest to him', async () => {
  const place = await outboxUnderTest();
  const { workspaceId } = place.ctx.actor;
  await Promise.all([
    drainOutbox(place.surroundings, place.env, workspaceId),
    write(place).then(() => drainOutbox(place.surroundings, place.env, workspaceId)),
  ]);
  await expect.poll(place.rows).toEqual([]);
  const toTeam = place.told.filter(({ room }) => room.startsWith('team:'));
  expect(toTeam.filter(({ frame }) => frame.type === 'message.sent')).toHaveLength(2);
});
