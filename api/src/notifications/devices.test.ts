import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newAgent } from '../../test/factories.ts';
import { workspaceWithPushes } from '../../test/notices.ts';
import { openPushService, type PushService } from '../../test/push-service.ts';
import { endOwnSession } from '../accounts/own-sessions.ts';
import { pushDevices } from '../db/schema/push.ts';
import { forgetDevice, keepDevice, listDevices, testDevice } from './devices.ts';

let service: PushService;
beforeAll(async () => {
  service = await openPushService();
});
afterAll(() => service.stop());

async function start() {
  const place = await workspaceWithPushes(service);
  const ada = await newAgent(place.workspace, 'agent', 'Ada');
  const { surroundings } = place;
  const newBrowser = () => service.subscribe(surroundings.config.push.agentKeys.publicKey);
  const devicesOf = async ({ sessionToken }: { sessionToken: string }) =>
    (await listDevices(surroundings, sessionToken)).devices;
  return { ...place, ada, newBrowser, devicesOf };
}

test('a browser that asks for it is kept, once however often it says so, and shown to its owner alone', async () => {
  const { ada, newBrowser, devicesOf, surroundings, newReachable, pass } = await start();
  const browser = newBrowser();
  const first = await keepDevice(surroundings, ada.sessionToken, browser);
  pass(60_000);
  const again = await keepDevice(surroundings, ada.sessionToken, { ...browser, name: 'Edge on Windows' });
  expect(again).toEqual({ ...first, name: 'Edge on Windows' });
  expect(await devicesOf(ada)).toEqual([again]);
  expect(first).toMatchObject({ isCurrent: true, lastReachedAt: null });
  expect((await devicesOf(await newReachable('Ben'))).map(({ id }) => id)).not.toContain(first.id);
});

test('Q5 who signs in after another on the same browser takes the device over; nothing of it stays the other’s', async () => {
  const { ada, newBrowser, devicesOf, surroundings, workspace } = await start();
  const ben = await newAgent(workspace, 'agent', 'Ben');
  const browser = newBrowser();
  const { id } = await keepDevice(surroundings, ada.sessionToken, browser);
  await testDevice(surroundings, ada.sessionToken, id);
  await keepDevice(surroundings, ben.sessionToken, browser);
  expect(await devicesOf(ada)).toEqual([]);
  expect(await devicesOf(ben)).toMatchObject([{ isCurrent: true, lastReachedAt: null }]);
});

test('G4 it goes with the sign-in', async () => {
  const { ada, newBrowser, surroundings } = await start();
  const { id } = await keepDevice(surroundings, ada.sessionToken, newBrowser());
  await endOwnSession(surroundings, ada.sessionToken, 'current');
  expect(await surroundings.db.select().from(pushDevices).where(eq(pushDevices.id, id))).toEqual([]);
  await expect(keepDevice(surroundings, ada.sessionToken, newBrowser())).rejects.toMatchObject({ code: 'signed_out' });
});

test('a subscription that was made anew stands in place of the old one', async () => {
  const { ada, newBrowser, devicesOf, surroundings } = await start();
  const [before, after] = [newBrowser(), newBrowser()];
  await keepDevice(surroundings, ada.sessionToken, before);
  const { id } = await keepDevice(surroundings, ada.sessionToken, { ...after, replaces: before.endpoint });
  expect((await devicesOf(ada)).map((device) => device.id)).toEqual([id]);
});

test('what was taken off the list is told to its browser, and comes back when its owner presses, not by itself', async () => {
  const { ada, newBrowser, devicesOf, surroundings } = await start();
  const browser = newBrowser();
  const { id } = await keepDevice(surroundings, ada.sessionToken, browser);
  await forgetDevice(surroundings, ada.sessionToken, id);
  expect(await listDevices(surroundings, ada.sessionToken)).toMatchObject({ devices: [], forgotten: [id] });
  const [kept] = await surroundings.db.select().from(pushDevices).where(eq(pushDevices.id, id));
  expect(kept).toMatchObject({ p256dh: '', auth: '' });
  await expect(testDevice(surroundings, ada.sessionToken, id)).rejects.toMatchObject({ code: 'not_found' });

  const renewed = keepDevice(surroundings, ada.sessionToken, { ...newBrowser(), replaces: browser.endpoint });
  await expect(renewed).rejects.toMatchObject({ code: 'not_found' });
  expect(await devicesOf(ada)).toEqual([]);
  await keepDevice(surroundings, ada.sessionToken, browser);
  expect(await listDevices(surroundings, ada.sessionToken)).toMatchObject({ devices: [{ id }], forgotten: [] });
});

test('nobody forgets, replaces or tries another’s', async () => {
  const { ada, newBrowser, devicesOf, surroundings, newReachable } = await start();
  const ben = await newReachable('Ben');
  await expect(forgetDevice(surroundings, ada.sessionToken, ben.deviceId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(testDevice(surroundings, ada.sessionToken, ben.deviceId)).rejects.toMatchObject({ code: 'not_found' });
  await keepDevice(surroundings, ada.sessionToken, { ...newBrowser(), replaces: ben.endpoint });
  expect(await devicesOf(ben)).toHaveLength(1);
});

test.each([
  'http://127.0.0.1:1/push/x',
  'https://169.254.169.254/latest/meta-data',
  'https://fcm.googleapis.com.evil.test/x',
  'https://localhost/x',
])('E8 nothing is ever sent to %s', async (endpoint) => {
  const { ada, newBrowser, surroundings } = await start();
  await expect(keepDevice(surroundings, ada.sessionToken, { ...newBrowser(), endpoint })).rejects.toMatchObject({
    code: 'invalid',
    message: '`endpoint` must be of a push service that is known here',
  });
});

test('a key that is no point of the curve is refused', async () => {
  const { ada, newBrowser, surroundings } = await start();
  const { keys, ...browser } = newBrowser();
  const p256dh = Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 7)]).toString('base64url');
  await expect(
    keepDevice(surroundings, ada.sessionToken, { ...browser, keys: { ...keys, p256dh } }),
  ).rejects.toMatchObject({ code: 'invalid' });
});

test('of more than twenty those go that were not heard of for longest', async () => {
  const { ada, newBrowser, devicesOf, surroundings, pass } = await start();
  const kept: string[] = [];
  for (let n = 0; n < 22; n++) {
    kept.push((await keepDevice(surroundings, ada.sessionToken, newBrowser())).id);
    pass(1_000);
  }
  expect((await devicesOf(ada)).map(({ id }) => id).toSorted()).toEqual(kept.slice(2).toSorted());
});

test('a test arrives, and says so; one to a browser that is gone forgets it', async () => {
  const { ada, newBrowser, devicesOf, surroundings, shown } = await start();
  const browser = newBrowser();
  const { id } = await keepDevice(surroundings, ada.sessionToken, browser);
  expect(await testDevice(surroundings, ada.sessionToken, id)).toBe('sent');
  expect(shown(browser)).toEqual([{ type: 'test' }]);
  expect(await devicesOf(ada)).toMatchObject([{ lastReachedAt: surroundings.now().toISOString() }]);

  service.script({ status: 503 });
  expect(await testDevice(surroundings, ada.sessionToken, id)).toBe('later');
  service.script({ status: 410 });
  expect(await testDevice(surroundings, ada.sessionToken, id)).toBe('gone');
  expect(await devicesOf(ada)).toEqual([]);
});
