import { realClock } from '@everthread/shared/client/clock';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hostPage } from '../../test/host-page.ts';
import { LEASE } from '../channel.ts';
import { aloneIn } from './alone.ts';

const name = `everthread:w${LEASE}`;
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/** A tab of the page, and how it worked: `+` when it began, `-` when it had ended. */
function tab(page: ReturnType<typeof hostPage>, me: string, log: string[], locks?: Pick<LockManager, 'request'>) {
  const alone = aloneIn(page.tab(), 'w', { locks, clock: realClock, me });
  return (ms: number, fail = false) =>
    alone(async () => {
      log.push(`+${me}`);
      await new Promise((resolve) => void realClock.after(ms, () => resolve(undefined)));
      log.push(`-${me}`);
      if (fail) throw new Error('failed');
    });
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('by a lease in the page’s storage', () => {
  test('one works at a time, the others after him, and nothing is left', async () => {
    const [page, log] = [hostPage(), [] as string[]];
    const works = ['a', 'b', 'c'].map((me) => tab(page, me, log)(3_000));
    await pass(60_000);
    await Promise.all(works);
    expect(log).toHaveLength(6);
    for (let i = 0; i < 6; i += 2) expect(log[i]?.slice(1)).toBe(log[i + 1]?.slice(1));
    expect(page.kept()).toEqual({});
  });

  test('who works for long keeps it, for as long as he renews it', async () => {
    const [page, log] = [hostPage(), [] as string[]];
    void tab(page, 'a', log)(120_000);
    await pass(100);
    void tab(page, 'b', log)(10);
    await pass(119_000);
    expect(log).toEqual(['+a']);
    await pass(5_000);
    expect(log).toEqual(['+a', '-a', '+b', '-b']);
  });

  test.each([-10, 10])(
    'O2 what a crashed tab held is taken over within five seconds, with a clock %i years off',
    async (off) => {
      const [page, log] = [hostPage('w', { [name]: 'dead 7' }), [] as string[]];
      vi.setSystemTime(Date.now() + off * 365 * 86_400_000);
      void tab(page, 'b', log)(10);
      await pass(3_000);
      expect(log).toEqual([]);
      await pass(2_000);
      expect(log).toEqual(['+b', '-b']);
    },
  );

  test('work that fails gives it back, and says so', async () => {
    const [page, log] = [hostPage(), [] as string[]];
    const failed = expect(tab(page, 'a', log)(10, true)).rejects.toThrow('failed');
    await pass(1_000);
    await failed;
    expect(page.kept()).toEqual({});
  });
});

describe('by the browser’s locks', () => {
  const locks = (request: (work: () => unknown) => unknown) =>
    ({ request: (_name: string, work: () => unknown) => request(work) }) as unknown as Pick<LockManager, 'request'>;

  test('nothing is stored', async () => {
    const [page, log] = [hostPage(), [] as string[]];
    const work = tab(
      page,
      'a',
      log,
      locks((run) => run()),
    )(10);
    await pass(5);
    expect(page.kept()).toEqual({});
    await pass(10);
    await work;
    expect(log).toEqual(['+a', '-a']);
  });

  test('where they are denied, by a lease, and they are not asked again', async () => {
    const [page, log] = [hostPage(), [] as string[]];
    const request = vi.fn(() => Promise.reject(new DOMException('Denied', 'SecurityError')));
    const work = tab(page, 'a', log, locks(request));
    void work(10);
    await pass(1_000);
    void work(10);
    await pass(1_000);
    expect(log).toEqual(['+a', '-a', '+a', '-a']);
    expect(request).toHaveBeenCalledOnce();
  });

  test('work that fails is not done again by a lease', async () => {
    const [page, log] = [hostPage(), [] as string[]];
    const failed = expect(
      tab(
        page,
        'a',
        log,
        locks((run) => run()),
      )(10, true),
    ).rejects.toThrow('failed');
    await pass(1_000);
    await failed;
    expect(log).toEqual(['+a', '-a']);
  });
});
