import { HOLIDAY_DAYS, type Holiday, MAX_HOLIDAYS } from '@everthread/shared/models/schedule';
import { datesOfRule } from './calendar-rule.ts';

const DAY = 86_400_000;
const NAME_LENGTH = 120;
const YEARS_AHEAD = 3;
// Lines of an iCalendar are few and short; what is more is none.
const MAX_LINES = 100_000;

type Property = { value: string; params: string };
type Event = ReadonlyMap<string, Property>;

/**
 * The whole days that an iCalendar (RFC 5545) names, as holidays: those that come every year on the same date as such,
 * those that come by another rule (the fourth Thursday of November) for three years from now. What lasts only hours, was
 * cancelled, or is over is passed over; so is what cannot be read.
 */
export function parseCalendar(text: string, now: Date): Holiday[] {
  const today = now.toISOString().slice(0, 10);
  const found = new Map<string, Holiday>();
  for (const event of eventsOf(text)) {
    for (const holiday of holidaysOf(event, now)) {
      if (!holiday.isYearly && holiday.to < today) continue;
      found.set(`${holiday.isYearly ? holiday.from.slice(5) : holiday.from} ${holiday.name}`, holiday);
      if (found.size === MAX_HOLIDAYS) return inOrder(found);
    }
  }
  return inOrder(found);
}

const inOrder = (found: ReadonlyMap<string, Holiday>): Holiday[] =>
  [...found.values()].toSorted((a, b) => (a.from < b.from ? -1 : 1));

/** The properties of each event. A line that begins with a blank goes on with the one before. */
function eventsOf(text: string): Event[] {
  const lines = text.replace(/\r?\n[ \t]/g, '').split(/\r?\n/, MAX_LINES);
  const events: Event[] = [];
  let current: Map<string, Property> | undefined;
  let nested = 0; // an alarm within an event has a description of its own
  for (const line of lines) {
    if (line === 'BEGIN:VEVENT') current = new Map();
    else if (line === 'END:VEVENT' && current) {
      events.push(current);
      current = undefined;
    } else if (current && line.startsWith('BEGIN:')) nested += 1;
    else if (current && line.startsWith('END:')) nested -= 1;
    else if (current && nested === 0) {
      const [, name, params = '', value] = /^([A-Za-z-]+)((?:;[^:"]*(?:"[^"]*"[^:"]*)*)?):(.*)$/.exec(line) ?? [];
      if (name && value !== undefined) current.set(name.toUpperCase(), { value, params });
    }
  }
  return events;
}

function holidaysOf(event: Event, now: Date): Holiday[] {
  const from = wholeDay(event.get('DTSTART'));
  if (from === undefined || event.get('STATUS')?.value === 'CANCELLED') return [];
  const days = daysOf(event, from);
  if (days < 1 || days > HOLIDAY_DAYS) return [];
  const name = nameOf(event.get('SUMMARY')?.value ?? '');
  const rule = event.get('RRULE')?.value;
  const holiday = (date: number, isYearly: boolean): Holiday => ({
    name,
    from: dateOf(date),
    to: dateOf(date + (days - 1) * DAY),
    isYearly,
  });
  if (!rule) return [holiday(from, false)];
  const dates = datesOfRule(rule, from, now.getUTCFullYear(), YEARS_AHEAD);
  return dates === 'every-year' ? [holiday(from, true)] : dates.map((date) => holiday(date, false));
}

/** Midnight of a whole day; undefined for a time, and for what is no date. */
function wholeDay(property: Property | undefined): number | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})(?:T000000Z?)?$/.exec(property?.value ?? '') ?? [];
  const date = `${year}-${month}-${day}`;
  const at = Date.parse(date);
  return Number.isNaN(at) || dateOf(at) !== date ? undefined : at;
}

/** For how many days: up to its end, which is the first day after it, or by its duration; one where neither is said. */
function daysOf(event: Event, from: number): number {
  const end = event.get('DTEND');
  if (end) {
    const last = /^(\d{8})T2359\d\d$/.exec(end.value)?.[1];
    const at = wholeDay(last ? { value: last, params: '' } : end);
    return at === undefined ? 0 : Math.max(1, (at - from) / DAY + (last ? 1 : 0));
  }
  const duration = event.get('DURATION')?.value;
  if (!duration) return 1;
  const [, weeks = 0, days = 0] = /^P(?:(\d{1,2})W)?(?:(\d{1,3})D)?$/.exec(duration) ?? [];
  return Number(weeks) * 7 + Number(days);
}

const nameOf = (summary: string): string =>
  summary
    .replace(/\\n/gi, ' ')
    .replace(/\\(.)/g, '$1')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what a calendar brings may hold any
    .replace(/[\u0000-\u001f\s]+/g, ' ')
    .toWellFormed()
    .slice(0, NAME_LENGTH)
    .toWellFormed()
    .trim();

const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
