import type { QuietHours } from '@everthread/shared/models/notification';
import type { WorkingHours } from '@everthread/shared/models/profile';
import { expect, test } from 'vitest';
import { quietUntil } from './quiet-until.ts';

const night = (timeZone = 'UTC'): QuietHours => ({ timeZone, from: '22:00', to: '07:00' });
const week = (timeZone = 'UTC'): WorkingHours => ({
  timeZone,
  spans: [1, 2, 3, 4, 5].map((day) => ({ day, from: '09:00', to: '17:00' })),
});
const until = (at: string, quiet: QuietHours | null, hours: WorkingHours | null, isQuietOffShift = hours !== null) => {
  const found = quietUntil({ quiet, isQuietOffShift }, hours, new Date(at));
  return found instanceof Date ? found.toISOString() : found;
};

test.each([
  ['nothing is set', '2026-11-18T23:00:00Z', null, null, undefined],
  ['by day', '2026-11-18T12:00:00Z', night(), null, undefined],
  ['by night', '2026-11-18T23:00:00Z', night(), null, '2026-11-19T07:00:00.000Z'],
  ['on the clock of his zone', '2026-11-18T13:30:00Z', night('Asia/Tokyo'), null, '2026-11-18T22:00:00.000Z'],
  [
    'when the clock goes back in that night',
    '2026-10-24T22:00:00Z',
    night('Europe/Berlin'),
    null,
    '2026-10-25T06:00:00.000Z',
  ],
  ['when it goes forward', '2026-03-28T22:00:00Z', night('Europe/Berlin'), null, '2026-03-29T05:00:00.000Z'],
  ['off shift, in the evening', '2026-11-18T18:00:00Z', null, week(), '2026-11-19T09:00:00.000Z'],
  ['off shift, over the week-end', '2026-11-20T18:00:00Z', null, week(), '2026-11-23T09:00:00.000Z'],
  ['on shift', '2026-11-18T10:00:00Z', null, week(), undefined],
  ['off shift begins where the night ends', '2026-11-18T23:00:00Z', night(), week(), '2026-11-19T09:00:00.000Z'],
  [
    'by night, of a shift that began before it',
    '2026-11-18T23:00:00Z',
    night(),
    { timeZone: 'UTC', spans: [{ day: 3, from: '20:00', to: '24:00' }] },
    '2026-11-25T20:00:00.000Z',
  ],
  [
    'whose shifts are all by night',
    '2026-11-18T23:00:00Z',
    night(),
    { timeZone: 'UTC', spans: [{ day: 3, from: '22:00', to: '24:00' }] },
    'never',
  ],
  ['without any shift', '2026-11-18T12:00:00Z', null, { timeZone: 'UTC', spans: [] }, 'never'],
] as const)('%s', (_what, at, quiet, hours, expected) => {
  expect(until(at, quiet, hours as WorkingHours | null)).toBe(expected);
});

test('working hours alone make nothing quiet', () => {
  expect(until('2026-11-18T23:00:00Z', null, week(), false)).toBeUndefined();
});
