import { type Clock, elapsed, wallSeconds } from './estimate-clock.ts';
import { binAt, weekTime } from './estimate-week.ts';
import { type Hours, openSpans, type Span } from './hours.ts';

const DAY = 86_400_000;
const AHEAD = 45 * DAY;
const STEP = 15 * 60_000;
/** Where a second of the week counts as much, somebody is usually there; so long within one closed stretch is unusual. */
const USUALLY = 0.6;
const UNUSUAL = 2 * 3_600_000;

/**
 * When the hours say closed though the team's weeks, as learned, have somebody there: holidays and other days off to
 * come. Nights and weekends are known from the weeks themselves, better than hours can say it.
 */
export function pausesOf(hours: Hours, usual: Clock, nowMs: number): Span[] {
  const closed: Span[] = [];
  let fromMs = nowMs;
  for (const open of [...openSpans(hours, nowMs, nowMs + AHEAD), { fromMs: nowMs + AHEAD, toMs: nowMs + AHEAD }]) {
    if (open.fromMs > fromMs) closed.push({ fromMs, toMs: open.fromMs });
    fromMs = open.toMs;
  }
  return closed.filter((span) => usuallyOpenMs(usual, span) > UNUSUAL);
}

function usuallyOpenMs({ timeZone, speed }: Clock, { fromMs, toMs }: Span): number {
  let open = 0;
  for (let atMs = fromMs; atMs < toMs; atMs += STEP) {
    if ((speed[binAt(weekTime(timeZone, atMs))] ?? 0) >= USUALLY) open += STEP;
  }
  return open;
}

/** How many seconds pass on the wall until the clock has counted so many outside the pauses. */
export function wallSecondsAround(clock: Clock, fromMs: number, seconds: number, pauses: readonly Span[]): number {
  let needed = seconds;
  for (const pause of pauses) {
    if (pause.fromMs >= fromMs + 1000 * wallSeconds(clock, fromMs, needed)) break;
    needed += clock.isWall ? wholeDays(pause) : elapsed(clock, pause.fromMs, pause.toMs);
  }
  return wallSeconds(clock, fromMs, needed);
}

/** The nights beside a day off are in what the clock on the wall has learned. */
const wholeDays = ({ fromMs, toMs }: Span): number => (Math.floor((toMs - fromMs) / DAY) * DAY) / 1000;
