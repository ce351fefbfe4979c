import { Schedule } from '@everthread/shared/models/schedule';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCalendar } from './parse-calendar.ts';

const NOW = new Date('2026-11-22T10:00:00Z');
const calendar = (...events: readonly (readonly string[])[]) =>
  ['BEGIN:VCALENDAR', ...events.flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']), 'END:VCALENDAR'].join(
    '\r\n',
  );
const parse = (...events: readonly (readonly string[])[]) => parseCalendar(calendar(...events), NOW);

test.each([
  [
    ['SUMMARY:Christmas', 'DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261227'],
    '2026-12-25',
    '2026-12-26',
    false,
  ],
  [['SUMMARY:Christmas', 'DTSTART;VALUE=DATE:20261225'], '2026-12-25', '2026-12-25', false],
  [
    ['SUMMARY:Christmas', 'DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20261225'],
    '2026-12-25',
    '2026-12-25',
    false,
  ],
  [['SUMMARY:Christmas', 'DTSTART;VALUE=DATE:20261225', 'DURATION:P1W2D'], '2026-12-25', '2027-01-02', false],
  [['SUMMARY:Christmas', 'DTSTART:20261225T000000', 'DTEND:20261225T235959'], '2026-12-25', '2026-12-25', false],
  [
    ['SUMMARY:Christmas', 'DTSTART;TZID="Europe/Paris":20261225T000000', 'DTEND:20261226T000000'],
    '2026-12-25',
    '2026-12-25',
    false,
  ],
  [['SUMMARY:Christmas', 'DTSTART;VALUE=DATE:20151225', 'RRULE:FREQ=YEARLY'], '2015-12-25', '2015-12-25', true],
  [
    ['SUMMARY:Christmas', 'DTSTART;VALUE=DATE:20151225', 'RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25'],
    '2015-12-25',
    '2015-12-25',
    true,
  ],
])('%j is off from %s to %s', (lines, from, to, isYearly) => {
  expect(parse(lines)).toEqual([{ name: 'Christmas', from, to, isYearly }]);
});

test.each([
  ['lasts hours', ['DTSTART:20261225T090000Z', 'DTEND:20261225T170000Z']],
  ['was cancelled', ['DTSTART;VALUE=DATE:20261225', 'STATUS:CANCELLED']],
  ['is over', ['DTSTART;VALUE=DATE:20251225']],
  ['is no date', ['DTSTART;VALUE=DATE:20261345']],
  ['has no day', ['SUMMARY:Hm']],
  ['is too long', ['DTSTART;VALUE=DATE:20261225', 'DTEND;VALUE=DATE:20281225']],
  ['ends before it begins its turns', ['DTSTART;VALUE=DATE:20201225', 'RRULE:FREQ=YEARLY;UNTIL=20231231']],
])('what %s is passed over', (_, lines) => expect(parse(lines)).toEqual([]));

test('the nth weekday of a month is found in each of three years, and a rule ends where it says', () => {
  const days = (rule: string, first: string) =>
    parse([`DTSTART;VALUE=DATE:${first}`, `RRULE:${rule}`]).map(({ from }) => from);
  expect(days('FREQ=YEARLY;BYMONTH=11;BYDAY=4TH', '20201126')).toEqual(['2026-11-26', '2027-11-25', '2028-11-23']);
  expect(days('FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO', '20200525')).toEqual(['2027-05-31', '2028-05-29']);
  expect(days('FREQ=YEARLY;COUNT=8', '20201225')).toEqual(['2026-12-25', '2027-12-25']);
  expect(days('FREQ=YEARLY;UNTIL=20271226T000000Z', '20201225')).toEqual(['2026-12-25', '2027-12-25']);
  expect(days('FREQ=YEARLY;INTERVAL=2', '20201225')).toEqual(['2026-12-25', '2028-12-25']);
});

test('names are unfolded and unescaped, and those of alarms are not taken for them', () => {
  const folded = [
    'DTSTART;VALUE=DATE:20261225',
    'SUMMARY:Tea\\, pots\\nand a',
    '  very long na',
    ' me',
    'BEGIN:VALARM',
    'SUMMARY:Ring',
    'END:VALARM',
  ];
  expect(parse(folded)[0]?.name).toBe('Tea, pots and a very long name');
});

test('what is there twice comes once, in the order of the dates', () => {
  const fair = ['SUMMARY:Fair', 'DTSTART;VALUE=DATE:20261201'];
  const party = ['SUMMARY:Party', 'DTSTART;VALUE=DATE:20261130'];
  expect(parse(fair, party, fair).map(({ name }) => name)).toEqual(['Party', 'Fair']);
});

test('whatever comes is read without harm, and what is found fits into a schedule', () => {
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.constantFrom(
      'BEGIN:VEVENT',
      'END:VEVENT',
      'BEGIN:VALARM',
      'END:VALARM',
      'DTSTART;VALUE=DATE:20270101',
      'DTEND:20270105',
      'RRULE:FREQ=YEARLY;BYDAY=5MO',
      'DURATION:P9D',
    ),
    fc.string({ unit: 'binary', maxLength: 200 }).map((text) => `SUMMARY:${text}`),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const holidays = parseCalendar(lines.join('\n'), NOW);
      Schedule.parse({ timeZone: 'UTC', weekly: [], openings: [], holidays });
    }),
  );
});

test('a hostile calendar is read like any other', () => {
  expect(parseCalendar(`BEGIN:VEVENT\n${`DTSTART${';"'.repeat(100_000)}\n`}END:VEVENT`, NOW)).toEqual([]);
  expect(parseCalendar(`BEGIN:VEVENT\nSUMMARY:${'\\n '.repeat(150_000)}\nEND:VEVENT`, NOW)).toEqual([]);
});
