import type { TopicPage } from '@everthread/shared/models/topic-page';
import { expect, test, vi } from 'vitest';
import { handClock, settle } from '../../test/hand-clock.ts';
import { sampleAgent, sampleRow, sampleTopic, topicId } from '../../test/sample.ts';
import { ApiError } from '../api/api-error.ts';
import { CONCERNS } from './listing.ts';
import { TopicsModel } from './topics-model.ts';

type Api = ConstructorParameters<typeof TopicsModel>[0];

const page = (numbers: number[], next: string | null = null): TopicPage => ({
  topics: numbers.map((n) => sampleRow(n)),
  next,
});
const counted = (open: number, waiting = 1, snoozed = 0) => ({
  views: [],
  namedIn: [],
  counts: { all: { open, waiting, snoozed }, yours: { open: 0, waiting: 0, snoozed: 0 } },
});

function start(api: Partial<Api> = {}) {
  const clock = handClock();
  const topics = new TopicsModel(
    {
      topics: vi.fn(async () => page([9, 8, 7])),
      views: vi.fn(async () => counted(3)),
      createView: vi.fn(),
      changeView: vi.fn(),
      deleteView: vi.fn(),
      read: vi.fn(async () => {}),
      ...api,
    },
    clock,
    () => 0.5,
    sampleAgent.id,
  );
  const shown = () => topics.rows.value.map(({ topic }) => Number.parseInt(topic.id, 16));
  return { topics, clock, shown };
}

test('done is seen at once, before the server has answered', async () => {
  const { topics, shown } = start();
  await topics.refresh();
  const done = topics.change(topicId(8), { status: 'done' }, async () => sampleTopic(8, { rev: 2, status: 'done' }));
  expect(shown()).toEqual([9, 7]);
  expect(topics.counts.value.all).toEqual({ open: 2, waiting: 1, snoozed: 0 });
  await done;
  expect(topics.counts.value.all).toEqual({ open: 2, waiting: 1, snoozed: 0 });
});

test('done is taken back when the server refuses', async () => {
  const { topics, shown } = start();
  await topics.refresh();
  const refused = topics.change(topicId(8), { status: 'done' }, () => Promise.reject(new Error('no')));
  await expect(refused).rejects.toThrow('no');
  expect(shown()).toEqual([9, 8, 7]);
  expect(topics.counts.value.all?.open).toBe(3);
});

test('of two quick changes of one topic the later wins, also where the earlier takes longer or is refused', async () => {
  const { topics } = start();
  await topics.refresh();
  const answers: PromiseWithResolvers<void>[] = [];
  const asked: string[] = [];
  let rev = 1;
  const finish = (status: 'waiting' | 'done' | 'open', n = 8) =>
    topics.change(topicId(n), { status }, async () => {
      asked.push(`${n} ${status}`);
      const answer = Promise.withResolvers<void>();
      answers.push(answer);
      await answer.promise;
      return sampleTopic(n, { rev: ++rev, status });
    });
  const statusOf = (n: number) => topics.known.value.get(topicId(n))?.topic.status;

  const changes = [finish('waiting'), finish('done'), finish('open'), finish('done', 7)];
  expect(asked).toEqual(['8 waiting', '7 done']); // another topic waits for nothing
  expect([statusOf(8), statusOf(7)]).toEqual(['open', 'done']);
  for (const _ of changes.keys()) {
    answers.shift()?.resolve();
    await settle();
  }
  await Promise.all(changes);
  expect(asked).toEqual(['8 waiting', '7 done', '8 done', '8 open']);

  const refused = finish('waiting');
  const later = finish('done');
  answers.shift()?.reject(new Error('no'));
  await expect(refused).rejects.toThrow('no');
  await settle();
  answers.shift()?.resolve();
  await later;
  expect(statusOf(8)).toBe('done');
});

test('the chosen row does not jump away when a reply makes its topic wait', async () => {
  const { topics, shown } = start();
  await topics.refresh();
  topics.select(topicId(8));
  topics.receive(sampleTopic(8, { rev: 2, status: 'waiting', lastMessageAt: '2026-11-03T12:00:00.000Z' }));
  expect(shown()).toEqual([9, 8, 7]);
  topics.select(topicId(9));
  expect(shown()).toEqual([9, 7]);
});

test('news that comes while the list is on its way is not lost when the older list arrives', async () => {
  const answer = Promise.withResolvers<TopicPage>();
  const { topics, shown } = start({ topics: () => answer.promise });
  const loading = topics.refresh();
  topics.receive(sampleTopic(10), true);
  answer.resolve(page([9, 8]));
  await loading;
  expect(shown()).toEqual([10, 9, 8]);
});

test('a topic that was not known here is unread when its visitor writes, and then as far read as the server says', async () => {
  let rows = page([9, 8]).topics;
  const { topics, clock, shown } = start({ topics: async () => ({ topics: rows, next: null }) });
  await topics.refresh();
  const back = sampleTopic(10, { rev: 5, lastSeq: 6, lastVisitorSeq: 6 });
  topics.receive(back, false, true);
  expect([shown(), topics.unreadCount.value]).toEqual([[10, 9, 8], 3]);

  rows = [{ topic: back, readSeq: 2 }, ...rows];
  clock.pass(1_000);
  await settle();
  expect(topics.known.value.get(back.id)?.readSeq).toBe(2);
});

