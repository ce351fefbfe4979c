import type { Schedule } from '@everthread/shared/models/schedule';

const MINUTE = 60_000;
const DAY = 1440;

/** From and to in minutes after the midnight at which the day began; past 1440 it is the next day. */
export type Slot = { from: number; to: number };

type Calendar = {
  weekly: readonly Slot[][]; // Monday first
  closed: readonly { first: number; last: number }[]; // days since 1970
  closedYearly: readonly { first: number; last: number }[]; // month and day as 1224
  openings: ReadonlyMap<number, Slot[]>;
};

const calendars = new WeakMap<Schedule, Calendar>();

/** What takes place on that day of the schedule's own calendar, given as the number of days since 1970. */
export function slotsOn(schedule: Schedule, day: number): readonly Slot[] {
  const calendar = calendarOf(schedule);
  const openings = calendar.openings.get(day) ?? [];
  const weekly = isClosed(calendar, day) ? [] : (calendar.weekly[weekdayOf(day)] ?? []);
  return openings.length === 0 ? weekly : [...weekly, ...openings];
}

/** Monday is 0; the first of January 1970 was a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

function isClosed({ closed, closedYearly }: Calendar, day: number): boolean {
  if (closed.some(({ first, last }) => first <= day && day <= last)) return true;
  if (closedYearly.length === 0) return false;
  const date = new Date(day * DAY * MINUTE);
  const inYear = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
  return closedYearly.some(({ first, last }) =>
    first <= last ? first <= inYear && inYear <= last : first <= inYear || inYear <= last,
  );
}

function calendarOf(schedule: Schedule): Calendar {
  const known = calendars.get(schedule);
  if (known) return known;
  const calendar = readCalendar(schedule);
  calendars.set(schedule, calendar);
  return calendar;
}

function readCalendar({ weekly, holidays, openings }: Schedule): Calendar {
  const days = Array.from({ length: 7 }, (_, at) => weekly.filter(({ day }) => day === at + 1).map(slotOf));
  const yearly = holidays.filter(({ isYearly }) => isYearly);
  const byDate = Map.groupBy(openings, ({ date }) => dayOf(date));
  return {
    weekly: days,
    closed: holidays
      .filter(({ isYearly }) => !isYearly)
      .map(({ from, to }) => ({ first: dayOf(from), last: dayOf(to) })),
    closedYearly: yearly.map(({ from, to }) =>
      dayOf(to) - dayOf(from) >= 365 ? { first: 101, last: 1231 } : { first: inYearOf(from), last: inYearOf(to) },
    ),
    openings: new Map([...byDate].map(([day, list]) => [day, list.map(slotOf)])),
  };
}

function slotOf({ from, to }: { from: string; to: string }): Slot {
  const [begin, end] = [minutesOf(from), minutesOf(to)];
  return { from: begin, to: end <= begin ? end + DAY : end };
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const dayOf = (date: string): number => Math.round(Date.parse(date) / (DAY * MINUTE));
const inYearOf = (date: string): number => Number(date.slice(5, 7)) * 100 + Number(date.slice(8));
