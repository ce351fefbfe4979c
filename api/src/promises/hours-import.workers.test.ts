import { expect, test } from 'vitest';
import { readHolidays } from './hours-import.ts';

test('calendars are read in workerd as well', () => {
  const text = [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'SUMMARY:Day',
    'DTSTART;VALUE=DATE:20270101',
    'RRULE:FREQ=YEARLY',
    'END:VEVENT',
    'END:VCALENDAR',
  ];

  expect(readHolidays(text.join('\n'), Date.parse('2026-11-20')).holidays).toEqual([
    { name: 'Day', from: '2027-01-01', to: '2027-01-01', isYearly: true },
  ]);
});
