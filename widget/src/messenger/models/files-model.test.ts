import { realClock } from '@everthread/shared/client/clock';
import type { AttachmentId } from '@everthread/shared/models/ids';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FilesModel } from './files-model.ts';

const id = (n: number) => `f${n}` as AttachmentId;
let asked: AttachmentId[][];
let failures: number;

function files() {
  return new FilesModel({
    links: async (ids) => {
      asked.push(ids);
      if (failures-- > 0) throw new Error('no network');
      return { links: ids.map((one) => ({ id: one, url: `u${asked.length}/${one}`, expiresAt: '' })) };
    },
    clock: realClock,
    random: () => 0.5,
  });
}

beforeEach(() => {
  vi.useFakeTimers();
  [asked, failures] = [[], 0];
});
afterEach(() => vi.useRealTimers());

test('links are asked for together, at most a hundred at once, and each once while it is good', async () => {
  const model = files();
  for (let n = 0; n < 130; n += 1) model.want(id(n));
  model.want(id(0));
  await vi.advanceTimersByTimeAsync(100);
  expect(asked.map(({ length }) => length)).toEqual([100, 30]);
  expect(model.linkTo(id(129)).value?.url).toBe('u2/f129');
  model.want(id(5));
  await vi.advanceTimersByTimeAsync(100);
  expect(asked).toHaveLength(2);
});

test('a link that has ended is asked for anew, whatever the clock on the wall says', async () => {
  const model = files();
  model.want(id(1));
  await vi.advanceTimersByTimeAsync(100);
  expect(model.isGood(id(1))).toBe(true);
  await vi.advanceTimersByTimeAsync(5 * 60_000);
  expect(model.isGood(id(1))).toBe(false);
  expect(await model.open(id(1))).toBe('u2/f1');
  expect(model.isGood(id(1))).toBe(true);
});

test('without a network it tries again, and then gives up', async () => {
  const model = files();
  failures = 2;
  model.want(id(1));
  await vi.advanceTimersByTimeAsync(20_000);
  expect(asked).toHaveLength(3);
  failures = 99;
  model.want(id(2));
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(asked).toHaveLength(8);
  model[Symbol.dispose]();
  expect(vi.getTimerCount()).toBe(0);
});
