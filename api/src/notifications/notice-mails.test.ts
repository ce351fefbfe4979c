import { MessageId } from '@everthread/shared/models/ids';
import type { NotificationSettings } from '@everthread/shared/models/notification';
import { expect, onTestFinished, test } from 'vitest';
import { leave, newAgent, type TestAgent } from '../../test/factories.ts';
import { type Mailbox, startMailbox } from '../../test/mailbox.ts';
import { setAgent, workspaceWithPushes } from '../../test/notices.ts';
import { openPushService } from '../../test/push-service.ts';
import { writeNote } from '../messages/send-message.ts';
import { markTopicRead } from '../topics/mark-topic-read.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import { mailOffLink, readMailOff, turnMailOff } from './mail-off.ts';
import { changeNotifications } from './own-notifications.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Ada is pushed to, Ben has no device; both have mailboxes. */
async function start(fails: Parameters<typeof startMailbox>[0] = [], at = '2026-11-18T10:00:00Z') {
  const [service, mailbox] = await Promise.all([openPushService(), startMailbox(fails)]);
  onTestFinished(() => Promise.all([service.stop(), mailbox.stop()]).then(() => undefined));
  const place = await workspaceWithPushes(service, new Date(at), mailbox);
  const [ada, ben] = [await place.newReachable('Ada'), await newAgent(place.workspace, 'agent', 'Ben')];
  const thread = await place.newThread();
  const give = (to: TestAgent, by: TestAgent, one = thread) => place.change(by, one, { assigneeId: to.agentId });
  const name = (to: TestAgent, by: TestAgent, text: string) =>
    writeNote(by.ctx, thread.threadId, {
      id: MessageId.parse(place.surroundings.newId()),
      text,
      mentions: [{ kind: 'agent', id: to.agentId }],
    });
  return { ...place, service, mailbox, ada, ben, thread, give, name };
}
const subjects = (mailbox: Mailbox, { email }: TestAgent) => mailbox.mailsTo(email).map(({ subject }) => subject);

test('what was pushed and is unread a quarter of an hour later is mailed, once, whatever else comes there', async () => {
  const { ada, ben, give, settle, mailbox, shown, write, thread } = await start();
  await give(ada, ben);
  await settle();
  await settle(14 * MINUTE);
  expect([shown(ada).length, subjects(mailbox, ada)]).toEqual([1, []]);
  await settle(MINUTE);
  expect(subjects(mailbox, ada)).toEqual(['A visitor wrote in a topic of yours']);
  await write(thread);
  await settle(2 * HOUR);
  expect(subjects(mailbox, ada)).toHaveLength(1);

  const [mail] = mailbox.mailsTo(ada.email);
  expect(mail).toMatchObject({
    text: expect.stringContaining(`/inbox/${ada.workspaceId}/all/${thread.threadId}/${thread.topicId}`),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Everthread-Loop': ada.workspaceId,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    },
  });
  expect(mail?.reply_to).toBeUndefined(); // no admin has allowed answers
});

test('who has no device is mailed after two minutes, all that came by then as one', async () => {
  const { ada, ben, give, name, settle, mailbox, newThread } = await start();
  await give(ben, ada);
  await name(ben, ada, '@Ben, have a look');
  await give(ben, ada, await newThread());
  await settle();
  await settle(2 * MINUTE);
  const [mail, ...others] = mailbox.mailsTo(ben.email);
  expect(others).toEqual([]);
  expect(mail?.subject).toBe('3 things wait for you');
  expect(mail?.text).toContain('Ada named you in a note\n> @Ben, have a look');
});

test('a read anywhere keeps the mail from being sent, before it is due and before another try', async () => {
  const { ada, ben, give, settle, followUp, mailbox, thread } = await start([503]);
  await give(ada, ben);
  await give(ben, ada);
  await give(ada, ben);
  await settle();
  await markTopicRead(ada.ctx, thread.topicId, { seq: 1 });
  await settle(HOUR);
  expect(subjects(mailbox, ada)).toEqual([]);

  await give(ben, ada);
  await settle();
  await settle(2 * MINUTE); // its first try fails
  expect(mailbox.requests).toHaveLength(1);
  await markTopicRead(ben.ctx, thread.topicId, { seq: 1 });
  await settle(HOUR);
  await followUp();
  expect(mailbox.requests).toHaveLength(1);
});

