import { NeonDbError } from '@neondatabase/serverless';
import { and, eq } from 'drizzle-orm';
import { expect, test, vi } from 'vitest';
import { outboxUnderTest, write } from '../../test/outbox-under-test.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { outbox } from '../db/schema/outbox.ts';
import { claimEvents } from './claim-events.ts';
import { drainDueEvents } from './drain-outbox.ts';

type Place = Awaited<ReturnType<typeof outboxUnderTest>>;
const A_MINUTE = 60_000;

const inMs = (place: Place, ms: number) => new Date(place.ctx.now().getTime() + ms);
const whole = (place: Place) => place.ctx.actor.workspaceId;

/** Writes one more message whose event has these times. */
async function writeFor(place: Place, times: { dueAt?: Date; expiresAt?: Date }) {
  const id = await write(place);
  const newest = (await place.rows()).at(-1)?.id ?? 0;
  const thatEvent = and(eq(outbox.workspaceId, whole(place)), eq(outbox.id, newest));
  await inWorkspace(place.ctx, [place.ctx.db.update(outbox).set(times).where(thatEvent)]);
  return id;
}

async function quietPlace() {
  const place = await outboxUnderTest();
  await place.drain();
  return place;
}

test('the Clock is asked to wake at the earliest time at which something comes due', async () => {
  const place = await quietPlace();
  await writeFor(place, { dueAt: inMs(place, 5 * A_MINUTE) });
  const soonest = inMs(place, A_MINUTE);
  await writeFor(place, { dueAt: soonest });
  await place.drain();
  expect(place.woken).toEqual([{ workspaceId: whole(place), at: soonest.getTime() }]);
});

test('the Clock is asked once for one time, again for an earlier one, and not at all when nothing waits', async () => {
  const place = await quietPlace();
  await place.drain();
  expect(place.woken).toEqual([]);
  await writeFor(place, { dueAt: inMs(place, 5 * A_MINUTE) });
  await place.drain();
  await place.drain();
  expect(place.woken).toHaveLength(1);
  await writeFor(place, { dueAt: inMs(place, A_MINUTE) });
  await place.drain();
  expect(place.woken).toHaveLength(2);
});

test('the Clock is asked to wake for a failed event’s next try, not for those that wait behind it', async () => {
  const place = await quietPlace();
  const id = await write(place);
  await write(place);
  place.broken.add(id);
  await place.drain();
  const [row] = await place.rows();
  expect(place.woken).toEqual([{ workspaceId: whole(place), at: row?.dueAt.getTime() }]);
});

test('the Clock is asked to wake for what somebody claimed, in case he dies', async () => {
  const place = await quietPlace();
  await write(place);
  await claimEvents(place.ctx, []);
  await place.drain();
  expect(place.woken).toEqual([{ workspaceId: whole(place), at: inMs(place, 15_000).getTime() }]);
});

test('a Clock that cannot be asked harms nothing', async () => {
  const place = await quietPlace();
  await writeFor(place, { dueAt: inMs(place, A_MINUTE) });
  const CLOCK = { getByName: () => ({ wakeAt: () => Promise.reject(new Error('Network connection lost')) }) };
  const env = { ...place.env, CLOCK: CLOCK as never };
  await drainDueEvents({ ...place.ctx, env }, place.manner);
  place.pass(A_MINUTE);
  await place.drain();
  expect(await place.rows()).toEqual([]);
});

test('what is stale is dropped, and said to be, and lets the others pass', async () => {
  const said = vi.spyOn(console, 'log').mockImplementation(() => {});
  const place = await quietPlace();
  const stale = await writeFor(place, { expiresAt: inMs(place, A_MINUTE) });
  place.broken.add(stale);
  await place.drain();
  const behind = await write(place);
  place.pass(A_MINUTE);
  await place.drain();
  expect(place.followed.slice(1)).toEqual([behind]);
  expect(await place.rows()).toEqual([]);
  expect(said.mock.calls.flat().filter((line) => line.includes('events_stale'))).toEqual([
    JSON.stringify({ event: 'outbox.events_stale', workspaceId: whole(place), type: 'message.sent', count: 1 }),
  ]);
});

test('what is being followed up is not stale, and what is not stale yet is followed up', async () => {
  const place = await quietPlace();
  await writeFor(place, { expiresAt: inMs(place, 10_000) });
  const { events } = await claimEvents(place.ctx, []);
  place.pass(12_000);
  await place.drain();
  expect(await place.rows()).toHaveLength(1);
  await claimEvents(
    place.ctx,
    events.map(({ id }) => ({ name: 'done', id })),
  );
  const fresh = await writeFor(place, { expiresAt: inMs(place, 10_000) });
  await place.drain();
  expect(place.followed).toContain(fresh);
});

test('a database that stumbles after the telling does not hold the thread up', async () => {
  const place = await quietPlace();
  await write(place);
  const real = place.ctx.db.batch.bind(place.ctx.db);
  let batches = 0;
  const stumbling = Object.assign(Object.create(place.ctx.db), {
    batch: (...args: Parameters<typeof real>) => {
      batches += 1;
      if (batches === 2 || batches === 3) throw new NeonDbError('Error connecting to database');
      return real(...args);
    },
  });
  await drainDueEvents({ ...place.ctx, db: stumbling }, place.manner);
  expect(place.followed).toHaveLength(2);
  expect(await place.rows()).toEqual([]);
});
