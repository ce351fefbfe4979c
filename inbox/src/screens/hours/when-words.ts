import { clockTime, dayOf } from '../../format.ts';
import type { HoursWords } from '../../locales/en-hours.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A moment to come, as a sentence says it: at 17:00, on Monday at 09:00, on 3 December at 09:00. */
export function whenWords(at: string, now: number, language: string, w: HoursWords): string {
  const time = clockTime(at, language);
  if (dayOf(at) === dayOf(now)) return w.now.at(time);
  const isSoon = Date.parse(at) - now < 6 * DAY;
  const options = isSoon ? ({ weekday: 'long' } as const) : ({ day: 'numeric', month: 'long' } as const);
  return w.now.on(new Intl.DateTimeFormat(language, options).format(Date.parse(at)), time);
}

/** How long it is until then: in 40 minutes, in 14 hours, in 3 days. */
export function leftWords(at: string, now: number, language: string): string {
  const left = Math.max(0, Date.parse(at) - now);
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'always' });
  if (left < 90 * MINUTE) return relative.format(Math.ceil(left / MINUTE), 'minute');
  if (left < 2 * DAY) return relative.format(Math.round(left / HOUR), 'hour');
  return relative.format(Math.round(left / DAY), 'day');
}

/** How long ago that was: 5 minutes ago, 14 hours ago, 3 days ago. */
export function agoWords(at: string, now: number, language: string): string {
  const passed = Math.max(0, now - Date.parse(at));
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (passed < 90 * MINUTE) return relative.format(-Math.floor(passed / MINUTE), 'minute');
  if (passed < 2 * DAY) return relative.format(-Math.round(passed / HOUR), 'hour');
  return relative.format(-Math.round(passed / DAY), 'day');
}