test('Q1 a mail whose answer was lost is not a second one, and one that was refused comes later', async () => {
  const { ada, ben, give, settle, pass, followUp, mailbox } = await start(['reset', 503]);
  await give(ben, ada);
  await settle();
  await settle(2 * MINUTE);
  for (let n = 0; n < 4; n++) {
    pass(MINUTE);
    await followUp();
  }
  expect(mailbox.requests).toHaveLength(3);
  expect(new Set(mailbox.requests.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  expect(subjects(mailbox, ben)).toHaveLength(1);
});

test('nothing is mailed in quiet hours, not by another try either, and all of it when they end', async () => {
  const quiet: NotificationSettings = { ...DEFAULT_SETTINGS, quiet: { timeZone: 'UTC', from: '10:30', to: '12:00' } };
  const { workspace, ada, ben, give, settle, pass, followUp, mailbox, newThread } = await start([503, 503]);
  await setAgent(workspace, ben, { notifications: quiet });
  await settle(27 * MINUTE);
  await give(ben, ada);
  await settle();
  await settle(2 * MINUTE); // 10:29, refused
  expect(mailbox.requests).toHaveLength(1);
  pass(MINUTE);
  await followUp(); // 10:30
  await give(ben, ada, await newThread());
  await settle(HOUR);
  expect(mailbox.requests).toHaveLength(1);
  pass(29 * MINUTE);
  await followUp(); // 12:00, refused again
  for (let n = 0; n < 3; n++) await settle(10 * MINUTE);
  expect(subjects(mailbox, ben)).toHaveLength(2);
});

test('what comes due after the last shift of a week is mailed when the next begins, and what comes there later is news', async () => {
  const { workspace, ada, ben, name, settle, mailbox, thread } = await start([], '2026-11-20T17:59:00Z'); // a Friday
  const spans = [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '18:00' }));
  await setAgent(workspace, ben, {
    hours: { timeZone: 'UTC', spans },
    notifications: { ...DEFAULT_SETTINGS, isQuietOffShift: true },
  });
  await name(ben, ada, '@Ben, before you go');
  await settle();
  await settle(2 * MINUTE);
  await settle(62 * HOUR + 50 * MINUTE);
  expect(subjects(mailbox, ben)).toEqual([]);
  await settle(10 * MINUTE);
  expect(subjects(mailbox, ben)).toEqual(['Ada named you in a note']);

  await markTopicRead(ben.ctx, thread.topicId, { seq: 2 });
  await name(ben, ada, '@Ben, are you back?');
  await settle();
  await settle(30 * MINUTE);
  expect(subjects(mailbox, ben)).toHaveLength(2);
});

test('each kind can be turned off, in the settings and by the link in a mail, which needs nothing else', async () => {
  const { surroundings, ada, ben, give, name, settle, mailbox, thread } = await start();
  const unmailed = { push: true, mail: false, sound: true, badge: false };
  await changeNotifications(ben.ctx, { kinds: { assignment: unmailed, mine: unmailed } });
  await give(ben, ada);
  await name(ben, ada, '@Ben, one');
  await settle();
  await settle(2 * MINUTE);
  expect(subjects(mailbox, ben)).toEqual(['Ada named you in a note']);

  const [mail] = mailbox.mailsTo(ben.email);
  const link = /<(.+)>/.exec(mail?.headers['List-Unsubscribe'] ?? '')?.[1] ?? '';
  expect(mail?.text).toContain(`No more mail about notes that name you: ${link}`);
  const token = link.split('/').at(-1) ?? '';
  const off = readMailOff(surroundings.config, token);
  expect(off).toEqual({ workspaceId: ben.workspaceId, agentId: ben.agentId, kinds: ['mention'] });
  const guessed = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
  expect(readMailOff(surroundings.config, guessed)).toBeNull();
  if (off) await turnMailOff(surroundings, off);

  await markTopicRead(ben.ctx, thread.topicId, { seq: 2 });
  await name(ben, ada, '@Ben, two');
  await settle(HOUR);
  await settle(HOUR);
  expect(subjects(mailbox, ben)).toHaveLength(1);
  expect(mailOffLink(surroundings.config, { ...ben, kinds: ['mention'] })).toBe(link);
});

test('who sits before the inbox is left alone; who has left, and who is away, is not mailed', async () => {
  const { workspace, ada, ben, give, settle, sitsBefore, getUp, mailbox, newThread, newReachable } = await start();
  const cleo = await newReachable('Cleo');
  await give(ben, ada);
  await give(cleo, ada, await newThread());
  await give(ada, ben, await newThread());
  await settle();
  sitsBefore(ben);
  await setAgent(workspace, cleo, { isAway: true });
  await leave(workspace, ada);
  await settle(20 * MINUTE);
  expect([ada, ben, cleo].map((agent) => subjects(mailbox, agent))).toEqual([[], [], []]);
  getUp();
  await settle(15 * MINUTE);
  expect([ada, ben, cleo].map((agent) => subjects(mailbox, agent).length)).toEqual([0, 1, 0]);
});

test('who wants no words on a lock screen has none in his mails', async () => {
  const { workspace, ada, ben, name, settle, mailbox } = await start();
  await setAgent(workspace, ben, { notifications: { ...DEFAULT_SETTINGS, showsWords: false } });
  await name(ben, ada, '@Ben, the secret');
  await settle();
  await settle(2 * MINUTE);
  const [mail] = mailbox.mailsTo(ben.email);
  expect(mail?.subject).toBe('A colleague named you in a note');
  expect(`${mail?.text}${mail?.html}`).not.toContain('secret');
});
