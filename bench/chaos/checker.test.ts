import { describe, expect, test } from 'vitest';
import { check, type Run } from './checker.ts';
import type { Database, MessageRow, TopicRow } from './final-state.ts';
import type { Entry, Seen } from './history.ts';

const THREAD = 'thread';
const SENT_AT = '2026-11-01T09:00:00.000Z';

const row = (seq: number, of: Partial<MessageRow> = {}): MessageRow => ({
  id: `m${seq}`,
  threadId: THREAD,
  topicId: 'topic',
  seq,
  rev: seq,
  kind: 'message',
  authorKind: 'visitor',
  text: `text ${seq}`,
  sentAt: SENT_AT,
  isChanged: false,
  ...of,
});

const seen = (seq: number, of: Partial<Seen> = {}): Seen => ({
  id: `m${seq}`,
  seq,
  rev: seq,
  kind: 'message',
  text: `text ${seq}`,
  isDeleted: false,
  ...of,
});

const topic = (lastSeq: number, of: Partial<TopicRow> = {}): TopicRow => ({
  id: 'topic',
  threadId: THREAD,
  rev: lastSeq,
  status: 'open',
  firstSeq: 1,
  lastSeq,
  lastVisitorSeq: lastSeq,
  lastMessageAt: SENT_AT,
  preview: `text ${lastSeq}`,
  previewBy: 'visitor',
  ...of,
});

const database = (of: Partial<Database> = {}): Database => ({
  threads: [{ id: THREAD, visitorId: 'visitor', lastSeq: 2, rev: 2 }],
  messages: [row(1), row(2)],
  topics: [topic(2)],
  events: [],
  visitors: 1,
  ...of,
});

const shown = (messages: readonly object[]) => ({
  device: 'tab',
  isTeams: false,
  threadId: THREAD,
  messages,
  topics: [],
  seen: {},
  countUnsent: 0,
  fresh: { messages: [seen(1), seen(2)], topics: [], seen: {} },
});

const run = (of: Partial<Run> = {}): Run => ({
  entries: [],
  database: database(),
  views: [shown([seen(1), seen(2)])],
  lists: [],
  unsettled: [],
  visitors: 1,
  faults: [],
  ...of,
});

const promises = (of: Partial<Run>) => [...new Set(check(run(of)).map(({ promise }) => promise))];

let asks = 0;
/** A question and its answer, as they stand in a history. */
function asked(at: number, verb: string, of: { id?: string; text?: string; status?: number; told?: object }): Entry[] {
  asks += 1;
  const { id, text, status = 201, told = {} } = of;
  return [
    { at, event: 'asked', device: 'tab', ask: asks, verb, threadId: THREAD, ...(id && { id }), ...(text && { text }) },
    { at: at + 5, event: 'answered', device: 'tab', ask: asks, status, told },
  ];
}
const viewed = (cursor: number, of: Partial<Extract<Entry, { event: 'view' }>>): Entry => ({
  ...{ at: cursor, event: 'view', device: 'tab', life: 1, threadId: THREAD, cursor },
  ...{ earliest: 0, came: [], went: [], isOrdered: true },
  ...of,
});
const written = (id: string): Entry => ({
  ...{ at: 1, event: 'written', device: 'tab', id, text: id, kind: 'message', isKept: true },
});

test('a history in which every promise was kept passes', () => {
  const entries = [
    written('m1'),
    ...asked(10, 'begin', { id: 'm1', text: 'text 1', told: { threadId: THREAD, rev: 1, messages: [seen(1)] } }),
    viewed(1, { came: [seen(1)] }),
    written('m2'),
    ...asked(20, 'send', { id: 'm2', text: 'text 2', status: 503 }),
    ...asked(30, 'send', { id: 'm2', text: 'text 2', told: { threadId: THREAD, messages: [seen(2)] } }),
    ...asked(40, 'changes', { status: 200, told: { threadId: THREAD, rev: 2, messages: [seen(2)] } }),
    viewed(2, { came: [seen(2)] }),
  ];
  expect(check(run({ entries }))).toEqual([]);
});

const PAUSE = JSON.stringify({ on: 'worker', name: 'pause', forMs: 400 });
const struck = (isOver: boolean): Entry => ({ at: 1, event: 'fault', kind: 'worker pause', fault: PAUSE, isOver });

test('a fault that was planned twice has to strike twice', () => {
  const twice = [struck(false), struck(true), struck(false), struck(true)];
  expect(promises({ faults: [PAUSE, PAUSE], entries: twice })).toEqual([]);
  expect(promises({ faults: [PAUSE, PAUSE], entries: twice.slice(2) })).toEqual(['N14 every planned fault strikes']);
});

