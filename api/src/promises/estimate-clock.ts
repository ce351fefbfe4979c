import { BINS, binAt, type WeekRates, weekTime } from './estimate-week.ts';
import { offsetAt } from './hours-zone.ts';

const BIN = 900;
const WEEK = BINS * BIN;
const WEEK_MS = WEEK * 1000;
/** Even in the dead of night a second is worth this much, so that every clock runs on. */
const FLOOR = 0.004;

/**
 * How time is counted: by the clock on the wall; while somebody usually replies; or as fast as replies usually come.
 */
export const CLOCKS = ['open', 'rate', 'wall'] as const;
export type ClockName = (typeof CLOCKS)[number];

/** Working seconds: how much of a second each second of the week counts, and their sum up to each quarter of an hour. */
export type Clock = { timeZone: string; isWall: boolean; speed: Float64Array; sums: Float64Array };

export function clockOf(name: ClockName, { rates, busy }: WeekRates, timeZone: string): Clock {
  const speed = rates.map((rate) => {
    if (name === 'wall' || busy === 0) return 1;
    return Math.max(FLOOR, name === 'open' ? Math.min(1, (4 * rate) / busy) : Math.min(4, rate / busy));
  });
  const sums = new Float64Array(BINS + 1);
  for (let bin = 0; bin < BINS; bin += 1) sums[bin + 1] = (sums[bin] ?? 0) + (speed[bin] ?? 0) * BIN;
  return { timeZone, isWall: name === 'wall', speed, sums };
}

/** What this clock shows at a time of the week's clock. */
export const reading = ({ speed, sums }: Clock, localMs: number): number => {
  const week = Math.floor(localMs / WEEK_MS);
  const bin = binAt(localMs);
  const within = (localMs - week * WEEK_MS) / 1000 - bin * BIN;
  return week * (sums[BINS] ?? 0) + (sums[bin] ?? 0) + within * (speed[bin] ?? 0);
};

/** Seconds that this clock counts between two moments. */
export const elapsed = (clock: Clock, fromMs: number, toMs: number): number =>
  reading(clock, weekTime(clock.timeZone, toMs)) - reading(clock, weekTime(clock.timeZone, fromMs));

/** How many seconds of wall time pass until this clock has counted so many. */
export function wallSeconds(clock: Clock, fromMs: number, seconds: number): number {
  const { speed, sums } = clock;
  const week = sums[BINS] ?? 1;
  const fromLocal = weekTime(clock.timeZone, fromMs);
  const goal = reading(clock, fromLocal) + seconds;
  const weeks = Math.floor(goal / week);
  const rest = goal - weeks * week;
  let [low, high] = [0, BINS];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) <= rest) low = middle;
    else high = middle;
  }
  const within = (rest - (sums[low] ?? 0)) / (speed[low] ?? 1);
  const toLocal = weeks * WEEK_MS + (low * BIN + Math.min(BIN, within)) * 1000;
  const sameOffset = fromMs + toLocal - fromLocal;
  // Where the zone's clock was set in between, as much more or less time has passed.
  const set = offsetAt(clock.timeZone, sameOffset) - offsetAt(clock.timeZone, fromMs);
  return Math.max(0, (sameOffset - set - fromMs) / 1000);
}
