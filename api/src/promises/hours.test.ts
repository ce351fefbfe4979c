import type { Schedule } from '@everthread/shared/models/schedule';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addOpenSeconds,
  type Hours,
  isOpenAt,
  nextClosing,
  nextOpening,
  openSecondsBetween,
  openSpans,
  peopleAt,
} from './hours.ts';

const MINUTE = 60_000;
const at = (text: string) => Date.parse(text);
const iso = (ms: number | undefined) => ms && new Date(ms).toISOString();

const closed = (timeZone: string): Schedule => ({ timeZone, weekly: [], holidays: [], openings: [] });
const everyDay = (timeZone: string, from: string, to: string): Schedule => ({
  ...closed(timeZone),
  weekly: [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from, to })),
});

// Around each zone's changes, and where its calendar is odd.
const ODD_TIMES: Readonly<Record<string, readonly string[]>> = {
  'Europe/Paris': ['2026-03-28T20:00Z', '2026-10-24T20:00Z'],
  'America/New_York': ['2026-03-08T02:00Z', '2026-11-01T02:00Z'],
  'Australia/Lord_Howe': ['2026-04-04T10:00Z', '2026-10-03T10:00Z'],
  'Africa/Casablanca': ['2026-02-14T22:00Z', '2026-03-21T22:00Z'],
  'Asia/Kathmandu': ['2026-05-01T12:00Z', '1985-12-31T15:00Z'],
  'Pacific/Apia': ['2011-12-29T20:00Z', '2011-09-24T10:00Z'],
  'Asia/Shanghai': ['2026-01-01T00:00Z', '1991-09-14T12:00Z'],
};

const time = fc.nat({ max: 95 }).map((quarter) => clock(quarter * 15));
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const slot = fc.record({ from: time, to: fc.oneof(time, fc.constant('24:00')) });

/** What the wall clock shows, asked anew for every minute: none of the code under test is in it. */
function wallClock(timeZone: string) {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  });
  return (ms: number) => {
    const [date = '', shown = ''] = format.format(ms).split(', ');
    return { date, time: shown };
  };
}

function scanned(schedule: Schedule, show: ReturnType<typeof wallClock>, ms: number): boolean {
  const now = show(ms);
  const eve = new Date(Date.parse(now.date) - 1440 * MINUTE).toISOString().slice(0, 10);
  const isHoliday = (date: string) =>
    schedule.holidays.some(({ from, to, isYearly }) =>
      isYearly ? from.slice(5) <= date.slice(5) && date.slice(5) <= to.slice(5) : from <= date && date <= to,
    );
  const slotsOf = (date: string) => [
    ...schedule.openings.filter((opening) => opening.date === date),
    ...(isHoliday(date) ? [] : schedule.weekly.filter(({ day }) => day === ((new Date(date).getUTCDay() + 6) % 7) + 1)),
  ];
  return (
    slotsOf(now.date).some(({ from, to }) => from <= now.time && (now.time < to || to <= from)) ||
    slotsOf(eve).some(({ from, to }) => to <= from && now.time < to)
  );
}

test.each(Object.keys(ODD_TIMES))('M3 the hours of %s are those of a scan of every minute', (timeZone) => {
  const show = wallClock(timeZone);
  fc.assert(
    fc.property(
      fc.record({
        begin: fc.constantFrom(...(ODD_TIMES[timeZone] ?? [])),
        shift: fc.integer({ min: -2000, max: 600 }),
        weekly: fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), slot), { maxLength: 12 }),
        openings: fc.array(fc.tuple(fc.integer({ min: -1, max: 3 }), slot), { maxLength: 2 }),
        holidays: fc.array(fc.tuple(fc.integer({ min: -1, max: 3 }), fc.nat({ max: 2 }), fc.boolean()), {
          maxLength: 2,
        }),
      }),
      ({ begin, shift, weekly, openings, holidays }) => {
        const fromMs = at(begin) + shift * MINUTE;
        const date = (days: number) => show(fromMs + days * 1440 * MINUTE).date;
        const schedule: Schedule = {
          timeZone,
          weekly: weekly.map(([day, hours]) => ({ day, ...hours })),
          openings: openings.map(([days, hours]) => ({ date: date(days), ...hours })),
          holidays: holidays
            .map(([days, length, isYearly]) => ({
              name: 'Day off',
              from: date(days),
              to: date(days + length),
              isYearly,
            }))
            .filter(({ from, to }) => from <= to && from.slice(5) <= to.slice(5)),
        };
        const open = Array.from({ length: 3000 }, (_, minute) => scanned(schedule, show, fromMs + minute * MINUTE));
        const endMs = fromMs + open.length * MINUTE;

        const spans = openSpans(schedule, fromMs, endMs);
        expect(
          open.map((_, minute) =>
            spans.some((s) => s.fromMs <= fromMs + minute * MINUTE && fromMs + minute * MINUTE < s.toMs),
          ),
        ).toEqual(open);
        expect(openSecondsBetween(schedule, fromMs, endMs)).toBe(open.filter(Boolean).length * 60);
        expect(isOpenAt(schedule, fromMs)).toBe(open[0]);

        const opens = open.indexOf(true);
        const opening = nextOpening(schedule, fromMs);
        if (opens >= 0) expect(opening).toBe(fromMs + opens * MINUTE);
        else expect(opening ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(endMs);
        const closes = open.indexOf(false);
        const closing = nextClosing(schedule, fromMs);
        if (closes >= 0) expect(closing).toBe(fromMs + closes * MINUTE);
        else expect(closing ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(endMs);

        const third = open.flatMap((isOpen, minute) => (isOpen ? [minute] : []))[179];
        if (third !== undefined) expect(addOpenSeconds(schedule, fromMs, 10_800)).toBe(fromMs + (third + 1) * MINUTE);
      },
    ),
    { numRuns: 12 },
  );
});

