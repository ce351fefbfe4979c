import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setAgent, workspaceWithPushes } from '../../test/notices.ts';
import { openPushService, type PushService } from '../../test/push-service.ts';
import { pushDevices } from '../db/schema/push.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import { forgetDevice } from './devices.ts';

let service: PushService;
beforeAll(async () => {
  service = await openPushService();
});
afterAll(() => service.stop());

async function start() {
  const place = await workspaceWithPushes(service);
  const ada = await place.newReachable('Ada');
  await place.newThread();
  const triesOf = () => service.tried.filter((endpoint) => endpoint === ada.endpoint).length;
  const device = async () =>
    (await place.surroundings.db.select().from(pushDevices).where(eq(pushDevices.id, ada.deviceId)))[0];
  return { ...place, ada, triesOf, device };
}

test('what was taken is noted, for its owner to see', async () => {
  const { settle, device, surroundings } = await start();
  expect((await device())?.lastReachedAt).toBeNull();
  await settle();
  expect((await device())?.lastReachedAt).toEqual(surroundings.now());
});

test.each([404, 410, 403])('Q4 a device whose service answers %i is forgotten, and not tried again', async (status) => {
  const { settle, triesOf, device } = await start();
  service.script({ status });
  await settle();
  expect(await device()).toBeUndefined();
  await settle(60_000);
  expect(triesOf()).toBe(1);
});

test.each([500, 503, 429])(
  'Q4 after %i it is tried again, at ever longer intervals, until it is taken',
  async (status) => {
    const { settle, followUp, pass, triesOf, shown, ada } = await start();
    service.script(...Array.from({ length: 4 }, () => ({ status })));
    await settle();
    expect([triesOf(), shown(ada).length]).toEqual([1, 0]);
    await followUp();
    expect(triesOf()).toBe(1);
    for (const seconds of [2, 4, 8, 16]) {
      pass(seconds * 1_000);
      await followUp();
    }
    expect([triesOf(), shown(ada).length]).toEqual([5, 1]);
    pass(3_600_000);
    await followUp();
    expect(triesOf()).toBe(5);
  },
);

test('Q4 it is not tried sooner than its service asks', async () => {
  const { settle, followUp, pass, triesOf } = await start();
  service.script({ status: 429, headers: { 'Retry-After': '600' } });
  await settle();
  pass(599_000);
  await followUp();
  expect(triesOf()).toBe(1);
  pass(1_000);
  await followUp();
  expect(triesOf()).toBe(2);
});

test('T5 what could not be sent for a day is not sent at all', async () => {
  const { settle, followUp, pass, shown, ada } = await start();
  service.script({ status: 503, headers: { 'Retry-After': String(23 * 3_600) } });
  await settle();
  service.script({ status: 503, headers: { 'Retry-After': String(23 * 3_600) } });
  pass(23 * 3_600_000);
  await followUp();
  pass(24 * 3_600_000);
  await followUp();
  expect(shown(ada)).toEqual([]);
});

test('where one service is in trouble the others are told all the same', async () => {
  const { settle, newReachable, shown, ada } = await start();
  const ben = await newReachable('Ben');
  service.script({ status: 503 });
  await settle();
  expect(shown(ada).length + shown(ben).length).toBe(1);
  await settle();
  expect([shown(ada).length, shown(ben).length]).toEqual([1, 1]);
});

test('a device that its owner has turned off is not pushed to', async () => {
  const { settle, surroundings, ada, triesOf } = await start();
  await forgetDevice(surroundings, ada.sessionToken, ada.deviceId);
  await settle();
  expect(triesOf()).toBe(0);
});

test('what the browser has not confirmed for two months is dead, whatever its service says', async () => {
  const { settle, surroundings, ada, triesOf } = await start();
  const longAgo = new Date(surroundings.now().getTime() - 61 * 24 * 3_600_000);
  await surroundings.db.update(pushDevices).set({ confirmedAt: longAgo }).where(eq(pushDevices.id, ada.deviceId));
  await settle();
  expect(triesOf()).toBe(0);
});

test('another try asks again what he wants, and when: nothing in quiet hours, nor of what he has turned off', async () => {
  const { settle, followUp, pass, ada, workspace, triesOf, shown } = await start();
  service.script({ status: 503, headers: { 'Retry-After': '3600' } });
  await settle();
  const quiet = { timeZone: 'UTC', from: '11:00', to: '12:00' };
  await setAgent(workspace, ada, { notifications: { ...DEFAULT_SETTINGS, quiet } });
  pass(3_600_000);
  await followUp();
  expect(triesOf()).toBe(1);

  service.script({ status: 503 });
  pass(3_600_000); // they are over
  await followUp();
  expect(triesOf()).toBe(2);
  const unassigned = { ...DEFAULT_SETTINGS.kinds.unassigned, push: false };
  const kinds = { ...DEFAULT_SETTINGS.kinds, unassigned };
  await setAgent(workspace, ada, { notifications: { ...DEFAULT_SETTINGS, kinds } });
  pass(60_000);
  await followUp();
  expect([triesOf(), shown(ada).length]).toEqual([2, 0]);
});
