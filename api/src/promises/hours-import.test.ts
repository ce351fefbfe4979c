import { Holiday } from '@everthread/shared/models/schedule';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHolidays } from './hours-import.ts';

const NOW = Date.parse('2026-11-20T12:00:00Z');

const calendar = (...events: string[][]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']),
    'END:VCALENDAR',
  ].join('\r\n');

const read = (...events: string[][]) =>
  readHolidays(calendar(...events), NOW).holidays.map(
    ({ name, from, to, isYearly }) => `${from} ${to}${isYearly ? ' yearly' : ''} ${name}`,
  );

test('a day, several days whose end is the day after the last, and a day without an end', () => {
  expect(
    read(
      ['SUMMARY:Founding day', 'DTSTART;VALUE=DATE:20261204', 'DTEND;VALUE=DATE:20261205'],
      ['SUMMARY:Between the years', 'DTSTART;VALUE=DATE:20261227', 'DTEND;VALUE=DATE:20270101'],
      ['SUMMARY:Bridge day', 'DTSTART;VALUE=DATE:20270507'],
      ['SUMMARY:A week', 'DTSTART;VALUE=DATE:20270802', 'DURATION:P1W'],
    ),
  ).toEqual([
    '2026-12-04 2026-12-04 Founding day',
    '2026-12-27 2026-12-31 Between the years',
    '2027-05-07 2027-05-07 Bridge day',
    '2027-08-02 2027-08-08 A week',
  ]);
});

test('what repeats each year on its date is one yearly holiday, also from long ago', () => {
  expect(
    read(
      ['SUMMARY:Christmas', 'DTSTART;VALUE=DATE:19701225', 'DTEND;VALUE=DATE:19701227', 'RRULE:FREQ=YEARLY'],
      ['SUMMARY:New Year', 'DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1'],
    ),
  ).toEqual(['1970-12-25 1970-12-26 yearly Christmas', '2020-01-01 2020-01-01 yearly New Year']);
});

test('what moves by a rule is written out for the years to come, without the days taken out of it', () => {
  const thanksgiving = [
    'SUMMARY:Thanksgiving',
    'DTSTART;VALUE=DATE:20101125',
    'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH',
  ];

  expect(read([...thanksgiving, 'EXDATE;VALUE=DATE:20271125'])).toEqual([
    '2025-11-27 2025-11-27 Thanksgiving',
    '2026-11-26 2026-11-26 Thanksgiving',
    '2028-11-23 2028-11-23 Thanksgiving',
    '2029-11-22 2029-11-22 Thanksgiving',
  ]);
  expect(read(['SUMMARY:Twice', 'DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=YEARLY;COUNT=2'])).toEqual([
    '2026-12-01 2026-12-01 Twice',
    '2027-12-01 2027-12-01 Twice',
  ]);
});

test('appointments of some hours, what was cancelled and what has long passed are no holidays', () => {
  const { holidays, skipped } = readHolidays(
    calendar(
      ['SUMMARY:Meeting', 'DTSTART:20261201T100000Z', 'DTEND:20261201T110000Z'],
      ['SUMMARY:Each second', 'DTSTART;VALUE=DATE:20261201', 'RRULE:FREQ=SECONDLY'],
      ['SUMMARY:Cancelled', 'STATUS:CANCELLED', 'DTSTART;VALUE=DATE:20261202'],
      ['SUMMARY:Long ago', 'DTSTART;VALUE=DATE:20110101'],
      ['SUMMARY:Midnight to midnight', 'DTSTART:20261203T000000', 'DTEND:20261204T000000'],
    ),
    NOW,
  );

  expect(holidays.map(({ name }) => name)).toEqual(['Midnight to midnight']);
  expect(skipped).toBe(2);
});

test('folded lines, escaped commas, other languages and a byte order mark are read as they are meant', () => {
  const text = calendar(
    ['SUMMARY:Nouvel an\\, jour', '  férié', 'DTSTART;VALUE=DATE:20270101'],
    ['SUMMARY:春节', 'DTSTART;VALUE=DATE:20270206', 'DTEND;VALUE=DATE:20270213'],
  );

  expect(readHolidays(`\uFEFF${text}\r\n`, NOW).holidays.map(({ name, to }) => [name, to])).toEqual([
    ['Nouvel an, jour férié', '2027-01-01'],
    ['春节', '2027-02-12'],
  ]);
});

test.each([
  ['a page', '<!doctype html><title>Sign in</title>', 'This is not a calendar'],
  ['nothing', '', 'This is not a calendar'],
  ['half a calendar', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT', 'This is not a calendar'],
  ['a card', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:A\r\nEND:VCARD', 'This is not a calendar'],
  ['a megabyte', 'x'.repeat(1_000_001), 'too large'],
  [
    'too many',
    calendar(...Array.from({ length: 501 }, (_, i) => [`SUMMARY:Day ${i}`, 'DTSTART;VALUE=DATE:20270101'])),
    'more than 500',
  ],
  [
    'rules without end',
    calendar(
      ...Array.from({ length: 9 }, (_, i) => [
        `SUMMARY:${i}`,
        'DTSTART;VALUE=DATE:20200101',
        'RRULE:FREQ=DAILY;BYMONTH=2',
      ]),
    ),
    'holidays|too often',
  ],
])('%s is refused with a word on why', (_, text, reason) => {
  expect(() => readHolidays(text, NOW)).toThrow(new RegExp(reason));
});

test('whatever a calendar says, what is read from it can be stored, and nothing else is thrown', () => {
  const line = fc.constantFrom(
    'SUMMARY:Day',
    'SUMMARY:\u0000\ud800x',
    'DTSTART;VALUE=DATE:20261301',
    'DTSTART;VALUE=DATE:20270101',
    'DTEND;VALUE=DATE:20260101',
    'DTSTART:20270101T000000Z',
    'DURATION:-P1D',
    'RRULE:FREQ=YEARLY',
    'RRULE:FREQ=MONTHLY;BYDAY=-1FR',
    'RRULE:FREQ=YEARLY;UNTIL=20280101',
    'RDATE;VALUE=DATE:20270202',
    'DTSTART;TZID=Mars/Base:20270101T000000',
    'X:Y',
  );
  fc.assert(
    fc.property(fc.array(fc.array(line, { maxLength: 5 }), { maxLength: 4 }), (events) => {
      try {
        for (const holiday of readHolidays(calendar(...events), NOW).holidays) Holiday.parse(holiday);
      } catch (error) {
        expect(error).toMatchObject({ name: 'AppError' });
      }
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['RRULE:FREQ=DAILY;INTERVAL=999999999'],
  ['RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31'],
  ['RRULE:FREQ=DAILY;INTERVAL=7;BYDAY=MO'],
  ['RRULE:FREQ=WEEKLY;BYMONTH=2;BYMONTHDAY=31'],
  ['RRULE:FREQ=YEARLY;COUNT=2\r\nRRULE:FREQ=DAILY;INTERVAL=999999999'],
  ['DURATION:P9999999999W'],
])('E5 what would be looked for without end is no holiday: %s', (rule) => {
  const calendar = `BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20270101\r\n${rule}\r\nEND:VEVENT\r\nEND:VCALENDAR`;
  expect(readHolidays(calendar, Date.parse('2026-11-23T12:00:00Z'))).toEqual({ holidays: [], skipped: 1 });
});