describe('it notices', () => {
  test.each<[string, string, Partial<Run>]>([
    ['a fault that never struck', 'N14 every planned fault strikes', { faults: [PAUSE] }],
    [
      'a fault that began and was never over',
      'N14 every planned fault strikes',
      { faults: [PAUSE], entries: [struck(false)] },
    ],
    [
      'an answer before the commit: acknowledged, and not in the database',
      'T1 acknowledged is stored',
      { entries: asked(10, 'send', { id: 'm3', text: 'text 3', told: { messages: [seen(3)] } }) },
    ],
    [
      'an acknowledged message that says something else later',
      'T1 acknowledged is stored',
      { entries: asked(10, 'send', { id: 'm2', text: 'other', told: { messages: [seen(2, { text: 'other' })] } }) },
    ],
    [
      'a place that changed after it was told',
      'T1 acknowledged is stored',
      { entries: asked(10, 'send', { id: 'm2', text: 'text 2', told: { messages: [seen(3, { id: 'm2' })] } }) },
    ],
    ['a queued message that never arrived', 'T9 what is queued arrives', { entries: [written('m9')] }],
    [
      'messages of one tab in another order than written',
      'T3 in the order of writing',
      { entries: [written('m2'), written('m1')] },
    ],
    [
      'one message told at two places',
      'T3 one order',
      { entries: [viewed(1, { came: [seen(1)] }), viewed(2, { came: [seen(2, { id: 'm1' })], life: 2 })] },
    ],
    [
      'one revision told with two texts',
      'T3 one order',
      { entries: [viewed(1, { came: [seen(1)] }), viewed(1, { came: [seen(1, { text: 'other' })], life: 2 })] },
    ],
    [
      'a read that is older than what was told before it began',
      'T4 reads never go back',
      {
        entries: [
          ...asked(10, 'send', { id: 'm2', text: 'text 2', told: { threadId: THREAD, messages: [seen(2)] } }),
          ...asked(20, 'changes', { status: 200, told: { threadId: THREAD, rev: 1, messages: [seen(1)] } }),
        ],
      },
    ],
    ['a cursor that went back', 'T4 views never go back', { entries: [viewed(2, {}), viewed(1, {})] }],
    [
      'a message that disappeared from a view',
      'T4 views never go back',
      { entries: [viewed(1, { came: [seen(1)] }), viewed(2, { went: ['m1'] })] },
    ],
    [
      'a message that became older in a view',
      'T4 views never go back',
      { entries: [viewed(1, { came: [seen(1, { rev: 4 })] }), viewed(2, { came: [seen(1, { rev: 3 })] })] },
    ],
    ['a view out of order', 'T4 views never go back', { entries: [viewed(1, { isOrdered: false })] }],
    [
      'a note told to a visitor',
      'T8 notes are the team’s',
      { entries: [{ at: 1, event: 'leak', device: 'tab', where: 'frame' }] },
    ],
    [
      'a refusal for good',
      'T9 one can always write',
      { entries: [{ at: 1, event: 'refused', device: 'tab', what: 'm1' }] },
    ],
    ['a frame that was dropped and never missed', 'T4 view = fresh snapshot', { views: [shown([seen(2)])] }],
    ['a message shown twice', 'T2 no doubles', { views: [shown([seen(1), seen(1), seen(2)])] }],
    ['a message shown where it does not stand', 'T3 one order', { views: [shown([seen(2), seen(1)])] }],
    [
      'something still on its way when all was well',
      'T9 what is queued arrives',
      { views: [{ ...shown([seen(1), seen(2)]), countUnsent: 1 }] },
    ],
    [
      'a list that lacks a row',
      'T4 list = fresh list',
      { lists: [{ device: 'window', status: 'open', shown: { rows: [] }, fresh: { rows: [1] } }] },
    ],
    ['what did not settle', 'T4 it settles', { unsettled: ['2 events were not followed up'] }],
  ])('%s', (_, promise, of) => {
    expect(promises(of)).toContain(promise);
  });

  test.each<[string, string, Partial<Database>]>([
    ['an id stored twice', 'T2 no doubles', { messages: [row(1), row(2, { id: 'm1' })] }],
    ['one message stored under two ids', 'T2 no doubles', { messages: [row(1), row(2, { text: 'text 1' })] }],
    [
      'two threads of one visitor',
      'T2 no doubles',
      { threads: [...database().threads, { id: 'other', visitorId: 'visitor', lastSeq: 0, rev: 0 }] },
    ],
    ['a gap in the numbers', 'T3 one order without gaps', { messages: [row(1), row(3)] }],
    ['a message that the thread does not count', 'T3 one order without gaps', { messages: [row(1), row(2), row(3)] }],
    ['two changes at one revision', 'T3 one order without gaps', { messages: [row(1), row(2, { rev: 1 })] }],
    ['a change beyond the thread’s revision', 'T3 one order without gaps', { messages: [row(1), row(2, { rev: 9 })] }],
    [
      'a message in another topic’s stretch',
      'T3 one order without gaps',
      { topics: [topic(2), topic(2, { id: 'next', firstSeq: 2 })] },
    ],
    [
      'a preview of another message',
      'T3 topics agree with their messages',
      { topics: [topic(2, { preview: 'text 1' })] },
    ],
    ['a topic that ends too early', 'T3 topics agree with their messages', { topics: [topic(2, { lastSeq: 1 })] }],
    [
      'an event that was not followed up',
      'T5 all is followed up',
      { events: [{ type: 'message.sent', attempts: 10, isParked: true, lastError: 'died' }] },
    ],
  ])('%s', (_, promise, of) => {
    expect(promises({ database: database(of) })).toContain(promise);
  });
});
