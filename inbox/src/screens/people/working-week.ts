import type { WorkingSpan } from '@everthread/shared/models/profile';

const A_MONDAY = Date.UTC(2026, 0, 5);
const DAY_IN_MS = 24 * 60 * 60 * 1000;

/** What the days are called, Monday first. */
export function dayNames(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  return Array.from({ length: 7 }, (_, day) => format.format(A_MONDAY + day * DAY_IN_MS));
}

/** The spans with this day's given anew, in the order of the week. */
export function withDay(
  spans: readonly WorkingSpan[],
  day: number,
  span: { from: string; to: string } | undefined,
): WorkingSpan[] {
  const others = spans.filter((other) => other.day !== day);
  return (span ? [...others, { ...span, day }] : others).toSorted((a, b) => a.day - b.day);
}

/** The time zones that can be chosen, the one that is set among them. */
export const timeZones = (set: string): string[] =>
  [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', set])].toSorted();
