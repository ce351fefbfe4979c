import type { NotificationSettings } from '@everthread/shared/models/notification';
import type { TopicRow } from '@everthread/shared/models/topic';
import type { TeamFrame } from '@everthread/shared/protocol/down';
import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { id, sampleMessage, sampleRow, sampleTopic, topicId } from '../../test/sample.ts';
import { NotificationsModel, spansOf } from './notifications-model.ts';

const NOW = Date.parse('2026-11-18T10:00:00Z');
const ON = { push: true, mail: false, sound: true, badge: true };
const SETTINGS: NotificationSettings = {
  kinds: {
    mine: ON,
    followed: ON,
    team: ON,
    unassigned: ON,
    mention: ON,
    assignment: ON,
    returned: ON,
    target: ON,
    promise: ON,
  },
  quiet: null,
  isQuietOffShift: false,
  showsWords: true,
};
const ME = { id: id(7), role: 'agent', isAway: false, hours: null };
const written = (n: number, change = {}): TeamFrame =>
  ({ type: 'message.sent', message: sampleMessage(n), topic: sampleTopic(n, { rev: 2, ...change }) }) as TeamFrame;

async function start({ settings = SETTINGS, unread = [] as TopicRow[], me = ME as object } = {}) {
  const roster = { me: signal(me), teams: signal(new Map([[id(3), { id: id(3), name: 'T', memberIds: [id(7)] }]])) };
  const mentions = { unread: signal(new Map()) };
  const writing = { returned: signal(new Map()) };
  const changes: object[] = [];
  const refused = new Set<string>();
  let stored = settings;
  const api = {
    notifications: async () => ({ settings: stored, unread }),
    changeNotifications: async (change: object) => {
      if (Object.keys(change).some((name) => refused.has(name))) throw new Error('Refused');
      changes.push(change);
      stored = { ...stored, ...change };
      return stored;
    },
  };
  const model = new NotificationsModel(api, { roster, mentions, writing } as never);
  await model.load();
  return { model, mentions, writing, changes, refused };
}

test('what visitors write is counted until it is read, answered or no concern any more', async () => {
  const { model, mentions } = await start({ unread: [sampleRow(1)] });
  expect(model.count.value).toBe(1);
  model.receive(written(2), NOW);
  model.receive(written(3, { assigneeId: id(8) }), NOW);
  expect(model.count.value).toBe(2);
  model.receive({ type: 'topic.read', topicId: topicId(1), seq: 1 }, NOW);
  expect(model.count.value).toBe(1);
  model.receive({ type: 'topic.changed', topic: sampleTopic(2, { rev: 3, status: 'done' }) }, NOW);
  expect(model.count.value).toBe(0);
  mentions.unread.value = new Map([['note', {}]]);
  expect(model.count.value).toBe(1);
});

test('that a promise will hardly be kept is heard once, by whom the topic concerns', async () => {
  const { model } = await start();
  const atRisk = (n: number, promise: string, change = {}) =>
    ({
      type: 'topic.changed',
      topic: sampleTopic(n, { rev: 3, promise: { id: promise, state: 'at-risk' } as never, ...change }),
    }) as TeamFrame;
  expect(model.receive(atRisk(1, 'one'), NOW)).toBe('promise');
  expect(model.receive(atRisk(1, 'one'), NOW)).toBeUndefined();
  expect(model.receive(atRisk(1, 'another'), NOW)).toBe('promise');
  expect(model.receive(atRisk(2, 'third', { assigneeId: id(8) }), NOW)).toBeUndefined();
});

test('what is not wanted is neither counted nor heard', async () => {
  const off = { push: true, mail: false, sound: false, badge: false };
  const { model } = await start({ settings: { ...SETTINGS, kinds: { ...SETTINGS.kinds, unassigned: off } } });
  expect(model.receive(written(1), NOW)).toBeUndefined();
  expect(model.count.value).toBe(0);
  expect(model.receive(written(2, { assigneeId: id(7) }), NOW)).toBe('mine');
});

test('a tone for the first of a batch, and none for what follows in it', async () => {
  const { model } = await start();
  expect(model.receive(written(1), NOW)).toBe('unassigned');
  expect(model.receive(written(1, { rev: 3 }), NOW)).toBeUndefined();
});

test.each([
  [{ teamId: id(3) }, 'team'],
  [{ teamId: id(4) }, undefined],
  [{ assigneeId: id(8), followerIds: [id(7)] }, 'followed'],
  [{ assigneeId: id(8) }, undefined],
])('a topic with %j is %s', async (change, kind) => {
  expect((await start()).model.receive(written(1, change), NOW)).toBe(kind);
});

test('nothing sounds while he is away, nor in quiet hours, nor off shift for who wants it so', async () => {
  const heard = async (of: Parameters<typeof start>[0]) => (await start(of)).model.receive(written(1), NOW);
  const quiet = (from: string, to: string) => ({ settings: { ...SETTINGS, quiet: { timeZone: 'UTC', from, to } } });
  const hours = { timeZone: 'UTC', spans: [{ day: 3, from: '12:00', to: '16:00' }] };
  expect(await heard({ me: { ...ME, isAway: true } })).toBeUndefined();
  expect(await heard(quiet('22:00', '11:00'))).toBeUndefined();
  expect(await heard(quiet('22:00', '10:00'))).toBe('unassigned');
  expect(await heard({ me: { ...ME, hours } })).toBe('unassigned');
  expect(await heard({ me: { ...ME, hours }, settings: { ...SETTINGS, isQuietOffShift: true } })).toBeUndefined();
  expect(await heard({ me: { ...ME, role: 'viewer' } })).toBeUndefined();
});

test('a change shows at once, and its answer stands', async () => {
  const { model, changes } = await start();
  const change = model.change({ showsWords: false });
  expect(model.settings.value?.showsWords).toBe(false);
  await change;
  expect([changes, model.settings.value?.showsWords]).toEqual([[{ showsWords: false }], false]);
});

test('quiet hours past midnight are two stretches of each day', () => {
  expect(spansOf({ timeZone: 'UTC', from: '22:00', to: '07:00' }).spans.slice(0, 2)).toEqual([
    { day: 1, from: '00:00', to: '07:00' },
    { day: 1, from: '22:00', to: '24:00' },
  ]);
  expect(spansOf({ timeZone: 'UTC', from: '12:00', to: '13:00' }).spans).toHaveLength(7);
});

test('what is heard while the count is on its way stays counted', async () => {
  const { model } = await start();
  const loaded = model.load();
  model.receive(written(2), NOW);
  await loaded;
  expect(model.count.value).toBe(1);
});

test('of two changes made quickly neither hides the other, and what is refused is as it was', async () => {
  const { model, refused } = await start();
  const one = model.change({ showsWords: false });
  const two = model.change({ isQuietOffShift: true });
  await one;
  expect(model.settings.value).toMatchObject({ showsWords: false, isQuietOffShift: true });
  await two;
  expect(model.settings.value).toMatchObject({ showsWords: false, isQuietOffShift: true });
  refused.add('showsWords');
  await expect(model.change({ showsWords: true })).rejects.toThrow('Refused');
  await expect.poll(() => model.settings.value).toMatchObject({ showsWords: false, isQuietOffShift: true });
});
