import type { PushedNotice, PushPayload } from '@everthread/shared/models/notification';
import { describe, expect, test } from 'vitest';
import { enPush as w } from '../locales/en-push.ts';
import { chooseWindow } from './choose-window.ts';
import { notificationOf, topicsLeft } from './notification-of.ts';

const WORKSPACE = '0e4e5c2a-8d0b-4c55-9a5e-3f6c1f0a7d10';
const notice = (of: Partial<Record<keyof PushedNotice, unknown>> = {}) =>
  ({
    kind: 'mine',
    topicId: 'topic-1',
    threadId: 'thread-1',
    messageId: 'message-1',
    name: 'Mara',
    text: 'Is it back?',
    ...of,
  }) as PushedNotice;
const show = (notices: PushedNotice[], more = 0) =>
  notificationOf({ type: 'show', workspaceId: WORKSPACE, notices, more } as Extract<PushPayload, { type: 'show' }>, w);

describe('a notification', () => {
  test('says who wrote and what, and leads to the message', () => {
    expect(show([notice()])).toEqual({
      title: 'Mara',
      body: 'Is it back?',
      tag: 'topic-1',
      data: { path: `/inbox/${WORKSPACE}/all/thread-1/topic-1?message=message-1`, topicIds: ['topic-1'] },
      renotify: false,
    });
  });

  test.each([
    [{ name: null, text: null }, 'A visitor', 'A new message'],
    [{ kind: 'team', name: null }, 'A visitor', 'Is it back?'],
    [{ kind: 'mention', name: 'Ben', text: '@Ada' }, 'Ben named you in a note', '@Ada'],
    [{ kind: 'mention', name: null, text: null }, 'A colleague named you in a note', ''],
    [{ kind: 'assignment' }, 'Given to you: Mara', 'Is it back?'],
    [{ kind: 'returned', text: null }, 'Your reply to Mara was not sent', w.returnedHint],
  ])('of %j', (of, title, body) => {
    expect(show([notice(of)])).toMatchObject({ title, body });
  });

  test('of two things in one topic tells of the newer', () => {
    expect(show([notice(), notice({ kind: 'mention', name: 'Ben', text: 'Look' })])).toMatchObject({
      title: 'Ben named you in a note',
      tag: 'topic-1',
    });
  });

  test('of several topics tells of all, and leads to the list', () => {
    expect(show([notice(), notice({ topicId: 'topic-2', name: 'Noor', text: 'Hello' })], 2)).toEqual({
      title: '4 topics want to be looked at',
      body: 'Mara: Is it back?\nNoor: Hello\n… and 2 more',
      tag: `many ${WORKSPACE}`,
      data: { path: `/inbox/${WORKSPACE}/all`, topicIds: ['topic-1', 'topic-2'] },
      renotify: true,
    });
  });

  test('goes once all of its topics were read', () => {
    const { data } = show([notice(), notice({ topicId: 'topic-2' })]);
    const [one, two] = data.topicIds;
    expect([one, two].every(Boolean)).toBe(true);
    expect(topicsLeft(data, one ? [one] : [])).toEqual([two]);
    expect(topicsLeft(data, data.topicIds)).toEqual([]);
  });
});

test('a click finds a window of the same workspace, else any of the inbox, else none', () => {
  const at = (path: string) => ({ url: `https://chat.example${path}` });
  const path = `/inbox/${WORKSPACE}/all`;
  const [help, sign, other, same] = [
    at('/help'),
    at('/inbox/sign-in'),
    at('/inbox/other/all'),
    at(`/inbox/${WORKSPACE}/done`),
  ];
  expect(chooseWindow([help, sign, other, same], path)).toBe(same);
  expect(chooseWindow([help, sign, other], path)).toBe(sign);
  expect(chooseWindow([help], path)).toBeUndefined();
});
