import { TargetId } from '@everthread/shared/models/ids';
import { afterAll, expect, test } from 'vitest';
import { newAgent } from '../../test/factories.ts';
import { kindsOf, workspaceWithPushes } from '../../test/notices.ts';
import { openPushService } from '../../test/push-service.ts';
import { DEFAULT_SETTINGS } from '../notifications/default-settings.ts';
import { saveTarget } from './save-target.ts';

const MINUTE = 60_000;
const OFF = { push: false, mail: false, sound: false, badge: false };
const service = await openPushService();
afterAll(() => service.stop());

test('whom a topic concerns is told once before its target comes due and once when it is missed, unless he wants not', async () => {
  const place = await workspaceWithPushes(service);
  const { ctx: owner } = await newAgent(place.workspace, 'owner');
  const id = TargetId.parse(place.surroundings.newId());
  const minutes = { first: 60, next: null, done: null };
  await saveTarget(owner, id, { name: 'Quick', viewId: null, filters: {}, minutes, inOfficeHours: false });
  const quiet = { ...DEFAULT_SETTINGS, kinds: { ...DEFAULT_SETTINGS.kinds, unassigned: OFF } };
  const ada = await place.newReachable('Ada', quiet);
  const ben = await place.newReachable('Ben', { ...quiet, kinds: { ...quiet.kinds, target: OFF } });
  const conversation = await place.newThread();
  await place.settle();
  expect(place.shown(ada)).toEqual([]);

  await place.settle(45 * MINUTE);
  await place.settle();
  expect(kindsOf(place.shown(ada))).toEqual([['target']]);
  await place.settle(15 * MINUTE);
  await place.settle();
  expect(kindsOf(place.shown(ada))).toEqual([['target'], ['target']]);
  expect(place.shown(ben)).toEqual([]);

  const { ctx, ...cara } = await newAgent(place.workspace, 'agent', 'Cara');
  await place.reply({ ctx, ...cara }, conversation);
  await place.settle();
  expect(await place.notices(ada)).toEqual([]);
  expect(kindsOf(place.shown(ada)).at(-1)).toBe('close');
});
