import type { Clock } from '@everthread/shared/client/clock';
import { beforeEach, expect, test, vi } from 'vitest';
import { askAgain, isPartLost } from './ask-again.ts';

const waited: number[] = [];
const clock: Clock = {
  now: () => waited.reduce((sum, ms) => sum + ms, 0),
  after(ms, callback) {
    waited.push(ms);
    callback();
    return () => {};
  },
};

/** A part that does not come so many times. */
function partThatFails(times: number) {
  const asked: string[] = [];
  const load = async (fragment: string) => {
    asked.push(fragment);
    if (asked.length <= times) throw new TypeError('Failed to fetch dynamically imported module');
    return 'the part';
  };
  return { asked, load };
}

beforeEach(() => {
  isPartLost.value = false;
  waited.length = 0;
  vi.stubGlobal('navigator', { onLine: true });
  return () => vi.unstubAllGlobals();
});

test('a part that does not come is asked for again, ever more patiently and each time by another name', async () => {
  const { asked, load } = partThatFails(3);
  expect(await askAgain(load, clock, () => 1)).toBe('the part');
  expect(asked[0]).toBe('');
  expect(new Set(asked).size).toBe(4);
  expect(waited).toEqual([2_000, 4_000, 8_000]);
  expect(isPartLost.value).toBe(false);
});

test('after four tries a part is lost, and who wants it learns why', async () => {
  const { asked, load } = partThatFails(Number.POSITIVE_INFINITY);
  await expect(askAgain(load, clock)).rejects.toThrow('dynamically imported');
  expect(asked).toHaveLength(4);
  expect(isPartLost.value).toBe(true);
});

test('without a network no part is asked for until it is back', async () => {
  const page = new EventTarget();
  vi.stubGlobal('navigator', { onLine: false });
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  const { asked, load } = partThatFails(0);
  const asking = askAgain(load, clock);
  await Promise.resolve();
  expect(asked).toEqual([]);
  page.dispatchEvent(new Event('online'));
  expect(await asking).toBe('the part');
});
