import { realClock } from '@everthread/shared/client/clock';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { receiptsFor } from './receipts.ts';
import { typingFor } from './typing.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('what was seen is told once, the rest at most every two seconds, and never less', async () => {
  const post = vi.fn(async () => {});
  const receipts = receiptsFor({ post, clock: realClock });
  for (const seq of [3, 3, 4, 5, 2]) receipts.saw(seq);
  await vi.advanceTimersByTimeAsync(1_900);
  expect(post.mock.calls).toEqual([[3]]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(post.mock.calls).toEqual([[3], [5]]);
});

test('what could not be told is told later, what is refused is not', async () => {
  const refused = Object.assign(new Error('gone'), { status: 404 });
  const post = vi
    .fn(async () => {})
    .mockRejectedValueOnce(new TypeError('network'))
    .mockResolvedValueOnce()
    .mockRejectedValueOnce(refused);
  const receipts = receiptsFor({ post, clock: realClock });
  receipts.saw(3);
  await vi.advanceTimersByTimeAsync(15_000);
  receipts.saw(4);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(post.mock.calls).toEqual([[3], [3], [4]]);
});

test('what was seen of a thread that is left says nothing of the next', async () => {
  const told = Promise.withResolvers<void>();
  const post = vi.fn(() => told.promise);
  const receipts = receiptsFor({ post, clock: realClock });
  receipts.saw(5);
  receipts.forget();
  receipts.saw(2);
  told.resolve();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(post.mock.calls).toEqual([[5], [2]]);
  expect(receipts.seen.value.visitor).toBe(2);
});

test('receipts never go back', () => {
  const receipts = receiptsFor({ post: async () => {}, clock: realClock });
  receipts.take({ visitor: 1, team: 5 });
  receipts.take({ visitor: 2, team: 3 });
  expect(receipts.seen.value).toEqual({ visitor: 2, team: 5 });
});

test('typing is good for six seconds, and longer while it is said again', () => {
  const typing = typingFor({ clock: realClock, say: () => true });
  typing.heard('Ines');
  vi.advanceTimersByTime(5_000);
  typing.heard('Ines');
  vi.advanceTimersByTime(5_000);
  expect(typing.name.value).toBe('Ines');
  vi.advanceTimersByTime(1_000);
  expect(typing.name.value).toBeUndefined();
});

test('typing is said at most every three seconds, again after a message, and not noted where nobody hears it', () => {
  let isHeard = false;
  const say = vi.fn(() => isHeard);
  const typing = typingFor({ clock: realClock, say });
  typing.typed();
  isHeard = true;
  typing.typed();
  typing.typed();
  expect(say).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(3_000);
  typing.typed();
  expect(say).toHaveBeenCalledTimes(3);
  typing.sent();
  typing.typed();
  expect(say).toHaveBeenCalledTimes(4);
});
