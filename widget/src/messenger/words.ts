import type { Words } from './locales/en.ts';

/** A text for each plural category that the language has. */
export type Plural = { other: string } & { [Category in Intl.LDMLPluralRule]?: string };

type PluralKey = { [Key in keyof Words]: Words[Key] extends string ? never : Key }[keyof Words];
type TextKey = Exclude<keyof Words, PluralKey>;

/** How the messenger speaks to this visitor. */
export type Speech = ReturnType<typeof speak>;

/** `tag` is the visitor's own language with its region, which decides how times and numbers look. */
export function speak(words: Words, tag: string) {
  const plurals = new Intl.PluralRules(tag);
  const numbers = new Intl.NumberFormat(tag);
  const clock = new Intl.DateTimeFormat(tag, { hour: 'numeric', minute: '2-digit' });
  const weekday = new Intl.DateTimeFormat(tag, { weekday: 'long' });
  const thisYear = new Intl.DateTimeFormat(tag, { weekday: 'short', day: 'numeric', month: 'long' });
  const anyYear = new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'long', year: 'numeric' });
  const full = new Intl.DateTimeFormat(tag, { dateStyle: 'full', timeStyle: 'short' });
  const dayAndTime = new Intl.DateTimeFormat(tag, { weekday: 'long', hour: 'numeric', minute: '2-digit' });
  const dateAndTime = new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
  });
  const ahead = new Intl.RelativeTimeFormat(tag);
  const daysAgo = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });

  /** An hour stays with its half of the day at the end of a line. */
  const time = (at: Date): string => clock.format(at).replace(' ', '\u00a0');

  return {
    say: (key: TextKey): string => words[key],
    count: (key: PluralKey, count: number): string => {
      const plural: Plural = words[key];
      return (plural[plurals.select(count)] ?? plural.other).replace('{count}', numbers.format(count));
    },
    time,
    fullTime: (at: Date): string => full.format(at),
    fileSize(size: number): string {
      const power = size < 1_000 ? 0 : size < 1_000_000 ? 1 : 2;
      return new Intl.NumberFormat(tag, {
        style: 'unit',
        unit: ['byte', 'kilobyte', 'megabyte'][power] as string,
        unitDisplay: power ? 'short' : 'long',
        maximumSignificantDigits: 3,
      }).format(size / 1_000 ** power);
    },
    /** Until when, in the visitor's own time zone: "by 14:40", "by midnight", "by 10:30 tomorrow", "by Monday, 9:00". */
    by(due: Date, now: Date): string {
      // A day's end is said by that day: "by 11:59 PM tomorrow", not by the 12:00 AM of the day after.
      const isEnd = isMidnight(due);
      const at = isEnd ? new Date(due.getTime() - 60_000) : due;
      const days = daysBetween(now, at);
      if (isEnd && days === 0) return words.byMidnight;
      if (days < 2) return words[days === 1 ? 'byTomorrow' : 'by'].replace('{time}', () => time(at));
      return words.byDay.replace('{day}', () => (days < 7 ? dayAndTime : dateAndTime).format(at));
    },
    /** When somebody is there again, in the visitor's own time zone: "Back tomorrow at 9:00", "Back on Monday at 9:00". */
    back(at: Date, now: Date): string {
      const days = daysBetween(now, at);
      if (isMidnight(at) && days === 1) return words.backMidnight;
      return words[days === 0 ? 'back' : days === 1 ? 'backTomorrow' : 'backDay']
        .replace('{time}', () => time(at))
        .replace('{day}', () => (days < 7 ? weekday : thisYear).format(at));
    },
    /** How long that is: "in 40 minutes", "in 2 hours", "in 3 days". */
    until(at: Date, now: Date): string {
      const minutes = Math.max(1, Math.round((at.getTime() - now.getTime()) / 60_000));
      if (minutes < 60) return ahead.format(minutes, 'minute');
      return minutes < 36 * 60
        ? ahead.format(Math.round(minutes / 60), 'hour')
        : ahead.format(Math.round(minutes / 1_440), 'day');
    },
    /** Today, yesterday, the weekday within a week, then the date. */
    day(at: Date, now: Date): string {
      const days = daysBetween(at, now);
      if (days < 2) return daysAgo.format(days === 1 ? -1 : 0, 'day');
      if (days < 7) return weekday.format(at);
      return (at.getFullYear() === now.getFullYear() ? thisYear : anyYear).format(at);
    },
  };
}

const isMidnight = (at: Date): boolean => at.getHours() + at.getMinutes() === 0;

/** How many midnights lie between two moments, in the visitor's time zone. */
export function daysBetween(earlier: Date, later: Date): number {
  const midnight = (at: Date) => Date.UTC(at.getFullYear(), at.getMonth(), at.getDate());
  return Math.max(0, Math.round((midnight(later) - midnight(earlier)) / 86_400_000));
}
