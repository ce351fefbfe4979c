import { expect, test } from 'vitest';
import type { WorkingHours } from '../models/profile.ts';
import { WorkingHours as Schema } from '../models/profile.ts';
import { availabilityOf, isWithin } from './availability.ts';

const at = (iso: string) => Date.parse(iso);
const weekday = (timeZone: string): WorkingHours => ({ timeZone, spans: [{ day: 1, from: '09:00', to: '17:30' }] });

test.each([
  ['2026-11-23T08:59:59Z', false], // a Monday
  ['2026-11-23T09:00:00Z', true],
  ['2026-11-23T17:29:59Z', true],
  ['2026-11-23T17:30:00Z', false],
  ['2026-11-24T10:00:00Z', false],
])('at %s in London these hours hold: %s', (now, holds) => {
  expect(isWithin(weekday('Europe/London'), at(now))).toBe(holds);
});

test('the clock is the one of the time zone, on both sides of a change of time', () => {
  const berlin: WorkingHours = { timeZone: 'Europe/Berlin', spans: [{ day: 7, from: '09:00', to: '10:00' }] };
  expect(isWithin(berlin, at('2026-03-22T08:30:00Z'))).toBe(true); // winter: one hour ahead
  expect(isWithin(berlin, at('2026-03-29T08:30:00Z'))).toBe(false); // summer since that night: two
  expect(isWithin(berlin, at('2026-03-29T07:30:00Z'))).toBe(true);
});

test('Monday has begun in Auckland while it is Sunday elsewhere', () => {
  expect(isWithin(weekday('Pacific/Auckland'), at('2026-11-22T20:30:00Z'))).toBe(true);
});

test('a night shift is two spans, and the day ends at 24:00', () => {
  const night: WorkingHours = {
    timeZone: 'UTC',
    spans: [
      { day: 1, from: '22:00', to: '24:00' },
      { day: 2, from: '00:00', to: '06:00' },
    ],
  };
  expect(
    ['2026-11-23T23:59:00Z', '2026-11-24T00:00:00Z', '2026-11-24T06:00:00Z'].map((now) => isWithin(night, at(now))),
  ).toEqual([true, true, false]);
});

test.each([
  [{ isConnected: true, isAway: false, hours: null }, 'here'],
  [{ isConnected: true, isAway: true, hours: null }, 'away'],
  [{ isConnected: false, isAway: false, hours: null }, 'away'],
  [{ isConnected: true, isAway: false, hours: weekday('UTC') }, 'here'],
  [{ isConnected: true, isAway: false, hours: { timeZone: 'UTC', spans: [] } }, 'off-shift'],
] as const)('%j is %s', (known, expected) => {
  expect(availabilityOf(known as Parameters<typeof availabilityOf>[0], at('2026-11-23T12:00:00Z'))).toBe(expected);
});

test.each([
  { timeZone: 'Mars/Olympus', spans: [] },
  { timeZone: '+02:00', spans: [] },
  { timeZone: 'UTC', spans: [{ day: 0, from: '09:00', to: '10:00' }] },
  { timeZone: 'UTC', spans: [{ day: 1, from: '10:00', to: '09:00' }] },
  { timeZone: 'UTC', spans: [{ day: 1, from: '9:00', to: '24:30' }] },
])('%j are no hours', (hours) => {
  expect(Schema.safeParse(hours).success).toBe(false);
});
