import { afterEach, expect, test } from 'vitest';
import { snoozeTimes } from './snooze-times.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const local = (at: Date) =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')} ${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
const timesAt = (timeZone: string, now: string) => {
  process.env.TZ = timeZone;
  return Object.fromEntries(snoozeTimes(new Date(now)).map(({ name, at }) => [name, local(at)]));
};

test('on a Wednesday morning: later today, tomorrow, Monday, in a week', () => {
  expect(timesAt('UTC', '2026-11-04T09:20:00Z')).toEqual({
    laterToday: '2026-11-04 13:00',
    tomorrow: '2026-11-05 09:00',
    monday: '2026-11-09 09:00',
    inAWeek: '2026-11-11 09:00',
  });
});

test('in the evening today is over', () => {
  expect(timesAt('UTC', '2026-11-04T19:00:00Z')).not.toHaveProperty('laterToday');
  expect(timesAt('UTC', '2026-11-04T23:30:00Z')).not.toHaveProperty('laterToday');
});

test('no moment is offered under two names', () => {
  expect(timesAt('UTC', '2026-11-08T10:00:00Z')).not.toHaveProperty('monday'); // a Sunday: tomorrow says it
  expect(timesAt('UTC', '2026-11-09T10:00:00Z')).not.toHaveProperty('inAWeek'); // a Monday: Monday says it
});

test.each([
  ['Europe/Paris', '2026-03-28T10:00:00Z', '2026-03-29 09:00'],
  ['Europe/Paris', '2026-10-24T10:00:00Z', '2026-10-25 09:00'],
  ['Australia/Lord_Howe', '2026-10-03T01:00:00Z', '2026-10-04 09:00'],
  ['Asia/Kathmandu', '2026-06-01T03:00:00Z', '2026-06-02 09:00'],
  ['America/Sao_Paulo', '2026-12-31T15:00:00Z', '2027-01-01 09:00'],
])('M4 in %s tomorrow morning is nine on the clock, also when the clocks change', (timeZone, now, tomorrow) => {
  expect(timesAt(timeZone, now)).toMatchObject({ tomorrow });
});

test.each(['Europe/Paris', 'Australia/Lord_Howe', 'America/New_York', 'Pacific/Apia', 'Africa/Casablanca'])(
  'M4 in %s, at every hour of a year, all is in the future and in order',
  (timeZone) => {
    process.env.TZ = timeZone;
    for (let hour = 0; hour < 366 * 24; hour += 1) {
      const now = new Date(Date.UTC(2026, 0, 1, hour, 17));
      const times = snoozeTimes(now).map(({ at }) => at.getTime());
      expect(Math.min(...times)).toBeGreaterThan(now.getTime());
      expect(new Set(times).size).toBe(times.length);
    }
  },
);
