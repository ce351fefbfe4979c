const DAY = 86_400_000;
const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];

/**
 * On which days a recurrence rule (RFC 5545, 3.3.10) of a holiday falls: every year on the date of the first, without
 * end; or on days of these years. Knows yearly rules by date, by the nth weekday of a month, and with an end. Of others
 * only the first day is known.
 */
export function datesOfRule(rule: string, first: number, fromYear: number, years: number): 'every-year' | number[] {
  const parts = new Map(
    rule.split(';').map((part): [string, string] => [part.split('=')[0] ?? '', part.split('=')[1] ?? '']),
  );
  if (parts.get('FREQ') !== 'YEARLY') return [first];
  const interval = Number(parts.get('INTERVAL') ?? 1);
  const begin = new Date(first);
  const isByDate =
    !parts.has('BYDAY') &&
    isOwn(parts.get('BYMONTH'), begin.getUTCMonth() + 1) &&
    isOwn(parts.get('BYMONTHDAY'), begin.getUTCDate());
  if (isByDate && interval === 1 && !parts.has('UNTIL') && !parts.has('COUNT')) return 'every-year';
  if (!(interval >= 1)) return [first];

  const inYear = isByDate ? sameDate(begin) : nthWeekday(parts, begin);
  if (!inYear) return [first];
  const until = untilOf(parts.get('UNTIL'));
  const count = Number(parts.get('COUNT') ?? Number.POSITIVE_INFINITY);
  const dates: number[] = [];
  for (let year = Math.max(fromYear, begin.getUTCFullYear()); year < fromYear + years; year += 1) {
    const turns = year - begin.getUTCFullYear();
    const date = inYear(year);
    if (turns % interval === 0 && turns / interval < count && date !== undefined && date >= first && date <= until) {
      dates.push(date);
    }
  }
  return dates;
}

const isOwn = (named: string | undefined, own: number): boolean => named === undefined || named === String(own);

const sameDate =
  (begin: Date) =>
  (year: number): number | undefined => {
    const at = Date.UTC(year, begin.getUTCMonth(), begin.getUTCDate());
    return new Date(at).getUTCMonth() === begin.getUTCMonth() ? at : undefined; // no 29 February in most years
  };

/** Such as `4TH`, the fourth Thursday, or `-1MO`, the last Monday of the month. */
function nthWeekday(
  parts: ReadonlyMap<string, string>,
  begin: Date,
): ((year: number) => number | undefined) | undefined {
  const [, nth, name] = /^([+-]?[1-5])(SU|MO|TU|WE|TH|FR|SA)$/.exec(parts.get('BYDAY') ?? '') ?? [];
  const month = Number(parts.get('BYMONTH') ?? begin.getUTCMonth() + 1) - 1;
  if (!nth || !name || !(month >= 0 && month < 12)) return undefined;
  const [place, weekday] = [Number(nth), WEEKDAYS.indexOf(name)];
  return (year) => {
    const edge = place > 0 ? Date.UTC(year, month, 1) : Date.UTC(year, month + 1, 0);
    const off = place > 0 ? weekday - new Date(edge).getUTCDay() : new Date(edge).getUTCDay() - weekday;
    const days = ((off + 7) % 7) + (Math.abs(place) - 1) * 7;
    const at = edge + Math.sign(place) * days * DAY;
    return new Date(at).getUTCMonth() === month ? at : undefined;
  };
}

function untilOf(until: string | undefined): number {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})/.exec(until ?? '') ?? [];
  return year ? Date.parse(`${year}-${month}-${day}`) : Number.POSITIVE_INFINITY;
}
