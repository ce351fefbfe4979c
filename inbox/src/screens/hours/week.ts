import type { Holiday, Opening, Schedule, WeeklySlot } from '@everthread/shared/models/schedule';

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const WEEKDAYS = [1, 2, 3, 4, 5];
export const ALL_DAYS = [1, 2, 3, 4, 5, 6, 7];

/** The hours that most begin with. */
export const officeHours = (timeZone: string): Schedule => ({
  timeZone,
  weekly: WEEKDAYS.map((day) => ({ day, from: '09:00', to: '17:00' })),
  holidays: [],
  openings: [],
});

export const dayAndNight = (): WeeklySlot[] => ALL_DAYS.map((day) => ({ day, from: '00:00', to: '24:00' }));

export const slotsOf = (weekly: readonly WeeklySlot[], day: number): WeeklySlot[] =>
  weekly.filter((slot) => slot.day === day);

/** The week with this day's slots given anew, in its order. */
export function withDay(weekly: readonly WeeklySlot[], day: number, slots: readonly Omit<WeeklySlot, 'day'>[]) {
  const others = weekly.filter((slot) => slot.day !== day);
  return inOrder([...others, ...slots.map((slot) => ({ ...slot, day }))]);
}

/** One day's slots on other days as well, in place of what they had. */
export function copyDay(weekly: readonly WeeklySlot[], from: number, to: readonly number[]): WeeklySlot[] {
  const slots = slotsOf(weekly, from);
  return to.reduce((week, day) => withDay(week, day, slots), [...weekly]);
}

export const COPIES: Readonly<Record<string, readonly number[]>> = { weekdays: WEEKDAYS, all: ALL_DAYS };

/** What a further slot of a day begins as: after the last one, for as long as fits. */
export function nextSlot(slots: readonly WeeklySlot[]): Omit<WeeklySlot, 'day'> {
  const last = slots.at(-1);
  if (!last) return { from: '09:00', to: '17:00' };
  const hour = Math.min(22, Number(last.to.slice(0, 2)) + 1);
  const time = (of: number) => `${String(of).padStart(2, '0')}:00`;
  return { from: time(hour), to: time(Math.min(23, hour + 4)) };
}

/** Whether it goes on past midnight. */
export const crossesMidnight = ({ from, to }: Pick<WeeklySlot, 'from' | 'to'>): boolean => to <= from && to !== '00:00';

const inOrder = (weekly: readonly WeeklySlot[]): WeeklySlot[] =>
  weekly.toSorted((a, b) => a.day - b.day || (a.from < b.from ? -1 : 1));

/** Holidays by date, those that come every year by their place in it after the others. */
export const holidaysInOrder = (holidays: readonly Holiday[]): Holiday[] =>
  holidays.toSorted((a, b) => Number(a.isYearly) - Number(b.isYearly) || keyOf(a).localeCompare(keyOf(b)));

const keyOf = ({ from, isYearly }: Holiday) => (isYearly ? from.slice(5) : from);

export const isOver = ({ to, isYearly }: Holiday, today: string): boolean => !isYearly && to < today;

/** Of these holidays those that are not among the others yet. */
export function newOnes(found: readonly Holiday[], held: readonly Holiday[]): Holiday[] {
  const known = new Set(held.map(same));
  return found.filter((holiday) => !known.has(same(holiday)));
}

const same = ({ name, from, to, isYearly }: Holiday) =>
  `${isYearly ? from.slice(5) : from} ${isYearly ? to.slice(5) : to} ${name}`;

export const openingsInOrder = (openings: readonly Opening[]): Opening[] =>
  openings.toSorted((a, b) => `${a.date} ${a.from}`.localeCompare(`${b.date} ${b.from}`));
