import { expect, test } from 'vitest';
import { sampleMessage, sampleTopic, threadId, topicId } from '../../test/sample.ts';
import { foldedTopics, foldTopics } from './fold-topics.ts';
import { layOut } from './thread-items.ts';

const inThread = (n: number, change: Parameters<typeof sampleTopic>[1]) =>
  sampleTopic(n, { threadId: threadId(1), ...change });
const topics = [
  inThread(1, { status: 'done', firstSeq: 1, lastSeq: 2, doneAt: '2026-11-03T09:02:30.000Z' }),
  inThread(2, { status: 'done', firstSeq: 3, lastSeq: 3, doneAt: '2026-11-03T09:03:30.000Z' }),
  inThread(3, { status: 'open', firstSeq: 4, lastSeq: 5 }),
];
const of = (n: number) => ({ topicId: topicId(n) });
const sent = [
  sampleMessage(1, of(1)),
  sampleMessage(2, of(1)),
  sampleMessage(3, of(2)),
  sampleMessage(4, of(3)),
  sampleMessage(5, of(3)),
];
const items = layOut({ sent, topics, unsent: [] }, (at) => at.slice(0, 10));
const kinds = (wanted: readonly number[]) =>
  foldTopics(items, foldedTopics(topics, new Set(wanted.map(topicId)))).map((item) =>
    item.kind === 'folded' ? `folded ${item.count}` : item.kind,
  );

test('each earlier topic is one line, the latest stands open', () => {
  expect(kinds([])).toEqual(['folded 2', 'folded 1', 'topic-started', 'message', 'message']);
});

test('what somebody wants to see is unfolded in its place', () => {
  expect(kinds([2])).toEqual([
    'folded 2',
    'topic-started',
    'message',
    'topic-done',
    'topic-started',
    'message',
    'message',
  ]);
});

test('with nothing to fold all is as it was', () => {
  expect(foldTopics(items, foldedTopics(topics, new Set([topicId(1), topicId(2)])))).toBe(items);
});

test('a topic that is not settled, and the latest though settled, stand open', () => {
  const open = topics.map((topic) => ({
    ...topic,
    status: topic.id === topicId(2) ? ('open' as const) : ('done' as const),
  }));
  expect([...foldedTopics(open, new Set()).keys()]).toEqual([topicId(1)]);
});
