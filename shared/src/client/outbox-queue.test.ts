import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MessageId } from '../models/ids.ts';
import { realClock } from './clock.ts';
import { createOutboxQueue, memoryStore } from './outbox-queue.ts';
import type { PageEvent } from './page-events.ts';

const item = (id: string) => ({ id: id as MessageId });
const status = (code: number) => Object.assign(new Error(), { status: code });

function queue(answers: (undefined | Error)[], store = memoryStore<{ id: MessageId }>()) {
  const sent: string[] = [];
  const refused: string[] = [];
  const struggles: number[] = [];
  let listener: ((event: PageEvent) => void) | undefined;
  const it = createOutboxQueue({
    send: async ({ id }) => {
      sent.push(id);
      const answer = answers.shift();
      if (answer) throw answer;
    },
    onRefused: ({ id }) => refused.push(id),
    onStruggle: (tries) => struggles.push(tries),
    store,
    watchPage: (callback) => {
      listener = callback;
      return () => {
        listener = undefined;
      };
    },
    clock: realClock,
    random: () => 0.5,
  });
  return {
    ...it,
    sent,
    refused,
    struggles,
    page: (event: PageEvent) => listener?.(event),
    isWatching: () => !!listener,
  };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('messages go out one after the other in the order of writing', async () => {
  const it = queue([]);
  for (const id of ['a', 'b', 'c']) it.push(item(id));
  await vi.runAllTimersAsync();
  expect(it.sent).toEqual(['a', 'b', 'c']);
});

test.each([
  ['the network fails', new TypeError('Failed to fetch')],
  ['the server is busy', status(429)],
  ['the server is broken', status(503)],
])('when %s the same message is tried again, and nothing overtakes it', async (_when, error) => {
  const it = queue([error, error]);
  it.push(item('a'));
  it.push(item('b'));
  await vi.runAllTimersAsync();
  expect(it.sent).toEqual(['a', 'a', 'a', 'b']);
  expect(it.struggles).toEqual([1, 2, 0]);
});

test('a message refused for good is said to be, and the rest goes out', async () => {
  const it = queue([status(400)]);
  it.push(item('a'));
  it.push(item('b'));
  await vi.runAllTimersAsync();
  expect(it.refused).toEqual(['a']);
  expect(it.sent).toEqual(['a', 'b']);
});

test('a wait goes on whatever another tab does to the line meanwhile', async () => {
  const store = memoryStore<{ id: MessageId }>();
  let changed = () => {};
  const it = queue([status(429)], {
    ...store,
    watch: (callback) => {
      changed = callback;
      return () => {};
    },
  });
  it.push(item('a'));
  await vi.advanceTimersByTimeAsync(0);
  for (let i = 0; i < 20; i += 1) {
    changed();
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(it.sent).toEqual(['a']);
  await vi.runAllTimersAsync();
  expect(it.sent).toEqual(['a', 'a']);
});

test('coming back online ends the wait', async () => {
  const it = queue([new TypeError()]);
  it.push(item('a'));
  await vi.advanceTimersByTimeAsync(0);
  it.page('online');
  await vi.advanceTimersByTimeAsync(0);
  expect(it.sent).toEqual(['a', 'a']);
});

test('what is written at one moment gets one place in the line after the other', async () => {
  const store = memoryStore<{ id: MessageId }>();
  const waits = [30, 10, 20];
  const slow: typeof store = {
    ...store,
    async keep(...kept) {
      await new Promise((resolve) => setTimeout(resolve, waits.shift()));
      await store.keep(...kept);
    },
  };
  const it = queue([], slow);
  for (const id of ['a', 'b', 'c']) it.push(item(id));
  await vi.runAllTimersAsync();
  expect(it.sent).toEqual(['a', 'b', 'c']);
});

test('the same message pushed twice goes out once', async () => {
  const it = queue([]);
  it.push(item('a'));
  it.push(item('a'));
  await vi.runAllTimersAsync();
  expect(it.sent).toEqual(['a']);
});

test('what was kept by an earlier page goes out first', async () => {
  const store = memoryStore<{ id: MessageId }>();
  await store.keep(item('old'), false);
  const it = queue([], store);
  await vi.runAllTimersAsync();
  it.push(item('new'));
  await vi.runAllTimersAsync();
  expect(it.sent).toEqual(['old', 'new']);
});

test('what is written before that is loaded goes out behind it, and neither is lost in a crash', async () => {
  const store = memoryStore<{ id: MessageId }>();
  for (const id of ['a', 'b']) await store.keep(item(id), false);
  const crashed = queue([status(503)], store);
  crashed.push(item('c'));
  await vi.advanceTimersByTimeAsync(1);
  crashed.close();
  const it = queue([], store);
  await vi.runAllTimersAsync();
  expect([crashed.sent, it.sent]).toEqual([['a'], ['a', 'b', 'c']]);
});

test('where nothing can be loaded, what is written goes out all the same', async () => {
  const blocked = () => Promise.reject(new Error('blocked'));
  const it = queue([], { ...memoryStore(), load: blocked, keep: blocked, drop: blocked });
  it.push(item('a'));
  await vi.runAllTimersAsync();
  expect(it.sent).toEqual(['a']);
});

test('what was refused and is given up is no longer kept', async () => {
  const store = memoryStore<{ id: MessageId }>();
  const it = queue([status(400)], store);
  it.push(item('a'));
  await vi.runAllTimersAsync();
  it.discard(item('a'));
  await vi.runAllTimersAsync();
  expect(await store.load()).toEqual([]);
});

test('what is sent is no longer kept, and what is refused is kept as that', async () => {
  const store = memoryStore<{ id: MessageId }>();
  const it = queue([status(503), status(503), undefined, status(400)], store);
  it.push(item('a'));
  it.push(item('b'));
  await vi.advanceTimersByTimeAsync(0);
  expect(await store.load()).toHaveLength(2);
  await vi.runAllTimersAsync();
  expect(await store.load()).toEqual([{ item: item('b'), isFailed: true }]);
});

test('close() leaves nothing behind', async () => {
  const it = queue([new TypeError()]);
  it.push(item('a'));
  await vi.advanceTimersByTimeAsync(0);
  it.close();
  await vi.runAllTimersAsync();
  expect(it.sent).toEqual(['a']);
  expect(vi.getTimerCount()).toBe(0);
  expect(it.isWatching()).toBe(false);
});

test('what another tab has written is shown and sent, after what was there before', async () => {
  const store = memoryStore<{ id: MessageId }>();
  let changed = () => {};
  const seen: string[][] = [];
  const sent: string[] = [];
  const it = createOutboxQueue({
    send: async ({ id }) => void sent.push(id),
    onRefused: () => {},
    onKept: (kept) => seen.push(kept.map(({ item: { id } }) => id)),
    store: {
      ...store,
      watch: (callback) => {
        changed = callback;
        return () => {};
      },
    },
    watchPage: () => () => {},
    clock: realClock,
    random: () => 0.5,
  });
  await vi.runAllTimersAsync();
  await store.keep(item('theirs'), false);
  changed();
  it.push(item('mine'));
  await vi.runAllTimersAsync();
  expect(seen[0]).toEqual([]);
  expect(seen.at(-1)?.[0]).toBe('theirs');
  expect(sent).toEqual(['theirs', 'mine']);
  it.close();
});

test('tabs with one store send everything once and in order, whoever fails', async () => {
  const store = memoryStore<{ id: MessageId }>();
  const line: Promise<void>[] = [Promise.resolve()];
  const shared = {
    ...store,
    alone: (work: () => Promise<void>) => {
      const turn = (line.at(-1) as Promise<void>).then(work);
      line.push(turn);
      return turn;
    },
  };
  const tabs = [queue([new TypeError(), status(500)], shared), queue([], shared), queue([], shared)];
  for (let i = 0; i < 9; i += 1) tabs[i % 3]?.push(item(`${i}`));
  await vi.runAllTimersAsync();
  expect(await store.load()).toEqual([]);
  const accepted = tabs.flatMap(({ sent }) => sent);
  expect(new Set(accepted).size).toBe(9);
  expect(accepted.length).toBeLessThanOrEqual(9 + 2);
});