test('the hour that Paris skips in spring is missing, and the one it shows twice in autumn counts twice', () => {
  const nights = everyDay('Europe/Paris', '01:00', '04:00');

  expect(openSecondsBetween(nights, at('2026-03-28T12:00Z'), at('2026-03-29T12:00Z'))).toBe(2 * 3600);
  expect(openSecondsBetween(nights, at('2026-10-24T12:00Z'), at('2026-10-25T12:00Z'))).toBe(4 * 3600);
  expect(iso(nextOpening(everyDay('Europe/Paris', '02:15', '02:45'), at('2026-03-29T00:00Z')))).toBe(
    '2026-03-30T00:15:00.000Z',
  );
});

test('on the Friday that Apia left out nobody was there', () => {
  const fridays = { ...closed('Pacific/Apia'), weekly: [{ day: 5, from: '09:00', to: '17:00' }] };

  expect(iso(nextOpening(fridays, at('2011-12-29T12:00Z')))).toBe('2012-01-05T19:00:00.000Z');
});

test('a slot that began on the eve of a holiday goes on past midnight, and one-off openings hold on a holiday', () => {
  const bar: Schedule = {
    ...everyDay('Europe/Berlin', '22:00', '02:00'),
    holidays: [{ name: 'Christmas', from: '2020-12-25', to: '2020-12-26', isYearly: true }],
    openings: [{ date: '2026-12-26', from: '12:00', to: '14:00' }],
  };

  expect(
    openSpans(bar, at('2026-12-24T12:00Z'), at('2026-12-27T12:00Z')).map(({ fromMs, toMs }) => [
      iso(fromMs),
      iso(toMs),
    ]),
  ).toEqual([
    ['2026-12-24T21:00:00.000Z', '2026-12-25T01:00:00.000Z'],
    ['2026-12-26T11:00:00.000Z', '2026-12-26T13:00:00.000Z'],
  ]);
});

test('a yearly holiday may last over the turn of the year', () => {
  const office: Schedule = {
    ...everyDay('UTC', '09:00', '17:00'),
    holidays: [{ name: 'Winter', from: '2020-12-24', to: '2021-01-02', isYearly: true }],
  };

  expect(iso(nextOpening(office, at('2026-12-23T18:00Z')))).toBe('2027-01-03T09:00:00.000Z');
  expect(iso(nextOpening(office, at('2027-12-31T10:00Z')))).toBe('2028-01-03T09:00:00.000Z');
});

test('what is always open has no closing, and what is never open no opening', () => {
  const always = everyDay('Asia/Kathmandu', '00:00', '24:00');

  expect(nextClosing(always, 0)).toBeUndefined();
  expect(nextOpening(always, 5)).toBe(5);
  expect(addOpenSeconds(always, 0, 86_400)).toBe(86_400_000);
  expect(nextOpening(closed('UTC'), 0)).toBeUndefined();
  expect(addOpenSeconds(closed('UTC'), 0, 1)).toBeUndefined();
});

test('people together are there when any of them is, within the hours of their team', () => {
  const early = everyDay('Europe/Paris', '06:00', '12:00');
  const late: Schedule = {
    ...everyDay('America/New_York', '05:00', '11:00'),
    holidays: [{ name: 'Away', from: '2026-07-02', to: '2026-07-02', isYearly: false }],
  };
  const team: Hours = { allOf: [everyDay('Europe/Paris', '08:00', '16:00'), { anyOf: [early, late] }] };
  const spans = openSpans(team, at('2026-07-01T00:00Z'), at('2026-07-03T00:00Z'));

  expect(spans.map(({ fromMs, toMs }) => [iso(fromMs), iso(toMs)])).toEqual([
    ['2026-07-01T06:00:00.000Z', '2026-07-01T14:00:00.000Z'],
    ['2026-07-02T06:00:00.000Z', '2026-07-02T10:00:00.000Z'],
  ]);
  expect(peopleAt([early, late], at('2026-07-01T09:30Z'))).toBe(2);
  expect(peopleAt([early, late], at('2026-07-02T09:30Z'))).toBe(1);
});