test('how far a topic is read that came as news is asked for also when another list shows it later', async () => {
  const back = sampleTopic(10, { rev: 5, lastSeq: 6, lastVisitorSeq: 6 });
  const open = { filters: { status: ['open' as const] }, sort: 'newest' as const };
  let rows = page([9, 8]).topics;
  const { topics, clock } = start({
    topics: async ({ filters }) => ({ topics: filters.status?.[0] === 'open' ? rows : [], next: null }),
  });
  await topics.refresh();
  topics.show(open);
  await settle();
  topics.show({ filters: { status: ['done'] }, sort: 'newest' });
  await settle();
  topics.receive(back);
  rows = [{ topic: back, readSeq: 2 }, ...rows];
  clock.pass(1_000);
  await settle();
  topics.show(open);
  await settle();
  expect(topics.known.value.get(back.id)?.readSeq).toBe(2);
});

test('when it is not known where a topic was before, the counts are asked for, once', async () => {
  const ask = vi.fn(async () => counted(3));
  const { topics, clock } = start({ views: ask });
  await topics.refresh();
  ask.mockClear();
  for (const n of [101, 102, 103]) topics.receive(sampleTopic(n, { status: 'done' }));
  clock.pass(10_000);
  await settle();
  expect(ask).toHaveBeenCalledTimes(1);
});

test('what was read stays read when a list from before arrives', async () => {
  const { topics } = start();
  await topics.refresh();
  expect(topics.unreadCount.value).toBe(3);
  await topics.markRead(topicId(8), 1);
  await topics.refresh();
  expect(topics.unreadCount.value).toBe(2);
});

test('a topic that was read in another window before it was told of here comes as read', async () => {
  const { topics } = start();
  await topics.refresh();
  topics.receiveReadMark(topicId(10), 23);
  topics.receive(sampleTopic(10, { firstSeq: 23, lastSeq: 23, lastVisitorSeq: 23 }), true, true);
  expect(topics.known.value.get(topicId(10))?.readSeq).toBe(23);
});

test('a read mark that did not get through is sent again the next time', async () => {
  const read = vi.fn(async (): Promise<void> => Promise.reject(new Error('offline')));
  const { topics } = start({ read });
  await topics.refresh();
  await topics.markRead(topicId(8), 1);
  await topics.markRead(topicId(8), 1);
  expect(read).toHaveBeenCalledTimes(2);
});

test('a page that follows what a reload has replaced is not shown', async () => {
  const late = Promise.withResolvers<TopicPage>();
  const { topics, shown } = start({ topics: async (_, before) => (before ? late.promise : page([9, 8], 'x')) });
  await topics.refresh();
  const more = topics.loadMore();
  await topics.reload();
  late.resolve(page([3]));
  await more;
  expect(shown()).toEqual([9, 8, 3]);
});

test('a list that cannot be loaded says so, and another try helps', async () => {
  const ask = vi.fn(async () => page([9])).mockRejectedValueOnce(new Error('offline'));
  const { topics } = start({ topics: ask });
  await topics.refresh();
  expect(topics.state.value).toBe('failed');
  await topics.refresh();
  expect(topics.state.value).toBe('ready');
});

