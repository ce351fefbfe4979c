import type { Unsent } from '@everthread/shared/client/timeline';
import type { Message } from '@everthread/shared/models/message';
import { expect, test } from 'vitest';
import { rowsOf } from './rows.ts';

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
