import { REPLIED, type Rows } from './estimate-rows.ts';

/** As if every team and kind had had so many waits like all the others. */
const PRIOR = 4;
const LATE = 0.8;

/** How the waits of one team or kind differ: their mean in log seconds, and how many are among the longest fifth. */
export type Effect = { mean: number; late: number };

const NONE: Effect = { mean: 0, late: 1 - LATE };

/** What topics of each name have in common, as learned when the forest was grown, and the same until it grows again. */
export type Effects = Map<string, Effect>;

export const effectOf = (effects: Effects, name: string): Effect => effects.get(name) ?? NONE;

/** Learns them from the rows, of which each waited so many seconds. */
export function learnEffects(rows: Rows, waitOf: (slot: number) => number): Effects {
  const replied = Array.from({ length: rows.size }, (_, slot) => slot).filter((slot) => rows.how[slot] === REPLIED);
  const waits = new Map(replied.map((slot) => [slot, Math.log1p(waitOf(slot))]));
  const sorted = Float64Array.from(waits.values()).sort();
  const late = sorted[Math.floor(LATE * sorted.length)] ?? 0;
  const mean = sorted.reduce((sum, wait) => sum + wait, 0) / Math.max(1, sorted.length);
  const sums = new Map<string, { count: number; sum: number; late: number }>();
  for (const [slot, wait] of waits) {
    for (const name of rows.groups[slot] ?? []) {
      const group = sums.get(name) ?? { count: 0, sum: 0, late: 0 };
      sums.set(name, {
        count: group.count + 1,
        sum: group.sum + wait - mean,
        late: group.late + (wait > late ? 1 : 0),
      });
    }
  }
  return new Map(
    Array.from(sums, ([name, group]) => [
      name,
      { mean: group.sum / (group.count + PRIOR), late: (group.late + PRIOR * (1 - LATE)) / (group.count + PRIOR) },
    ]),
  );
}
