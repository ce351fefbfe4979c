import { realClock } from '@everthread/shared/client/clock';
import type { NoticeId } from '@everthread/shared/models/ids';
import type { Outlook } from '@everthread/shared/models/outlook';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { outlookFor } from './outlook.ts';

const NOON = Date.parse('2026-11-22T12:00:00Z');
const DAY = 86_400_000;

beforeEach(() => vi.useFakeTimers({ now: NOON }));
afterEach(() => vi.useRealTimers());

const notice = (ms: number) => ({
  id: 'n' as NoticeId,
  text: 'Slower than usual',
  endsAt: new Date(NOON + ms).toISOString(),
});
const expected = (ms: number) =>
  ({ dueAt: new Date(NOON + ms).toISOString(), basis: 'history', likelihood: 90 }) as const;
const told = (ms: number): Outlook => ({ hours: null, notice: notice(ms), ratingScale: 'stars' });
const start = (outlook?: Outlook) => outlookFor({ clock: realClock, now: Date.now, told: outlook });

test('a notice is there at once where the page has it, and gone by itself at its end', async () => {
  const outlook = start(told(60_000));
  expect([outlook.notice.value?.text, outlook.ratingScale.value]).toEqual(['Slower than usual', 'stars']);
  await vi.advanceTimersByTimeAsync(59_000);
  expect(outlook.notice.value).not.toBeNull();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(outlook.notice.value).toBeNull();
});

test('one that stands for weeks does not go before', async () => {
  const outlook = start(told(30 * DAY));
  await vi.advanceTimersByTimeAsync(30 * DAY - 1);
  expect(outlook.notice.value).not.toBeNull();
  await vi.advanceTimersByTimeAsync(1);
  expect(outlook.notice.value).toBeNull();
});

test('what is heard takes the place of what was, and what is over is never shown', () => {
  const outlook = start();
  expect(outlook.notice.value).toBeNull();
  outlook.hear(notice(-1));
  expect(outlook.notice.value).toBeNull();
  outlook.hear(notice(1000));
  outlook.hear(null);
  expect(outlook.notice.value).toBeNull();
  outlook.take(undefined);
  expect(outlook.notice.value).toBeNull();
});

test('what to expect is said for ten minutes, and no longer than until its time', async () => {
  const outlook = start({ ...told(0), expected: expected(60 * 60_000) });
  await vi.advanceTimersByTimeAsync(10 * 60_000 - 1);
  expect(outlook.expected.value).toBeDefined();
  await vi.advanceTimersByTimeAsync(1);
  expect(outlook.expected.value).toBeUndefined();

  outlook.take({ ...told(0), expected: expected(12 * 60_000) });
  expect(outlook.expected.value).toBeDefined();
  await vi.advanceTimersByTimeAsync(2 * 60_000);
  expect(outlook.expected.value).toBeUndefined();
});

test('hours are those of the session, which knows who answers this visitor', () => {
  const hours = { isOpen: true, changes: [new Date(NOON + DAY).toISOString()] };
  const outlook = start({ ...told(0), hours: { ...hours, isOpen: false } });
  outlook.take({ ...told(0), hours });
  expect(outlook.hours.value).toEqual(hours);
});

test('a session says what those promise who answer this visitor, or that they promise nothing', () => {
  const outlook = start({ ...told(0), expected: expected(60_000) });
  outlook.take({ ...told(0), expected: expected(120_000) });
  expect(outlook.expected.value).toEqual(expected(120_000));
  outlook.take(told(0));
  expect(outlook.expected.value).toBeUndefined();
});
