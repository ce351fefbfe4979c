import { MessageId } from '@everthread/shared/models/ids';
import type { NotificationSettings } from '@everthread/shared/models/notification';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { kindsOf, setAgent, workspaceWithPushes } from '../../test/notices.ts';
import { openPushService, type PushService } from '../../test/push-service.ts';
import { endOwnSession } from '../accounts/own-sessions.ts';
import { leaveWorkspace } from '../agents/end-membership.ts';
import { writeNote } from '../messages/send-message.ts';
import { scheduleReply } from '../scheduled/schedule-reply.ts';
import { markTopicRead } from '../topics/mark-topic-read.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';

const HOUR_MS = 3_600_000;
const quietFrom = (from: string, to: string): NotificationSettings => ({
  ...DEFAULT_SETTINGS,
  quiet: { timeZone: 'UTC', from, to },
});

let service: PushService;
beforeAll(async () => {
  service = await openPushService();
});
afterAll(() => service.stop());

/** Ada can be reached; Ben has answered what there was. */
async function start(settings?: NotificationSettings) {
  const place = await workspaceWithPushes(service);
  const ada = await place.newReachable('Ada', settings);
  const ben = await place.newReachable('Ben');
  const thread = await place.newThread();
  await place.reply(ben, thread);
  await place.settle();
  const note = (text: string) =>
    writeNote(ben.ctx, thread.threadId, {
      id: MessageId.parse(place.surroundings.newId()),
      text,
      mentions: [{ kind: 'agent', id: ada.agentId }],
    });
  return { ...place, ada, ben, thread, note };
}

test('an agent who is named in a note is told by whom and in which words, at once', async () => {
  const { ada, note, settle, shown, thread } = await start();
  const { message } = await note('@Ada, have a look');
  await note('@Ada, and at this');
  await settle();
  expect(shown(ada)).toMatchObject([
    { notices: [{ kind: 'mention', name: 'Ben', text: '@Ada, and at this', threadId: thread.threadId }] },
  ]);
  expect(message.seq).toBe(3);
  const last = service.received.findLast(({ endpoint }) => endpoint === ada.endpoint);
  expect(last?.urgency).toBe('high');
});

test('who has looked meanwhile is not', async () => {
  const { ada, note, followUp, settle, shown, thread } = await start();
  const { message } = await note('@Ada, have a look');
  await followUp();
  await markTopicRead(ada.ctx, thread.topicId, { seq: message.seq });
  await settle();
  expect(kindsOf(shown(ada)).filter((kind) => kind !== 'close')).toEqual([]);
});

test('to whom a topic is given, by another, is told; who takes one himself is not', async () => {
  const { ada, ben, change, settle, shown, thread } = await start();
  await change(ben, thread, { assigneeId: ada.agentId });
  await settle();
  expect(kindsOf(shown(ada))).toEqual([['assignment']]);
  await change(ben, thread, { assigneeId: ben.agentId });
  await settle();
  expect(kindsOf(shown(ada))).toEqual([['assignment'], 'close']);
  expect(shown(ben)).toEqual([]);
  await change(ben, thread, { assigneeId: ada.agentId });
  await settle();
  expect(kindsOf(shown(ada)).at(-1)).toEqual(['assignment']);
});

test('whose reply came back, because something was written before it went, is told', async () => {
  const { ada, settle, shown, thread, surroundings, write } = await start();
  const id = MessageId.parse(surroundings.newId());
  const at = new Date(surroundings.now().getTime() + HOUR_MS).toISOString();
  await scheduleReply(ada.ctx, thread.threadId, { id, text: 'In an hour', seenSeq: 2, release: { at } });
  await write(thread, 'Never mind');
  await settle();
  await markTopicRead(ada.ctx, thread.topicId, { seq: 2 });
  await settle(HOUR_MS);
  await settle();
  expect(kindsOf(shown(ada))).toEqual([['unassigned'], ['returned']]);
  expect(shown(ada).at(-1)).toMatchObject({ notices: [{ text: null, topicId: thread.topicId }] });
});

test('nothing in quiet hours; what is unread when they end comes then, as one', async () => {
  const { ada, settle, shown, newThread, write } = await start(quietFrom('09:00', '12:00'));
  const [one, two] = [await newThread(), await newThread()];
  await settle(HOUR_MS / 2);
  await write(one, 'Still here');
  await settle(HOUR_MS / 2);
  expect(shown(ada)).toEqual([]);

  await markTopicRead(ada.ctx, two.topicId, { seq: 1 });
  const three = await newThread();
  await settle(HOUR_MS);
  expect(shown(ada)).toHaveLength(1);
  const [push] = shown(ada);
  const told = push?.type === 'show' ? push.notices.map(({ topicId, text }) => [topicId, text]) : [];
  expect(told.toSorted()).toEqual(
    [
      [one.topicId, 'Still here'],
      [three.topicId, 'Hello'],
    ].toSorted(),
  );
});

test('nothing off shift, for who wants it so', async () => {
  const isQuietOffShift = true;
  const { ada, workspace, settle, shown, newThread } = await start({ ...DEFAULT_SETTINGS, isQuietOffShift });
  // 18 November 2026 is a Wednesday.
  const hours = { timeZone: 'UTC', spans: [{ day: 4, from: '08:00', to: '16:00' }] };
  await setAgent(workspace, ada, { hours });
  await newThread();
  await settle(HOUR_MS);
  expect(shown(ada)).toEqual([]);
  await settle(22 * HOUR_MS);
  expect(kindsOf(shown(ada))).toEqual([['unassigned']]);
});

test('nothing while he says that he is away, nor of a kind that he does not want', async () => {
  const kinds = { ...DEFAULT_SETTINGS.kinds, unassigned: { push: false, mail: false, sound: true, badge: true } };
  const { ada, ben, workspace, settle, shown, newThread, note } = await start({ ...DEFAULT_SETTINGS, kinds });
  await newThread();
  await settle();
  expect(shown(ada)).toEqual([]);
  expect(shown(ben)).toHaveLength(1);
  await setAgent(workspace, ada, { isAway: true });
  await note('@Ada, are you there?');
  await settle();
  expect(shown(ada)).toEqual([]);
});

test('who wants it so is told without a word that could be read on a lock screen', async () => {
  const { ada, settle, shown, note } = await start({ ...DEFAULT_SETTINGS, showsWords: false });
  await note('@Ada, canary-31');
  await settle();
  expect(shown(ada)).toMatchObject([{ notices: [{ kind: 'mention', name: null, text: null }] }]);
  expect(JSON.stringify(shown(ada))).not.toMatch(/canary-31|Ben/);
});

test('G4 who has left is pushed to no more, also where a push was on its way already', async () => {
  const { ada, followUp, pass, shown, newThread } = await start();
  await newThread();
  await followUp();
  service.script({ status: 503 }, { status: 503 });
  pass(10_000);
  await followUp();
  await leaveWorkspace(ada.ctx);
  await newThread();
  for (let n = 0; n < 10; n++) {
    pass(60_000);
    await followUp();
  }
  expect(shown(ada)).toEqual([]);
});

test('Q5 a device is pushed to as long as its sign-in lasts', async () => {
  const { ada, ben, settle, shown, newThread, surroundings, pass } = await start();
  await endOwnSession(surroundings, ada.sessionToken, 'current');
  await newThread();
  await settle();
  expect([shown(ada), shown(ben)].map(({ length }) => length)).toEqual([0, 1]);
  pass(31 * 24 * HOUR_MS);
  await newThread();
  await settle();
  expect(shown(ben)).toHaveLength(1);
});
