import { expect, test } from 'vitest';
import { at, sampleRow, sampleTopic, topicId } from '../../test/sample.ts';
import {
  emptyTopicList,
  isUnread,
  receiveFirstPage,
  receiveNextPage,
  receiveRead,
  receiveTopic,
  rowsOf,
} from './topic-list.ts';

const counts = { open: 3, waiting: 1, done: 5 };
const page = (numbers: number[], next: string | null = null) => ({
  topics: numbers.map((n) => sampleRow(n)),
  next,
  counts,
});
const shown = (list: typeof emptyTopicList, status: 'open' | 'waiting' | 'done' = 'open') =>
  rowsOf(list, status).map(({ topic }) => Number.parseInt(topic.id.slice(0, 8), 16));

test('a list is newest first, page after page', () => {
  const first = receiveFirstPage(emptyTopicList, 'open', page([9, 8], 'more'));
  expect(shown(receiveNextPage(first, 'open', page([7, 6])))).toEqual([9, 8, 7, 6]);
});

test('news moves a topic to the top and to another list, and the counts along', () => {
  let list = receiveFirstPage(emptyTopicList, 'open', page([9, 8, 7]));
  list = receiveTopic(list, sampleTopic(7, { rev: 2, lastMessageAt: at(30) }), false);
  expect(shown(list)).toEqual([7, 9, 8]);
  list = receiveTopic(list, sampleTopic(9, { rev: 2, status: 'done' }), false);
  expect(shown(list)).toEqual([7, 8]);
  expect(list.counts).toEqual({ open: 2, waiting: 1, done: 6 });
});

test('what comes late or twice changes nothing', () => {
  const list = receiveFirstPage(emptyTopicList, 'open', { ...page([]), topics: [sampleRow(9, { rev: 5 })] });
  expect(receiveTopic(list, sampleTopic(9, { rev: 4, status: 'done' }), false)).toBe(list);
  expect(receiveTopic(list, sampleTopic(9, { rev: 5, status: 'done' }), false)).toBe(list);
});

test('a topic from below what is known waits for its page, so that no hole opens above it', () => {
  const list = receiveFirstPage(emptyTopicList, 'open', page([9, 8], 'more'));
  const withOld = receiveTopic(list, sampleTopic(2, { rev: 3 }), false);
  expect(shown(withOld)).toEqual([9, 8]);
  expect(shown(receiveNextPage(withOld, 'open', page([7, 2])))).toEqual([9, 8, 7, 2]);
});

test('a fresh page takes away what has left the list, but not what news brought meanwhile', () => {
  let list = receiveFirstPage(emptyTopicList, 'open', page([9, 8, 7]));
  list = receiveTopic(list, sampleTopic(10), true);
  const fresh = receiveFirstPage(list, 'open', page([9, 7]), new Set([topicId(10)]));
  expect(shown(fresh)).toEqual([10, 9, 7]);
});

test('a fresh first page leaves the pages below it alone', () => {
  const deep = receiveNextPage(receiveFirstPage(emptyTopicList, 'open', page([9, 8], 'a')), 'open', page([7, 6], 'b'));
  const fresh = receiveFirstPage(deep, 'open', page([10, 9], 'a2'));
  expect(shown(fresh)).toEqual([10, 9, 8, 7, 6]);
  expect(fresh.depths.open?.next).toBe('b');
});

test('unread is what awaits the team and one has not read', () => {
  expect(isUnread(sampleRow(1, { lastVisitorSeq: 4 }, 3))).toBe(true);
  expect(isUnread(sampleRow(1, { lastVisitorSeq: 4 }, 4))).toBe(false);
  expect(isUnread(sampleRow(1, { lastVisitorSeq: 4, status: 'waiting' }, 3))).toBe(false);
});

test('reading goes forward only', () => {
  const list = receiveFirstPage(emptyTopicList, 'open', { ...page([]), topics: [sampleRow(1, {}, 5)] });
  expect(receiveRead(list, topicId(1), 4)).toBe(list);
  expect(receiveRead(list, topicId(1), 6).rows.get(topicId(1))?.readSeq).toBe(6);
});

test('a row that was chosen stays in its place when its topic leaves the list', () => {
  let list = receiveFirstPage(emptyTopicList, 'open', page([9, 8, 7]));
  list = receiveTopic(list, sampleTopic(8, { rev: 2, status: 'waiting', lastMessageAt: at(50) }), false);
  const lingering = { status: 'open', place: { id: topicId(8), lastMessageAt: at(8) } } as const;
  expect(rowsOf(list, 'open', lingering).map(({ topic }) => topic.id)).toEqual([topicId(9), topicId(8), topicId(7)]);
});
