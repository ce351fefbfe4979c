import { realClock } from '@everthread/shared/client/clock';
import { signal } from '@preact/signals';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Claim } from './host.ts';
import { proofOf } from './proof.ts';

const claimed = (token: unknown): Claim => ({ token, forget: undefined });

function proof(token?: unknown) {
  const claim = signal<Claim | undefined>(token === undefined ? undefined : claimed(token));
  const freshToken = vi.fn();
  return { claim, freshToken, ...proofOf({ claim, freshToken }, realClock) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('is what the page says last', () => {
  const it = proof();
  expect(it.token()).toBeUndefined();
  it.claim.value = claimed('one');
  expect(it.token()).toBe('one');
  it.claim.value = claimed(undefined);
  expect(it.token()).toBeUndefined();
});

test('who never said who he is is not asked', async () => {
  const it = proof();
  expect(await it.renew(undefined)).toBe(false);
  expect(it.freshToken).not.toHaveBeenCalled();
});

test('the page is asked once for all who wait, and they go on with the new one', async () => {
  const it = proof('one');
  const waiting = [it.renew('one'), it.renew('one')];
  expect(it.freshToken).toHaveBeenCalledOnce();
  it.claim.value = claimed('two');
  expect(await Promise.all(waiting)).toEqual([true, true]);
  expect(await it.renew('one')).toBe(true);
  expect(it.freshToken).toHaveBeenCalledOnce();
  void it.renew('two');
  expect(it.freshToken).toHaveBeenCalledTimes(2);
});

test.each([['takes it back', claimed(undefined)] as const, ['says nothing more', undefined] as const])(
  'a page that %s has no other',
  async (_what, next) => {
    const it = proof('one');
    const renewed = it.renew('one');
    it.claim.value = next;
    expect(await renewed).toBe(false);
  },
);

test('a page that does not answer is waited for 20 seconds, and can be asked again', async () => {
  const it = proof('one');
  const renewed = it.renew('one');
  await vi.advanceTimersByTimeAsync(20_000);
  expect(await renewed).toBe(false);
  void it.renew('one');
  expect(it.freshToken).toHaveBeenCalledTimes(2);
});
