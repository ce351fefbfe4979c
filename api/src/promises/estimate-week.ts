import { offsetAt } from './hours-zone.ts';

/** Quarters of an hour in a week. */
export const BINS = 672;
const BIN = 900;
const WEEK = BINS * BIN;
const WEEK_MS = WEEK * 1000;
/** Monday the fifth of January 1970, so that a week begins on a Monday. */
const FIRST_MONDAY_MS = 4 * 86_400_000;
const MEMORY_WEEKS = 6;

/** When in the week a team replies, learned from its replies: counts and watched time per quarter of an hour. */
export type WeekCounts = { replies: Float64Array; watched: Float64Array; originMs: number; untilMs: number };

export const newWeekCounts = (): WeekCounts => ({
  replies: new Float64Array(BINS),
  watched: new Float64Array(BINS),
  originMs: Number.NaN,
  untilMs: Number.NaN,
});

/** Milliseconds of the zone's clock since that clock's first Monday. */
export const weekTime = (timeZone: string, atMs: number): number => atMs + offsetAt(timeZone, atMs) - FIRST_MONDAY_MS;

const mod = (value: number, by: number): number => ((value % by) + by) % by;

export const binAt = (localMs: number): number => Math.floor(mod(localMs, WEEK_MS) / (BIN * 1000));

/** Lets time pass without a reply. Old weeks fade by letting new ones weigh more. */
export function watch(counts: WeekCounts, localMs: number): void {
  if (Number.isNaN(counts.untilMs)) {
    counts.originMs = localMs;
    counts.untilMs = localMs;
  }
  if (localMs <= counts.untilMs) return;
  if (localMs - counts.originMs > 20 * MEMORY_WEEKS * WEEK_MS) fade(counts, localMs);
  const begin = Math.floor(counts.untilMs / (BIN * 1000));
  const end = Math.floor(localMs / (BIN * 1000));
  const weight = weightAt(counts, localMs);
  for (let bin = Math.max(begin, end - 4 * BINS); bin < end; bin += 1) {
    const at = mod(bin, BINS);
    counts.watched[at] = (counts.watched[at] ?? 0) + weight;
  }
  counts.untilMs = localMs;
}

export function countReply(counts: WeekCounts, localMs: number): void {
  watch(counts, localMs);
  const bin = binAt(localMs);
  counts.replies[bin] = (counts.replies[bin] ?? 0) + weightAt(counts, localMs);
}

const weightAt = ({ originMs }: WeekCounts, localMs: number): number =>
  Math.exp((localMs - originMs) / (MEMORY_WEEKS * WEEK_MS));

function fade(counts: WeekCounts, localMs: number): void {
  const shrink = 1 / weightAt(counts, localMs);
  for (let bin = 0; bin < BINS; bin += 1) {
    counts.replies[bin] = (counts.replies[bin] ?? 0) * shrink;
    counts.watched[bin] = (counts.watched[bin] ?? 0) * shrink;
  }
  counts.originMs = localMs;
}

/** Replies per watched second in each quarter of the week, and how many there are at a time at which somebody replies. */
export type WeekRates = { rates: Float64Array; busy: number; replies: number };

/**
 * Where there are few replies the week is smoothed over neighbouring quarters and shrunk towards (hour of the day) ×
 * (day of the week), as a gamma prior worth three replies would.
 */
export function ratesOf(counts: WeekCounts): WeekRates {
  const latest = Number.isNaN(counts.untilMs) ? 1 : weightAt(counts, counts.untilMs);
  const replies = counts.replies.reduce((sum, value) => sum + value, 0) / latest;
  const width = replies > 4000 ? 1 : replies > 800 ? 2 : replies > 150 ? 4 : 8;
  const seen = smooth(counts.replies, width).map((value) => value / latest);
  const watched = smooth(counts.watched, width).map((value) => value / latest);
  const total = { seen: sum(seen), watched: sum(watched) };
  const mean = total.watched > 0 ? total.seen / total.watched : 0;
  const byTime = Array.from({ length: 96 }, (_, time) =>
    ratio(every(seen, time, 96), every(watched, time, 96), mean, 2),
  );
  const rates = new Float64Array(BINS);
  for (let day = 0; day < 7; day += 1) {
    const [from, to] = [day * 96, (day + 1) * 96];
    let expected = 0;
    for (let bin = from; bin < to; bin += 1) expected += (watched[bin] ?? 0) * (byTime[bin - from] ?? 0);
    const factor = (sum(seen.slice(from, to)) + 1) / (expected + 1);
    for (let bin = from; bin < to; bin += 1) {
      rates[bin] = ratio(seen[bin] ?? 0, watched[bin] ?? 0, (byTime[bin - from] ?? 0) * factor, 3) / BIN;
    }
  }
  const all = sum(rates);
  return { rates, busy: all > 0 ? rates.reduce((total, rate) => total + rate * rate, 0) / all : 0, replies };
}

const ratio = (seen: number, watched: number, prior: number, strength: number): number =>
  prior <= 0 ? 0 : (seen + strength) / (watched + strength / prior);

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

function every(values: Float64Array, from: number, step: number): number {
  let total = 0;
  for (let at = from; at < values.length; at += step) total += values[at] ?? 0;
  return total;
}

/** A triangle over so many quarters to each side, round the week. */
function smooth(values: Float64Array, width: number): Float64Array {
  return values.map((_, at) => {
    let total = 0;
    for (let shift = -width; shift <= width; shift += 1) {
      total += ((width + 1 - Math.abs(shift)) / (width + 1) ** 2) * (values[mod(at + shift, BINS)] ?? 0);
    }
    return total;
  });
}
