import { HOLIDAY_DAYS, type Holiday, MAX_HOLIDAYS } from '@everthread/shared/models/schedule';
import ICAL from 'ical.js';
import { AppError } from '../errors.ts';

/** A calendar of holidays is a few kilobytes; one of a whole working life may be some hundred. */
const MAX_CALENDAR_BYTES = 1_000_000;
const DAY = 86_400_000;
/** What repeats, but not simply each year on its date, is written out so many years ahead. */
const YEARS_AHEAD = 3;
/** How often rules may be asked for their next day, all together. */
const MAX_STEPS = 5000;
const LONGEST_INTERVAL = 1000;
const FREQUENCIES = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY'];

/** What was found in a calendar. `skipped`: events of some hours, which close nothing. */
export type ImportedHolidays = { holidays: Holiday[]; skipped: number };

/**
 * Reads the holidays in the text of an iCalendar file (RFC 5545): whole days, several days in a row, those of each year,
 * and those that move by a rule, such as the fourth Thursday of November, for the years to come. What has long passed is
 * left out.
 */
export function readHolidays(text: string, nowMs: number): ImportedHolidays {
  if (text.length > MAX_CALENDAR_BYTES) throw new AppError('too_large', 'This calendar is too large: at most 1 MB');
  const window: Window = { fromMs: nowMs - 366 * DAY, toMs: nowMs + YEARS_AHEAD * 366 * DAY, stepsLeft: MAX_STEPS };
  const found = new Map<string, Holiday>();
  let skipped = 0;
  for (const event of eventsIn(text)) {
    const holidays = readOne(event, window);
    if (!holidays) skipped += 1;
    for (const holiday of holidays ?? []) found.set(JSON.stringify(holiday), holiday);
    if (found.size > MAX_HOLIDAYS) {
      throw new AppError('invalid', `There are more than ${MAX_HOLIDAYS} holidays in this calendar`);
    }
  }
  return { holidays: [...found.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1)), skipped };
}

type Window = { fromMs: number; toMs: number; stepsLeft: number };

function eventsIn(text: string): InstanceType<typeof ICAL.Event>[] {
  try {
    const parsed = ICAL.parse(text.replace(/^\uFEFF/, '').trim());
    const calendars = (typeof parsed[0] === 'string' ? [parsed] : parsed) as unknown[][];
    const components = calendars.map((calendar) => new ICAL.Component(calendar as never));
    if (components.every(({ name }) => name !== 'vcalendar')) throw new Error('No calendar');
    return components.flatMap((calendar) =>
      calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event)),
    );
  } catch {
    throw new AppError('invalid', 'This is not a calendar: it should be an iCalendar (.ics) file');
  }
}

function readOne(event: InstanceType<typeof ICAL.Event>, window: Window): Holiday[] | undefined {
  try {
    return event.component.hasProperty('dtstart') ? readEvent(event, window) : undefined;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('invalid', `An event of this calendar cannot be read: ${nameOf(event.summary)}`);
  }
}

/** The holidays of one event; undefined for what is no holiday. */
function readEvent(event: InstanceType<typeof ICAL.Event>, window: Window): Holiday[] | undefined {
  if (event.component.getFirstPropertyValue('status') === 'CANCELLED') return [];
  const first = daysOf(event);
  if (!first) return undefined;
  const name = nameOf(event.summary);
  const rule = event.isRecurring() ? (event.component.getFirstPropertyValue('rrule') as Rule | null) : null;
  if (!event.isRecurring()) {
    return first.lastMs < window.fromMs ? [] : [{ name, ...dates(first.firstMs, first.lastMs), isYearly: false }];
  }
  if (rule && isOnItsDateEachYear(event, rule))
    return [{ name, ...dates(first.firstMs, first.lastMs), isYearly: true }];
  const rules = event.component.getAllProperties('rrule').map((each) => each.getFirstValue() as Rule);
  if (!rules.every(comesSoon)) return undefined;
  return expand(event, window).map((fromMs) => ({
    name,
    ...dates(fromMs, fromMs + first.lastMs - first.firstMs),
    isYearly: false,
  }));
}

type Rule = InstanceType<typeof ICAL.Recur>;

/** The reader looks for the next day of a rule for ever: such as could have none, or none for long, are not asked. */
function comesSoon({ freq, interval, parts }: Rule): boolean {
  const others = Object.keys(parts).filter((part) => !['BYMONTH', 'BYDAY'].includes(part));
  if (!FREQUENCIES.includes(freq) || interval > LONGEST_INTERVAL) return false;
  if (freq === 'DAILY') return others.length === 0 && (interval === 1 || Object.keys(parts).length === 0);
  return freq !== 'WEEKLY' || others.length === 0;
}

/** Whole days only: from midnight to midnight, by whatever clock the event is written. */
function daysOf(event: InstanceType<typeof ICAL.Event>): { firstMs: number; lastMs: number } | undefined {
  const lasts = event.component.getFirstPropertyValue('duration') as InstanceType<typeof ICAL.Duration> | null;
  if (lasts && Math.abs(lasts.toSeconds()) > (HOLIDAY_DAYS * DAY) / 1000) return undefined;
  const { startDate: start, endDate: end } = event;
  if (!start || start.year < 1000 || start.year > 9000) return undefined;
  const firstMs = dayOf(start);
  const isWhole = start.isDate || [start, end].every((time) => time && time.hour === 0 && time.minute === 0);
  const endMs = end ? dayOf(end) : firstMs + DAY;
  const lastMs = Math.max(firstMs, endMs - DAY);
  if (!isWhole || (!start.isDate && endMs <= firstMs) || lastMs - firstMs >= HOLIDAY_DAYS * DAY) return undefined;
  return { firstMs, lastMs };
}

const dayOf = ({ year, month, day }: { year: number; month: number; day: number }): number =>
  Date.UTC(year, month - 1, day);

const dates = (fromMs: number, toMs: number) => ({ from: dateOf(fromMs), to: dateOf(toMs) });

const dateOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

function isOnItsDateEachYear({ component, startDate }: InstanceType<typeof ICAL.Event>, rule: Rule): boolean {
  const { BYMONTH: months = [], BYMONTHDAY: days = [], ...others } = rule.parts as Record<string, unknown[]>;
  return (
    rule.freq === 'YEARLY' &&
    rule.interval === 1 &&
    !rule.count &&
    !rule.until &&
    Object.keys(others).length === 0 &&
    months.every((month) => Number(month) === startDate.month) &&
    days.every((day) => Number(day) === startDate.day) &&
    component.getAllProperties('exdate').length + component.getAllProperties('rdate').length === 0
  );
}

function expand(event: InstanceType<typeof ICAL.Event>, window: Window): number[] {
  const found: number[] = [];
  const days = event.iterator();
  for (let next = days.next(); next; next = days.next()) {
    window.stepsLeft -= 1;
    if (window.stepsLeft < 0) throw new AppError('invalid', 'The rules in this calendar repeat too often');
    const ms = dayOf(next);
    if (ms > window.toMs) break;
    if (ms >= window.fromMs) found.push(ms);
  }
  return found;
}

/** As holidays are called: one line, and not too long. */
function nameOf(summary: string | null): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  const plain = (summary ?? '').replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return plain.slice(0, 120).toWellFormed().trim() || 'Holiday';
}
