import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { MessageId } from '@everthread/shared/models/ids';
import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { promiseNothing } from '../../test/factories.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { outbox } from '../db/schema/outbox.ts';
import { surroundingsOf } from '../http/surroundings.ts';
import { sendMessage } from '../messages/send-message.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { sweep } from '../outbox/sweep.ts';

const AN_HOUR = 60 * 60 * 1000;

/** A workspace in whose outbox one event is due at some other time. */
async function placeWithEventDueIn(ms: number) {
  const surroundings = surroundingsOf(env);
  const place = await workspaceWithThread(surroundings);
  const { workspaceId } = place.workspace.actor;
  const { db } = place.workspace;
  await promiseNothing(place.workspace);
  await drainOutbox(surroundings, env, workspaceId);
  await sendMessage(place.visitor, place.threadId, { id: MessageId.parse(crypto.randomUUID()), text: 'Later' });
  const setDue = (inMs: number) =>
    inWorkspace(place.workspace, [
      db
        .update(outbox)
        .set({ dueAt: new Date(Date.now() + inMs) })
        .where(eq(outbox.workspaceId, workspaceId)),
    ]);
  await setDue(ms);
  const clock = env.CLOCK.getByName(workspaceId);
  return {
    ...place,
    workspaceId,
    clock,
    setDue,
    drain: () => drainOutbox(surroundings, env, workspaceId),
    sweep: () => sweep(surroundings, env),
    alarm: () => runInDurableObject(clock, (_, { storage }) => storage.getAlarm()),
  };
}

test('a drain that leaves something for later sets the alarm, and the alarm does it', async () => {
  const place = await placeWithEventDueIn(AN_HOUR);
  await place.drain();
  expect(await place.alarm()).toBeGreaterThan(Date.now() + AN_HOUR - 60_000);
  await place.setDue(-1);
  expect(await runDurableObjectAlarm(place.clock)).toBe(true);
  expect(await place.countEvents()).toBe(0);
  expect(await place.alarm()).toBeNull();
});

test('an alarm that rings early, or twice, does nothing early and nothing twice, and is set again', async () => {
  const place = await placeWithEventDueIn(AN_HOUR);
  await place.clock.wakeAt(place.workspaceId, Date.now() + 1_000_000);
  expect(await runDurableObjectAlarm(place.clock)).toBe(true);
  expect(await place.countEvents()).toBe(1);
  expect(await place.alarm()).toBeGreaterThan(Date.now() + AN_HOUR - 60_000);
  expect(await runDurableObjectAlarm(place.clock)).toBe(true);
  expect(await place.countEvents()).toBe(1);
});

test('the alarm keeps the earliest of the times that were asked for, also when the object is evicted between', async () => {
  const place = await placeWithEventDueIn(AN_HOUR);
  const soon = Date.now() + 500_000;
  await place.clock.wakeAt(place.workspaceId, soon + 100_000);
  await evictDurableObject(place.clock);
  await place.clock.wakeAt(place.workspaceId, soon);
  await place.clock.wakeAt(place.workspaceId, soon + 200_000);
  expect(await place.alarm()).toBe(soon);
});

test('a Clock whose storage is lost is covered by the sweep', async () => {
  const place = await placeWithEventDueIn(AN_HOUR);
  await place.drain();
  await runInDurableObject(place.clock, (_, { storage }) => storage.deleteAll());
  await place.setDue(-1);
  expect(await runDurableObjectAlarm(place.clock)).toBe(false);
  // A sweep takes so many workspaces at a time, and those of other tests wait as well.
  const swept = async () => {
    await place.sweep();
    return place.countEvents();
  };
  await expect.poll(swept, { timeout: 25_000 }).toBe(0);
});

test('a call that was meant for another Clock is refused', async () => {
  const [one, other] = [await placeWithEventDueIn(AN_HOUR), await placeWithEventDueIn(AN_HOUR)];
  await runInDurableObject(one.clock, async (clock) => {
    await expect(clock.wakeAt(other.workspaceId, Date.now())).rejects.toThrow('another Clock');
  });
  expect(await one.alarm()).toBeNull();
});
