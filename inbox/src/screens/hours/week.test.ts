import type { WeeklySlot } from '@everthread/shared/models/schedule';
import { expect, test } from 'vitest';
import { copyDay, crossesMidnight, holidaysInOrder, isOver, newOnes, nextSlot, slotsOf, withDay } from './week.ts';

const slot = (day: number, from: string, to: string): WeeklySlot => ({ day, from, to });
const week = [slot(1, '09:00', '12:00'), slot(1, '13:00', '17:00'), slot(2, '10:00', '16:00')];

test('a day is copied to others in place of what they had', () => {
  const copied = copyDay(week, 1, [1, 2, 3]);
  for (const day of [1, 2, 3]) {
    expect(slotsOf(copied, day)).toEqual([slot(day, '09:00', '12:00'), slot(day, '13:00', '17:00')]);
  }
  expect(copyDay(week, 7, [1, 2])).toEqual([]);
});

test('a day is given anew, and the week stays in order', () => {
  expect(withDay(week, 1, [{ from: '18:00', to: '02:00' }])).toEqual([
    slot(1, '18:00', '02:00'),
    slot(2, '10:00', '16:00'),
  ]);
});

test.each([
  [[], { from: '09:00', to: '17:00' }],
  [[slot(1, '09:00', '12:00')], { from: '13:00', to: '17:00' }],
  [[slot(1, '09:00', '24:00')], { from: '22:00', to: '23:00' }],
])('after %j a further slot begins as %j', (slots, next) => expect(nextSlot(slots)).toEqual(next));

test.each([
  ['22:00', '02:00', true],
  ['09:00', '17:00', false],
  ['09:00', '00:00', false],
  ['09:00', '24:00', false],
  ['09:00', '09:00', true],
])('%s–%s goes on past midnight: %s', (from, to, is) => expect(crossesMidnight({ from, to })).toBe(is));

test('holidays stand in the order of their dates, and what was imported before is not added again', () => {
  const xmas = { name: 'Christmas', from: '2020-12-25', to: '2020-12-26', isYearly: true };
  const fair = { name: 'Fair', from: '2026-11-27', to: '2026-11-27', isYearly: false };
  const may = { name: 'May Day', from: '2026-05-01', to: '2026-05-01', isYearly: true };
  expect(holidaysInOrder([xmas, fair, may]).map(({ name }) => name)).toEqual(['Fair', 'May Day', 'Christmas']);
  expect(newOnes([{ ...xmas, from: '2026-12-25', to: '2026-12-26' }, may], [xmas, fair])).toEqual([may]);
  expect([isOver(fair, '2026-11-28'), isOver(fair, '2026-11-27'), isOver(xmas, '2026-11-28')]).toEqual([
    true,
    false,
    false,
  ]);
});
