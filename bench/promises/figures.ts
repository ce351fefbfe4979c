import { isInside } from './binomial.ts';
import { caseOf, type Oracle } from './oracle.ts';
import { BANDS, type Case } from './replay.ts';
import type { Kept } from './watch.ts';

const HOUR = 3_600_000;
const LARGE = 3000;
const POINTS = 0.03;
/** How far the loss must lie under the rivals'. */
const NEEDED = 0.25;

/** One line of the report; `isHeld`: of a gate, whether it is. */
export type Line = { text: string; isHeld?: boolean };

const percent = (part: number, digits = 1): string => `${(100 * part).toFixed(digits)} %`;

export function coverage(cases: readonly Case[]): number[] {
  return BANDS.map((_, at) => cases.filter(({ said, waited }) => waited <= (said[at] ?? 0)).length / cases.length);
}

/** How often each band held, over all, and in every hour of the day (UTC). */
export function coverageLines(cases: readonly Case[]): Line[] {
  const over = coverage(cases);
  const isHeld = over.every((share, at) => Math.abs(share - (BANDS[at] ?? 0)) <= POINTS);
  const byHour = Map.groupBy(cases, ({ atMs }) => Math.floor(atMs / HOUR) % 24);
  const hours = [...byHour].sort(([a], [b]) => a - b).map(([hour, own]) => ({ hour, own, shares: coverage(own) }));
  const misses = hours.flatMap(({ hour, own, shares }) =>
    shares.flatMap((share, at) => {
      const band = BANDS[at] ?? 0;
      const holds =
        own.length >= LARGE
          ? Math.abs(share - band) <= POINTS
          : isInside(Math.round(share * own.length), own.length, band);
      return holds ? [] : [`${hour}:00 ${100 * band} % band ${percent(share)} of ${own.length}`];
    }),
  );
  const table = hours.map(
    ({ hour, own, shares }) => `${hour}h ${shares.map((share) => (100 * share).toFixed(0)).join('/')} (${own.length})`,
  );
  return [
    {
      text: `coverage of the 50/80/90 % bands: ${over.map((share) => percent(share)).join(', ')} of ${cases.length}`,
      isHeld,
    },
    {
      text: `in each hour of the day: ${misses.length === 0 ? 'all inside' : misses.join('; ')}`,
      isHeld: misses.length === 0,
    },
    { text: `  ${table.join(', ')}` },
  ];
}

const loss = (band: number, late: number): number => (late > 0 ? band * late : (band - 1) * late);

/**
 * The pinball loss in seconds, beside that of the rivals' rules. Of a gate that is missed and that not even the oracle
 * holds it is said so beside it; it stays missed.
 */
export function lossLines(cases: readonly Case[], oracle: Oracle = new Map()): Line[] {
  const best = underMedian(cases, oracle);
  const mean = (say: (one: Case, at: number) => number, at: number) =>
    cases.reduce((sum, one) => sum + loss(BANDS[at] ?? 0, one.waited - say(one, at)), 0) / cases.length;
  return BANDS.map((band, at) => {
    const own = mean(({ said }) => said[at] ?? 0, at);
    const median = mean((one) => one.median, at);
    const range = mean((one) => one.range[at] ?? 0, at);
    const less = [1 - own / median, 1 - own / range];
    const isHeld = less.every((part) => part >= NEEDED);
    const reach = best[at]?.oracle ?? 1;
    const beside = !isHeld && reach < NEEDED ? `: the oracle reaches ${percent(reach, 0)}, not reachable` : '';
    return {
      text: `pinball loss at ${band}: ${own.toFixed(0)} s, ${percent(less[0] ?? 0, 0)} under the median of 7 days, ${percent(less[1] ?? 0, 0)} under min–max by place${beside}`,
      isHeld,
    };
  });
}

/** What could be known at best, where it was worked out: an oracle's loss beside ours in the same cases. */
export function oracleLines(cases: readonly Case[], oracle: Oracle): Line[] {
  const known = knownTo(oracle, cases);
  const bands = underMedian(cases, oracle).map(
    ({ oracle: least, ours }, at) =>
      `at ${BANDS[at]} ${percent(least, 0)} under the median of 7 days, ours ${percent(ours, 0)}, which is ${percent(ours / least, 0)} of that`,
  );
  const held = BANDS.map((_, at) =>
    percent(known.filter((one) => one.waited <= (one.best[at] ?? 0)).length / known.length),
  );
  return [
    { text: `  an oracle that sees the desk itself, in ${known.length} of the cases: ${bands.join('; ')}` },
    { text: `  its bands hold ${held.join(', ')}` },
  ];
}

const knownTo = (oracle: Oracle, cases: readonly Case[]) =>
  cases.flatMap((one) => {
    const best = oracle.get(caseOf(one.id, one.atMs));
    return best ? [{ ...one, best }] : [];
  });

/** For each band how far the oracle's loss and ours lie under that of the median, in the cases that the oracle saw. */
function underMedian(cases: readonly Case[], oracle: Oracle): { oracle: number; ours: number }[] {
  const known = knownTo(oracle, cases);
  if (known.length === 0) return [];
  return BANDS.map((band, at) => {
    const lossOf = (say: (one: (typeof known)[number]) => number) =>
      known.reduce((sum, one) => sum + loss(band, one.waited - say(one)), 0);
    const median = lossOf((one) => one.median);
    return {
      oracle: 1 - lossOf((one) => one.best[at] ?? 0) / median,
      ours: 1 - lossOf((one) => one.said[at] ?? 0) / median,
    };
  });
}

/** What became of the promises at 90 %: broken ones told before their time, how long before, and told for nothing. */
export function promiseLines(over: readonly Kept[]): Line[] {
  const broken = over.filter(({ endedMs, dueMs }) => endedMs > dueMs);
  const told = broken.filter(({ renewedMs, dueMs }) => renewedMs !== undefined && renewedMs < dueMs);
  const warned = broken.filter(
    ({ warnedMs, renewedMs, dueMs }) => Math.min(warnedMs ?? dueMs, renewedMs ?? dueMs) < dueMs,
  );
  const leads = told.map(({ renewedMs = 0, dueMs }) => (dueMs - renewedMs) / 60_000).sort((a, b) => a - b);
  const renewed = over.filter(({ renewedMs }) => renewedMs !== undefined);
  const forNothing = renewed.filter(({ endedMs, dueMs, isAnswered }) => isAnswered && endedMs <= dueMs);
  const lead = (part: number) => `${(leads[Math.floor(part * leads.length)] ?? 0).toFixed(0)} min`;
  return [
    { text: `promises at 90 %: ${over.length} watched, ${percent(broken.length / over.length)} broken` },
    {
      text: `broken ones announced before their time: ${told.length} of ${broken.length}`,
      isHeld: told.length === broken.length,
    },
    {
      text: `  lead time: median ${lead(0.5)}, shortest tenth ${lead(0.1)}; the team knew of ${percent(warned.length / Math.max(1, broken.length))}`,
    },
    {
      text: `  announced for nothing: ${percent(forNothing.length / Math.max(1, renewed.length))} of ${renewed.length} announcements, ${percent(forNothing.length / over.length)} of all promises`,
    },
  ];
}
