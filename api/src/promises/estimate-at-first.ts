import { REPLIED, type Rows } from './estimate-rows.ts';
import { logBin, newWaits, quantilesOf } from './estimate-survival.ts';

/** What may be expected of a team of which nothing is known: from a minute to two days. */
const AT_FIRST = [60, 300, 900, 3600, 14_400, 57_600, 172_800];

/** Before a forest has grown: all waits so far, and one more that nobody has seen yet. */
export function quantilesAtFirst(rows: Rows, nowMs: number, waitedMs: number): Float64Array {
  const waits = newWaits();
  for (let slot = 0; slot < rows.size; slot += 1) {
    const part = rows.how[slot] === REPLIED ? waits.ended : waits.open;
    const bin = logBin(((rows.end[slot] || nowMs) - (rows.since[slot] ?? 0)) / 1000);
    part[bin] = (part[bin] ?? 0) + 1;
  }
  for (const seconds of AT_FIRST) {
    const bin = logBin(seconds);
    waits.ended[bin] = (waits.ended[bin] ?? 0) + 1 / AT_FIRST.length;
  }
  return quantilesOf(waits, waitedMs / 1000).map((seconds) => seconds - waitedMs / 1000);
}
