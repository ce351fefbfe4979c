import type { ChangeResult } from '@everthread/shared/models/topic-changes';
import { expect, test, vi } from 'vitest';
import { handClock, settle } from '../../test/hand-clock.ts';
import { messageId, sampleAgent, sampleRow, sampleTopic, topicId } from '../../test/sample.ts';
import { bulkChanges } from './bulk-changes.ts';
import { SelectionModel } from './selection-model.ts';
import { TopicsModel } from './topics-model.ts';

const numberOf = (id: string) => Number.parseInt(id.slice(0, 8), 16);

async function start(count: number, change: (n: number) => ChangeResult) {
  const numbers = Array.from({ length: count }, (_, i) => count - i);
  const api = {
    topics: vi.fn(async () => ({ topics: numbers.map((n) => sampleRow(n)), next: null })),
    views: vi.fn(async () => ({ views: [], counts: { all: { open: count, waiting: 0, snoozed: 0 } }, namedIn: [] })),
    createView: vi.fn(),
    changeView: vi.fn(),
    deleteView: vi.fn(),
    read: vi.fn(),
    changeTopics: vi.fn(async (changes: readonly { topicId: string }[]) =>
      changes.map((each) => change(numberOf(each.topicId))),
    ),
    undoChanges: vi.fn(async (undos: readonly { topicId: string }[]) =>
      undos.map((each) => undone(numberOf(each.topicId))),
    ),
  };
  const topics = new TopicsModel(api as never, handClock(), () => 0.5, sampleAgent.id);
  await topics.refresh();
  const selection = new SelectionModel(topics);
  let ids = 1_000;
  const bulk = bulkChanges({ api: api as never, topics, newId: () => messageId(ids++), receive: () => {} });
  const shown = () => topics.rows.value.map(({ topic }) => numberOf(topic.id));
  return { api, topics, selection, bulk, shown };
}

const event = {} as never;
const done = (n: number): ChangeResult => ({
  topicId: topicId(n),
  topic: sampleTopic(n, { rev: 2, status: 'done' }),
  event,
});
const undone = (n: number): ChangeResult => ({ topicId: topicId(n), topic: sampleTopic(n, { rev: 3 }), event });
const refused = (n: number): ChangeResult => ({
  topicId: topicId(n),
  error: { code: 'conflict', message: 'Ben has it' },
});
const words = () => 'No network';

test('many are seen changed at once, sent a few at a time, and taken back together', async () => {
  const { api, topics, selection, bulk, shown } = await start(60, done);
  await selection.all();
  expect(selection.count.value).toBe(60);

  const steps: number[] = [];
  const making = bulk.make(selection.topics.peek(), { status: 'done' }, ({ done: so }) => steps.push(so), words);
  expect(shown()).toEqual([]);
  expect(topics.counts.value.all).toEqual({ open: 0, waiting: 0, snoozed: 0 });
  const { made, refused: none } = await making;
  expect([made.length, none, steps]).toEqual([60, [], [25, 50, 60]]);
  expect(api.changeTopics).toHaveBeenCalledTimes(3);

  await bulk.undo(made, () => {});
  expect(shown()).toHaveLength(60);
});

test('what is refused of one comes back, and is told', async () => {
  const { selection, bulk, shown } = await start(4, (n) => (n === 3 ? refused(n) : done(n)));
  await selection.all();
  const { made, refused: told } = await bulk.make(selection.topics.peek(), { status: 'done' }, () => {}, words);
  expect(made.map((each) => numberOf(each.topicId))).toEqual([4, 2, 1]);
  expect(told).toMatchObject([{ topic: { id: topicId(3) }, why: 'Ben has it' }]);
  expect(shown()).toEqual([3]);
});

test('a part that does not get through is refused as a whole, and the next is tried', async () => {
  const { api, selection, bulk } = await start(30, done);
  await selection.all();
  api.changeTopics.mockRejectedValueOnce(new Error('offline'));
  const { made, refused: told } = await bulk.make(selection.topics.peek(), { status: 'done' }, () => {}, words);
  expect([made.length, told.length, told[0]?.why]).toEqual([5, 25, 'No network']);
});

test('a range goes from where it was begun; what leaves the list is chosen no more', async () => {
  const { topics, selection } = await start(6, done);
  const chosen = () => selection.topics.value.map(({ id }) => numberOf(id));
  selection.toggle(topicId(5));
  selection.extendTo(topicId(3));
  expect(chosen()).toEqual([5, 4, 3]);
  selection.toggle(topicId(4));
  expect(chosen()).toEqual([5, 3]);
  topics.receive(sampleTopic(5, { rev: 2, status: 'done' }));
  await settle();
  expect(chosen()).toEqual([3]);
  selection.clear();
  expect(chosen()).toEqual([]);
});