test('a list that could not be loaded is asked for until it comes', async () => {
  const ask = vi.fn(async () => page([9, 8])).mockRejectedValueOnce(new ApiError('unavailable', ''));
  const { topics, clock, shown } = start({ topics: ask });
  await topics.refresh();
  expect(topics.state.value).toBe('failed');
  clock.pass(30_000);
  await settle();
  expect(shown()).toEqual([9, 8]);
  clock.pass(600_000);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('what a reset forgot stays forgotten when only a later request gets through', async () => {
  const ask = vi.fn(async () => page([9, 8, 7]));
  const { topics, clock, shown } = start({ topics: ask });
  await topics.refresh();
  ask.mockRejectedValueOnce(new ApiError('offline', ''));
  ask.mockResolvedValueOnce(page([5]));
  await topics.reload();
  clock.pass(30_000);
  await settle();
  expect(shown()).toEqual([5]);
  expect([...topics.known.value.keys()]).toEqual([topicId(5)]);
});

test('a read mark is sent until the server has it, unless a later one says it too', async () => {
  const read = vi.fn(async () => {}).mockRejectedValueOnce(new ApiError('unavailable', ''));
  const { topics, clock } = start({ read });
  await topics.refresh();
  const marked = topics.markRead(topicId(8), 1);
  await settle();
  clock.pass(30_000);
  await marked;
  expect(read).toHaveBeenCalledTimes(2);

  read.mockRejectedValueOnce(new ApiError('unavailable', ''));
  const early = topics.markRead(topicId(8), 2);
  await topics.markRead(topicId(8), 3);
  clock.pass(30_000);
  await early;
  expect(read.mock.calls.slice(2)).toEqual([
    [topicId(8), 2],
    [topicId(8), 3],
  ]);
});

test('counts that news overtook are asked for again', async () => {
  const answer = Promise.withResolvers<ReturnType<typeof counted>>();
  const ask = vi.fn(async () => counted(3)).mockReturnValueOnce(answer.promise);
  const { topics, clock } = start({ views: ask });
  const loading = topics.refresh();
  topics.receive(sampleTopic(10), true);
  answer.resolve(counted(2));
  await loading;
  await settle();
  expect(ask).toHaveBeenCalledTimes(1);
  clock.pass(2_000);
  await settle();
  expect(topics.counts.value.all?.open).toBe(3);
  clock.pass(600_000);
  expect(ask).toHaveBeenCalledTimes(2);
});

test('counts that news have moved are asked for in the end, once for many news', async () => {
  const ask = vi.fn(async () => counted(3));
  const { topics, clock } = start({ views: ask });
  await topics.refresh();
  clock.pass(10_000);
  topics.receive(sampleTopic(9, { rev: 2, status: 'waiting' }));
  topics.receive(sampleTopic(8, { rev: 2, status: 'done' }));
  topics.receive(sampleTopic(7, { rev: 2, assigneeId: sampleAgent.id }));
  expect(topics.counts.value).toEqual({
    all: { open: 1, waiting: 2, snoozed: 0 },
    yours: { open: 1, waiting: 0, snoozed: 0 },
  });
  clock.pass(29_000);
  expect(ask).toHaveBeenCalledTimes(1);
  clock.pass(1_000);
  await settle();
  expect(ask).toHaveBeenCalledTimes(2);
  expect(topics.counts.value.all).toEqual({ open: 3, waiting: 1, snoozed: 0 });
});

test('counts that news follow at once are asked for soon, for they may hold it; later and later where there is always news', async () => {
  const ask = vi.fn(async () => counted(2)); // topic 9 is done by then, and no frame has said so yet
  const { topics, clock } = start({ views: ask });
  await topics.refresh();
  const waits: number[] = [];
  for (let rev = 2; rev < 8; rev += 1) {
    const asked = ask.mock.calls.length;
    clock.pass(1_000);
    topics.receive(sampleTopic(9, { rev, status: rev % 2 ? 'open' : 'done' }));
    const since = clock.now();
    for (let second = 0; second < 60 && ask.mock.calls.length === asked; second += 1) clock.pass(1_000);
    await settle();
    expect(topics.counts.value.all?.open).toBe(2);
    waits.push((clock.now() - since) / 1_000);
  }
  expect(waits).toEqual([2, 4, 8, 16, 30, 30]);
});

test('a list of which topics cannot say whether they belong is asked for again soon after news, once for many', async () => {
  const ask = vi.fn(async () => page([9]));
  const { topics, clock, shown } = start({ topics: ask });
  topics.show({ filters: { language: ['de'], status: ['open'] }, sort: 'newest' });
  await settle();
  ask.mockClear();
  ask.mockResolvedValue(page([11, 9]));
  for (const n of [10, 11, 12]) topics.receive(sampleTopic(n), true);
  expect(shown()).toEqual([9]);
  clock.pass(1_000);
  await settle();
  expect(ask).toHaveBeenCalledTimes(1);
  expect(shown()).toEqual([11, 9]);
});

test('a list of an earlier visit is shown until the server sends it, and leaves nothing behind', async () => {
  const answer = Promise.withResolvers<TopicPage>();
  const { topics, shown } = start({ topics: vi.fn(async () => answer.promise) });
  topics.restore({ listing: CONCERNS, rows: [9, 8, 7].map((n) => sampleRow(n)) });
  const loading = topics.refresh();
  expect([topics.state.value, shown(), topics.isFresh.value]).toEqual(['ready', [9, 8, 7], false]);
  topics.receive(sampleTopic(10), true);
  answer.resolve(page([11, 8], 'more'));
  await loading;
  expect([shown(), topics.isFresh.value, topics.hasMore.value]).toEqual([[11, 10, 8], true, true]);
});

test('what is kept comes too late once the server has answered', async () => {
  const { topics, shown } = start();
  await topics.refresh();
  topics.restore({ listing: CONCERNS, rows: [sampleRow(3)] });
  expect(shown()).toEqual([9, 8, 7]);
});

test('a topic in which one is named comes into the mentions as soon as that is told, and is counted again', async () => {
  const { topics, shown, clock } = start({
    views: vi.fn(async () => ({ ...counted(3), namedIn: [topicId(9)] })),
    topics: vi.fn(async () => page([9])),
  });
  topics.show({ filters: { mentions: ['me'], status: ['open'] }, sort: 'newest' });
  await topics.refresh();
  topics.receive(sampleTopic(12));
  expect(shown()).toEqual([9]);
  topics.views.named(topicId(12));
  expect(shown()).toEqual([12, 9]);
  clock.pass(2_000);
  await settle();
  topics.receive(sampleTopic(12, { rev: 9, status: 'done' }));
  expect(shown()).toEqual([9]);
});
