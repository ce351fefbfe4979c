import { expect, test } from 'vitest';
import { at, id, messageId, sampleAgent, sampleMessage, sampleTopic, threadId, topicId } from '../../test/sample.ts';
import { layOut } from './thread-items.ts';

const dayOf = (time: string) => time.slice(0, 10);
const kinds = (...source: Parameters<typeof layOut>) =>
  layOut(...source).map((item) => (item.kind === 'message' ? item.message.seq : item.kind));

test('days and topics are told apart, a thread’s first topic needs no divider', () => {
  const sent = [
    sampleMessage(1),
    sampleMessage(2),
    sampleMessage(3, { topicId: topicId(2), sentAt: '2026-11-05T09:00:00.000Z' }),
  ];
  const topics = [
    sampleTopic(1, { status: 'done', firstSeq: 1, lastSeq: 2, doneAt: at(5) }),
    sampleTopic(2, { firstSeq: 3, lastSeq: 3 }),
  ];
  expect(kinds({ sent, topics, unsent: [] }, dayOf)).toEqual(['day', 1, 2, 'topic-done', 'day', 'topic-started', 3]);
});

test('a note that came after a topic was done stands after the mark', () => {
  const sent = [sampleMessage(1), sampleMessage(9, { kind: 'note', author: sampleAgent })];
  const topics = [sampleTopic(1, { status: 'done', lastSeq: 9, doneAt: at(5) })];
  expect(kinds({ sent, topics, unsent: [] }, dayOf)).toEqual(['day', 1, 'topic-done', 9]);
});

test('what the visitor said of how a topic went stands at its end, after what was done to it', () => {
  const rating = { askedAt: at(6), score: 4, word: 'Quick', ratedAt: at(7) };
  const topics = [
    sampleTopic(1, { status: 'done', lastSeq: 1, doneAt: at(5), rating }),
    sampleTopic(2, { firstSeq: 2, lastSeq: 2 }),
  ];
  const sent = [sampleMessage(1), sampleMessage(2, { topicId: topicId(2) })];
  expect(kinds({ sent, topics, unsent: [] }, dayOf)).toEqual(['day', 1, 'topic-done', 'rating', 'topic-started', 2]);
});

test('messages of one author within a few minutes are one group, notes are not', () => {
  const sent = [
    sampleMessage(1),
    sampleMessage(2),
    sampleMessage(3, { author: sampleAgent }),
    sampleMessage(4, { author: sampleAgent, kind: 'note' }),
    sampleMessage(30, { author: sampleAgent, kind: 'note' }),
  ];
  const groups = layOut({ sent, topics: [sampleTopic(1)], unsent: [] }, dayOf).flatMap((item) =>
    item.kind === 'message' ? [[item.isFirstOfGroup, item.isLastOfGroup]] : [],
  );
  expect(groups).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [true, true],
    [true, true],
  ]);
});

test('what is on its way comes last', () => {
  const unsent = [{ id: messageId(9), text: 'Hi', kind: 'message', state: 'sending' } as const];
  expect(kinds({ sent: [sampleMessage(1)], topics: [], unsent }, dayOf)).toEqual(['day', 1, 'unsent']);
});

test('what a visitor wrote before he was proven stands apart from what he wrote after', () => {
  const [before, after] = [sampleMessage(1), sampleMessage(2)];
  const proven = { ...after, author: { ...after.author, identity: 'verified' } } as typeof after;
  const firsts = layOut({ sent: [before, proven], topics: [], unsent: [] }, () => 'day').flatMap((item) =>
    item.kind === 'message' ? [item.isFirstOfGroup] : [],
  );
  expect(firsts).toEqual([true, true]);
});

test('what happened to a topic stands after the message it happened after; who follows is left out', () => {
  const event = (n: number, afterSeq: number, after: object) => ({
    id: id(n) as never,
    threadId: threadId(1),
    topicId: topicId(1),
    rev: 10 + n,
    afterSeq,
    at: at(afterSeq),
    agentId: null,
    isUndone: false,
    what: { kind: 'changed' as const, before: {}, after },
  });
  const events = [
    event(91, 1, { priority: 'high' }),
    event(92, 1, { followerIds: [] }),
    event(93, 2, { subject: 'Pots' }),
  ];

  const items = layOut(
    { sent: [1, 2, 3].map((seq) => sampleMessage(seq)), topics: [], unsent: [], events },
    () => 'a day',
  );

  expect(items.map(({ key }) => key)).toEqual([
    'day-a day-1',
    messageId(1),
    id(91),
    messageId(2),
    id(93),
    messageId(3),
  ]);
});

test('where messages of two topics stand between each other, each change of topic is marked', () => {
  const sent = [1, 2, 1, 2].map((topic, i) => sampleMessage(i + 1, { topicId: topicId(topic) }));
  const topics = [sampleTopic(1, { firstSeq: 1 }), sampleTopic(2, { firstSeq: 2 })];

  const items = layOut({ sent, topics, unsent: [] }, () => 'a day');

  expect(items.filter(({ kind }) => kind.startsWith('topic')).map(({ kind }) => kind)).toEqual([
    'topic-started',
    'topic-resumed',
    'topic-resumed',
  ]);
});
