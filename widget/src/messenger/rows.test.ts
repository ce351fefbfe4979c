import type { Unsent } from '@everthread/shared/client/timeline';
import type { Message } from '@everthread/shared/models/message';
import { describe, expect, test } from 'vitest';
import { receiptsOf } from './receipts-of.ts';
import { isSameStretch, rowsOf, stretchesOf } from './rows.ts';

const visitor = { kind: 'visitor', id: 'v' } as Message['author'];
const agent = { kind: 'agent', id: 'a', name: 'Ines' } as Message['author'];

const message = (seq: number, author: Message['author'], sentAt: string, topicId = 't1') =>
  ({ id: `m${seq}`, seq, rev: seq, threadId: 'th', topicId, author, text: '', sentAt }) as Message;
const unsent = (id: string) => ({ id, text: '', kind: 'message', state: 'sending' }) as Unsent;

const shapeOf = (sent: Message[], waiting: Unsent[] = []) =>
  rowsOf({ sent, unsent: waiting, before: undefined, after: undefined }).map((row) =>
    row.kind === 'divider'
      ? `--${row.isDay ? ' day' : ''}${row.isTopic ? ' topic' : ''}`
      : `${row.key}${row.isFirst ? ' first' : ''}${row.isLast ? ' last' : ''}`,
  );

test('neighbours by one author within five minutes are one group', () => {
  expect(
    shapeOf([
      message(1, visitor, '2026-11-21T10:00:00'),
      message(2, visitor, '2026-11-21T10:01:00'),
      message(3, agent, '2026-11-21T10:02:00'),
      message(4, agent, '2026-11-21T10:08:00'),
    ]),
  ).toEqual(['-- day', 'm1 first', 'm2 last', 'm3 first last', 'm4 first last']);
});

test('a new day and a new topic each get a divider, and share it when they begin together', () => {
  expect(
    shapeOf([
      message(1, visitor, '2026-11-21T23:59:00'),
      message(2, visitor, '2026-11-22T00:01:00'),
      message(3, visitor, '2026-11-22T00:02:00', 't2'),
      message(4, visitor, '2026-11-23T00:02:00', 't3'),
    ]),
  ).toEqual([
    '-- day',
    'm1 first last',
    '-- day',
    'm2 first last',
    '-- topic',
    'm3 first last',
    '-- day topic',
    'm4 first last',
  ]);
});

test('what is on its way out joins the group above it', () => {
  expect(shapeOf([message(1, visitor, '2026-11-21T10:00:00')], [unsent('u1'), unsent('u2')])).toEqual([
    '-- day',
    'm1 first',
    'u1',
    'u2 last',
  ]);
  expect(shapeOf([message(1, agent, '2026-11-21T10:00:00')], [unsent('u1')])).toEqual([
    '-- day',
    'm1 first last',
    'u1 first last',
  ]);
});

describe('stretches', () => {
  const thread = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, i) => message(from + i, visitor, '2026-11-21T10:00:00'));
  const all = thread(1, 120);

  test('hold every message once, in order', () => {
    const stretches = stretchesOf({ sent: all, unsent: [unsent('u')] });
    expect(stretches.flatMap(({ sent }) => sent)).toEqual(all);
    expect(stretches.flatMap((stretch) => stretch.unsent)).toHaveLength(1);
    expect(new Set(stretches.map(({ key }) => key)).size).toBe(stretches.length);
  });

  test('stay as they are when history comes above or news below, but for the ones it touches', () => {
    const before = stretchesOf({ sent: all.slice(60, 110), unsent: [] });
    const after = stretchesOf({ sent: all, unsent: [unsent('u')] });
    const same = before.filter((one) => after.some((other) => one.key === other.key && isSameStretch(one, other)));
    expect(same.map(({ key }) => key)).toEqual([3]);
  });

  test('draw groups and dividers across their borders', () => {
    const [, second] = stretchesOf({ sent: thread(20, 30), unsent: [] });
    expect(second && rowsOf(second)[0]).toMatchObject({ kind: 'sent', isFirst: false });
  });
});

describe('receipts', () => {
  const words = (seenByTeam: number, sent: Message[]) => [...receiptsOf(sent, seenByTeam)];
  const at = '2026-11-21T10:00:00';

  test('stand under the last that was seen, and under the last until it is', () => {
    const sent = [message(1, visitor, at), message(2, visitor, at), message(3, visitor, at)];
    expect(words(0, sent)).toEqual([['m3', 'sent']]);
    expect(words(2, sent)).toEqual([
      ['m3', 'sent'],
      ['m2', 'seen'],
    ]);
    expect(words(3, sent)).toEqual([['m3', 'seen']]);
  });

  test('pass over the team’s messages and what was deleted', () => {
    const gone = { ...message(2, visitor, at), deletedAt: at };
    expect(words(3, [message(1, visitor, at), gone, message(3, agent, at)])).toEqual([['m1', 'seen']]);
  });
});
