// Formats are dear to make and asked for once a row: each is made once a language.
const made = new Map<string, Intl.DateTimeFormat>();

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = made.get(key) ?? new Intl.DateTimeFormat(language, options);
  made.set(key, known);
  return known;
}

export const clockTime = (at: string | number, language: string, timeZone?: string): string =>
  format(language, { timeStyle: 'short', ...(timeZone ? { timeZone } : {}) }).format(new Date(at));

export const fullTime = (at: string, language: string): string =>
  format(language, { dateStyle: 'full', timeStyle: 'short' }).format(new Date(at));

/** The day of a time, in the agent's own time zone: `2026-11-03`. */
export const dayOf = (at: string | number): string => format('sv', { dateStyle: 'short' }).format(new Date(at));

/** The name of a day as one says it: today, yesterday, Monday 3 November. */
export function dayName(
  at: string,
  now: number,
  language: string,
  names: { today: string; yesterday: string },
): string {
  const day = dayOf(at);
  if (day === dayOf(now)) return names.today;
  if (day === dayOf(now - 86_400_000)) return names.yesterday;
  const year = isSameYear(at, now) ? {} : { year: 'numeric' as const };
  return format(language, { weekday: 'long', day: 'numeric', month: 'long', ...year }).format(new Date(at));
}

/** As strings, not by `Intl`: the first of its units takes twenty milliseconds to make, and the list waits for it. */
type ShortWords = { now: string; minutes: (count: number) => string; hours: (count: number) => string };

/** As short as a list needs it: now, 5m, 3h, Tue, 3 Nov. */
export function shortAge(at: string, now: number, language: string, words: ShortWords): string {
  const seconds = (now - Date.parse(at)) / 1_000;
  if (seconds < 60) return words.now;
  if (seconds < 3_600) return words.minutes(Math.floor(seconds / 60));
  if (seconds < 86_400) return words.hours(Math.floor(seconds / 3_600));
  if (seconds < 6 * 86_400) return format(language, { weekday: 'short' }).format(new Date(at));
  const year = isSameYear(at, now) ? {} : { year: '2-digit' as const };
  return format(language, { day: 'numeric', month: 'short', ...year }).format(new Date(at));
}

const isSameYear = (at: string, now: number) => new Date(at).getFullYear() === new Date(now).getFullYear();

/** As a sentence needs it: 5 minutes ago, yesterday, on 3 November. */
export function longAge(at: string, now: number, language: string): string {
  const seconds = Math.round((Date.parse(at) - now) / 1_000);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const unit = UNITS.find(([, size]) => -seconds >= size);
  // Also when this clock is behind the server's: the past is never told as the future.
  return unit ? relative.format(Math.trunc(seconds / unit[1]), unit[0]) : relative.format(0, 'second');
}

const PLAIN_ENGLISH = /^en(-(AU|CA|GB|IE|NZ|US))?$/;
const madeNumbers = new Map<string, Intl.NumberFormat>();

/** 7, 1,000: as the language writes it. Most English needs no format, the first of which takes ten milliseconds to make. */
export function writeNumber(count: number, language: string): string {
  if (PLAIN_ENGLISH.test(language) && Number.isSafeInteger(count)) {
    return String(count).replace(/\B(?=(\d{3})+$)/g, ',');
  }
  const known = madeNumbers.get(language) ?? new Intl.NumberFormat(language);
  madeNumbers.set(language, known);
  return known.format(count);
}

const UNITS: readonly [unit: 'year' | 'month' | 'day' | 'hour' | 'minute', seconds: number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** The time on somebody's clock, or nothing when his time zone is none that we know. */
export function timeIn(timeZone: string, now: number, language: string): { time: string; zone: string } | undefined {
  try {
    const zone = format(language, { timeZone, timeZoneName: 'shortGeneric' })
      .formatToParts(now)
      .find(({ type }) => type === 'timeZoneName')?.value;
    const isOtherDay = format('sv', { dateStyle: 'short', timeZone }).format(now) !== dayOf(now);
    const weekday = isOtherDay ? `${format(language, { weekday: 'short', timeZone }).format(now)} ` : '';
    return { time: weekday + clockTime(now, language, timeZone), zone: zone ?? timeZone };
  } catch {
    return undefined;
  }
}

/** A language as people call it: "Arabic (Egypt)" for `ar-EG`. */
export function languageName(tag: string, language: string): string {
  try {
    return new Intl.DisplayNames(language, { type: 'language', fallback: 'code' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A moment to come, as short as it can be said: 14:00, Thu 09:00, 12 Nov, 09:00. */
export function momentName(at: string, now: number, language: string, names: { today: string }): string {
  const time = clockTime(at, language);
  if (dayOf(at) === dayOf(now)) return `${names.today}, ${time}`;
  const isSoon = Math.abs(Date.parse(at) - now) < 6 * 86_400_000;
  if (isSoon) return `${format(language, { weekday: 'short' }).format(new Date(at))}, ${time}`;
  return `${format(language, { day: 'numeric', month: 'short' }).format(new Date(at))}, ${time}`;
}
