import type { Schedule } from '@everthread/shared/models/schedule';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isOpenAt } from '../promises/hours.ts';
import { clockOf, reckonDone, reckonWait, type Turn, turnsOf } from './reckon.ts';

const MINUTE = 60_000;
const at = (time: string) => Date.parse(time);
const always = clockOf(null);
const office: Schedule = {
  timeZone: 'Europe/Paris',
  weekly: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' })),
  holidays: [],
  openings: [],
};
const course = (turns: readonly Turn[], doneMs: number | null = null) => ({
  startedMs: turns[0]?.at ?? 0,
  doneMs,
  isMerged: false,
  waits: [],
  turns,
});

test('an answer of two office hours, asked on Friday at four, is due on Monday at ten', () => {
  const since = at('2026-11-20T15:00:00Z'); // 16:00 in Paris
  const waits = { kind: 'first', since, ended: null, how: null } as const;
  const open = reckonWait(waits, 120, clockOf(office), since);
  expect(open).toMatchObject({
    dueMs: at('2026-11-23T09:00:00Z'),
    warnMs: at('2026-11-23T08:30:00Z'),
    outcome: 'open',
  });
  expect(reckonWait(waits, 120, always, since)).toMatchObject({ dueMs: at('2026-11-20T17:00:00Z') });
});

test.each([
  ['an answer in time keeps it', { ended: 60, how: 'replied' }, 'kept'],
  ['an answer after it does not', { ended: 61, how: 'replied' }, 'breached'],
  ['who gives up in time was owed none', { ended: 59, how: 'left' }, 'cancelled'],
  ['who gives up after it waited too long', { ended: 61, how: 'left' }, 'breached'],
] as const)('%s', (_, { ended, how }, outcome) => {
  const wait = { kind: 'next', since: 0, ended: ended * MINUTE, how } as const;
  expect(reckonWait(wait, 60, always, 90 * MINUTE)).toMatchObject({ outcome, endedMs: ended * MINUTE });
});

test('time until done runs in the turns of the team alone', () => {
  const turns = [
    { at: 0, status: 'open' },
    { at: 20 * MINUTE, status: 'waiting' },
    { at: 500 * MINUTE, status: 'open' },
    { at: 530 * MINUTE, status: 'snoozed' },
  ];
  expect(reckonDone(course(turns), 60, always, 900 * MINUTE)).toMatchObject({ dueMs: null, outcome: 'open' });
  const again = [...turns, { at: 1_000 * MINUTE, status: 'open' }];
  expect(reckonDone(course(again), 60, always, 1_001 * MINUTE)).toMatchObject({
    dueMs: 1_010 * MINUTE,
    outcome: 'open',
  });
  expect(reckonDone(course(again), 60, always, 1_010 * MINUTE)).toMatchObject({
    outcome: 'breached',
    breachedMs: 1_010 * MINUTE,
  });
});

test('what is done in its last minute is kept, and what is reopened goes on where it stopped', () => {
  const done = [
    { at: 0, status: 'open' },
    { at: 60 * MINUTE, status: 'done' },
  ];
  expect(reckonDone(course(done, 60 * MINUTE), 60, always, 80 * MINUTE)).toMatchObject({ outcome: 'kept' });
  const reopened = [...done, { at: 100 * MINUTE, status: 'open' }];
  expect(reckonDone(course(reopened), 70, always, 101 * MINUTE)).toMatchObject({
    outcome: 'open',
    dueMs: 110 * MINUTE,
  });
});

test('turns end with what is known to be so', () => {
  const seen = [
    { at: 5, status: 'waiting' },
    { at: 1, status: 'open' },
    { at: 3, status: 'open' },
  ];
  expect(turnsOf(seen, 'waiting', 0)).toEqual([
    { at: 1, status: 'open' },
    { at: 5, status: 'waiting' },
  ]);
  expect(turnsOf(seen, 'snoozed', 0).at(-1)).toEqual({ at: 5, status: 'snoozed' });
  expect(turnsOf([], 'open', 7)).toEqual([{ at: 7, status: 'open' }]);
});

const lengths = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 6 });

test('it comes due in the minute in which, counted minute by minute, its time is up', () => {
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 600 }), fc.boolean(), (minutes, target, inOffice) => {
      const started = at('2026-11-19T13:00:00Z'); // a Thursday
      let end = started;
      const turns = minutes.map((length, nth) => {
        const turn = { at: end, status: nth % 2 ? 'waiting' : 'open' };
        end += length * MINUTE;
        return turn;
      });
      let left = target;
      let missed: number | null = null;
      for (let minute = started; minute < end && missed === null; minute += MINUTE) {
        const turn = turns.findLast((each) => each.at <= minute);
        if (turn?.status === 'open' && (!inOffice || isOpenAt(office, minute))) left -= 1;
        if (left === 0) missed = minute + MINUTE;
      }
      const found = reckonDone(course(turns), target, clockOf(inOffice ? office : null), end);
      // A turn that ends with the last minute ended in time.
      const isInTime = missed !== null && turns.some((turn) => turn.at === missed);
      if (!isInTime) expect(found.breachedMs).toBe(missed);
      expect(found.outcome === 'breached').toBe(found.breachedMs !== null);
    }),
    { numRuns: 60 },
  );
});
