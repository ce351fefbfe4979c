import type { Schedule } from '@everthread/shared/models/schedule';
import { slotsOn } from './hours-slots.ts';
import { offsetsBetween } from './hours-zone.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** How far ahead an opening or closing is looked for. What lies further is as good as never. */
const HORIZON_DAYS = 400;

/**
 * When somebody answers: by a schedule, when any of several is there (the people of a team), or when all are (a team's
 * hours and its people's shifts).
 */
export type Hours = Schedule | { anyOf: readonly Hours[] } | { allOf: readonly Hours[] };

/** Open from `fromMs` until before `toMs`. */
export type Span = { fromMs: number; toMs: number };

/** The open stretches between two moments, in order, none touching the next. */
export function openSpans(hours: Hours, fromMs: number, toMs: number): Span[] {
  if (toMs <= fromMs) return [];
  if ('anyOf' in hours) return joined(hours.anyOf.flatMap((each) => openSpans(each, fromMs, toMs)));
  if ('allOf' in hours) {
    const [first = { anyOf: [] }, ...others] = hours.allOf;
    return others.reduce<Span[]>(
      (spans, each) => shared(spans, openSpans(each, fromMs, toMs)),
      openSpans(first, fromMs, toMs),
    );
  }
  return joined(offsetsBetween(hours.timeZone, fromMs, toMs).flatMap((stretch) => spansWhile(hours, stretch)));
}

/** Whether it is open at that moment. */
export const isOpenAt = (hours: Hours, atMs: number): boolean => openSpans(hours, atMs, atMs + 1).length > 0;

/** The first moment from now on at which it is open; undefined if there is none within the horizon. */
export function nextOpening(hours: Hours, atMs: number): number | undefined {
  return firstOf(atMs, (fromMs, toMs) => openSpans(hours, fromMs, toMs)[0]?.fromMs);
}

/** The first moment from now on at which it is closed; undefined if it never closes within the horizon. */
export function nextClosing(hours: Hours, atMs: number): number | undefined {
  return firstOf(atMs, (fromMs, toMs) => {
    const [first] = openSpans(hours, fromMs, toMs);
    if (!first || first.fromMs > fromMs) return fromMs;
    return first.toMs < toMs ? first.toMs : undefined;
  });
}

/** How many seconds of office time lie between two moments. */
export function openSecondsBetween(hours: Hours, fromMs: number, toMs: number): number {
  return openSpans(hours, fromMs, toMs).reduce((sum, span) => sum + (span.toMs - span.fromMs) / 1000, 0);
}

/** When so many seconds of office time will have passed; undefined if that is not within the horizon. */
export function addOpenSeconds(hours: Hours, atMs: number, seconds: number): number | undefined {
  let leftMs = seconds * 1000;
  return firstOf(atMs, (fromMs, toMs) => {
    for (const span of openSpans(hours, fromMs, toMs)) {
      if (span.toMs - span.fromMs >= leftMs) return span.fromMs + leftMs;
      leftMs -= span.toMs - span.fromMs;
    }
    return undefined;
  });
}

/** How many of these people are on shift at that moment. */
export const peopleAt = (shifts: readonly Hours[], atMs: number): number =>
  shifts.filter((shift) => isOpenAt(shift, atMs)).length;

/** Looks stretch by stretch, each longer than the one before. */
function firstOf(atMs: number, find: (fromMs: number, toMs: number) => number | undefined): number | undefined {
  const endMs = atMs + HORIZON_DAYS * DAY;
  for (let [fromMs, length] = [atMs, 2 * DAY]; fromMs < endMs; fromMs += length, length *= 2) {
    const found = find(fromMs, Math.min(endMs, fromMs + length));
    if (found !== undefined) return found;
  }
  return undefined;
}

function spansWhile(
  schedule: Schedule,
  { fromMs, toMs, offsetMs }: { fromMs: number; toMs: number; offsetMs: number },
): Span[] {
  const spans: Span[] = [];
  const lastDay = Math.floor((toMs + offsetMs - 1) / DAY);
  // From the day before: what began then may go on past midnight.
  for (let day = Math.floor((fromMs + offsetMs) / DAY) - 1; day <= lastDay; day += 1) {
    for (const slot of slotsOn(schedule, day)) {
      const begin = Math.max(fromMs, day * DAY + slot.from * MINUTE - offsetMs);
      const end = Math.min(toMs, day * DAY + slot.to * MINUTE - offsetMs);
      if (begin < end) spans.push({ fromMs: begin, toMs: end });
    }
  }
  return spans;
}

function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const { fromMs, toMs } of spans.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = result.at(-1);
    if (last && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else result.push({ fromMs, toMs });
  }
  return result;
}

function shared(some: readonly Span[], others: readonly Span[]): Span[] {
  return some.flatMap((one) =>
    others.flatMap((other) => {
      const [fromMs, toMs] = [Math.max(one.fromMs, other.fromMs), Math.min(one.toMs, other.toMs)];
      return fromMs < toMs ? [{ fromMs, toMs }] : [];
    }),
  );
}
