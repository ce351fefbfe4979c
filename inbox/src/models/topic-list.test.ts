import type { TopicId } from '@everthread/shared/models/ids';
import type { TopicPage } from '@everthread/shared/models/topic-page';
import { expect, test } from 'vitest';
import { at, id, sampleAgent, sampleRow, sampleTopic, topicId } from '../../test/sample.ts';
import { keyOf, type Listing } from './listing.ts';
import {
  emptyTopicList,
  isUnread,
  receiveFirstPage,
  receiveNextPage,
  receiveRead,
  receiveTopic,
  rowsOf,
  type TopicList,
} from './topic-list.ts';

const looker = { agentId: sampleAgent.id, nowMs: Date.parse(at(60)) };
const open: Listing = { filters: { status: ['open'] }, sort: 'newest' };
const page = (numbers: number[], next: string | null = null) => ({ topics: numbers.map((n) => sampleRow(n)), next });
const firstPage = (list: TopicList, of: TopicPage, touched?: ReadonlySet<TopicId>, listing = open) =>
  receiveFirstPage(list, listing, of, looker, touched);
const shown = (list: TopicList, listing = open) =>
  rowsOf(list, listing, looker).map(({ topic }) => Number.parseInt(topic.id.slice(0, 8), 16));

test('a list is newest first, page after page', () => {
  const first = firstPage(emptyTopicList, page([9, 8], 'more'));
  expect(shown(receiveNextPage(first, open, page([7, 6])))).toEqual([9, 8, 7, 6]);
});

test('news moves a topic to the top and to another list', () => {
  let list = firstPage(emptyTopicList, page([9, 8, 7]));
  list = receiveTopic(list, sampleTopic(7, { rev: 2, lastMessageAt: at(30) }), 0);
  expect(shown(list)).toEqual([7, 9, 8]);
  list = receiveTopic(list, sampleTopic(9, { rev: 2, status: 'done' }), 0);
  expect(shown(list)).toEqual([7, 8]);
});

test('what comes late or twice changes nothing', () => {
  const list = firstPage(emptyTopicList, { next: null, topics: [sampleRow(9, { rev: 5 })] });
  expect(receiveTopic(list, sampleTopic(9, { rev: 4, status: 'done' }), 0)).toBe(list);
  expect(receiveTopic(list, sampleTopic(9, { rev: 5, status: 'done' }), 0)).toBe(list);
});

test('a topic from below what is known waits for its page, so that no hole opens above it', () => {
  const list = firstPage(emptyTopicList, page([9, 8], 'more'));
  const withOld = receiveTopic(list, sampleTopic(2, { rev: 3 }), 0);
  expect(shown(withOld)).toEqual([9, 8]);
  expect(shown(receiveNextPage(withOld, open, page([7, 2])))).toEqual([9, 8, 7, 2]);
});

test('a fresh page takes away what has left the list, but not what news brought meanwhile', () => {
  let list = firstPage(emptyTopicList, page([9, 8, 7]));
  list = receiveTopic(list, sampleTopic(10), 0);
  const fresh = firstPage(list, page([9, 7]), new Set([topicId(10)]));
  expect(shown(fresh)).toEqual([10, 9, 7]);
});

test('a fresh first page leaves the pages below it alone', () => {
  const deep = receiveNextPage(firstPage(emptyTopicList, page([9, 8], 'a')), open, page([7, 6], 'b'));
  const fresh = firstPage(deep, page([10, 9], 'a2'));
  expect(shown(fresh)).toEqual([10, 9, 8, 7, 6]);
  expect(fresh.depths.get(keyOf(open))?.next).toBe('b');
});

test('unread is what awaits the team and one has not read', () => {
  expect(isUnread(sampleRow(1, { lastVisitorSeq: 4 }, 3))).toBe(true);
  expect(isUnread(sampleRow(1, { lastVisitorSeq: 4 }, 4))).toBe(false);
  expect(isUnread(sampleRow(1, { lastVisitorSeq: 4, status: 'waiting' }, 3))).toBe(false);
});

test('reading goes forward only', () => {
  const list = firstPage(emptyTopicList, { next: null, topics: [sampleRow(1, {}, 5)] });
  expect(receiveRead(list, topicId(1), 4)).toBe(list);
  expect(receiveRead(list, topicId(1), 6).rows.get(topicId(1))?.readSeq).toBe(6);
});

test('a row that was chosen stays in its place when its topic leaves the list', () => {
  let list = firstPage(emptyTopicList, page([9, 8, 7]));
  list = receiveTopic(list, sampleTopic(8, { rev: 2, status: 'waiting', lastMessageAt: at(50) }), 0);
  expect(rowsOf(list, open, looker, sampleTopic(8)).map(({ topic }) => topic.id)).toEqual([
    topicId(9),
    topicId(8),
    topicId(7),
  ]);
});

test('a list of any view and order takes in and gives away what news brings', () => {
  const mine: Listing = { filters: { assignee: ['me'], status: ['open'] }, sort: 'waiting' };
  let list = firstPage(emptyTopicList, page([]), undefined, mine);
  list = receiveTopic(list, sampleTopic(9, { assigneeId: sampleAgent.id }), 0);
  list = receiveTopic(list, sampleTopic(3, { assigneeId: sampleAgent.id }), 0);
  list = receiveTopic(list, sampleTopic(5), 0);
  expect(shown(list, mine)).toEqual([3, 9]);
  list = receiveTopic(list, sampleTopic(3, { rev: 2, assigneeId: id(901) as never }), 0);
  expect(shown(list, mine)).toEqual([9]);
});

test('where a topic does not say by itself whether it belongs to a list, the last page does', () => {
  const german: Listing = { filters: { language: ['de'], status: ['open'] }, sort: 'newest' };
  let list = firstPage(emptyTopicList, page([9, 8]), undefined, german);
  list = receiveTopic(list, sampleTopic(10), 0);
  expect(shown(list, german)).toEqual([9, 8]);
  list = receiveTopic(list, sampleTopic(8, { rev: 2, lastMessageAt: at(30) }), 0);
  expect(shown(list, german)).toEqual([8, 9]);
  list = receiveTopic(list, sampleTopic(8, { rev: 3, status: 'done' }), 0);
  expect(shown(firstPage(list, page([10, 9]), undefined, german), german)).toEqual([10, 9]);
});
