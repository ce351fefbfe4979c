import { CLOCKS, type Clock, elapsed, reading, wallSeconds } from './estimate-clock.ts';
import { growForest, leafOf, type Tree } from './estimate-forest.ts';
import { KEPT_ROWS, newReadings, OPEN, REPLIED, type Readings, type Rows, read } from './estimate-rows.ts';
import { logBin, newWaits, quantilesOf, type Waits } from './estimate-survival.ts';
import { weekTime } from './estimate-week.ts';

export const TREES = 16;
const LEAF = 20;
const DAY = 86_400_000;

/** How fast what was seen fades: by the waits that came since, and by days. */
export const MEMORIES = [
  { rows: 1500, days: 28 },
  { rows: 150, days: 5 },
] as const;

/** Each clock with each memory gives an estimate of its own. */
export const EXPERTS = CLOCKS.flatMap((clock) => MEMORIES.map((memory) => ({ clock, memory })));

/** The forest and, for each leaf of it, which rows lie there. */
export type Forest = { trees: Tree[]; leaves: Uint8Array[]; lists: number[][][]; replies: number };

export class Neighbours {
  forest: Forest | undefined;
  /** The clocks of each team, by its number. */
  clocksOf: ((team: number) => readonly Clock[]) | undefined;
  readonly readings: Readings[] = CLOCKS.map(newReadings);

  /** A new row finds its leaves. */
  add(rows: Rows, row: number, features: Float32Array): void {
    const slot = row % KEPT_ROWS;
    this.#read(rows, slot);
    if (!this.forest) return;
    for (const [at, tree] of this.forest.trees.entries()) {
      const leaf = leafOf(tree, features);
      const leaves = this.forest.leaves[at];
      if (leaves) leaves[slot] = leaf;
      this.forest.lists[at]?.[leaf]?.push(row);
    }
  }

  finish(rows: Rows, row: number): void {
    this.#read(rows, row % KEPT_ROWS);
  }

  /** Other clocks: every row is read anew. */
  setClocks(rows: Rows, clocksOf: (team: number) => readonly Clock[]): void {
    this.clocksOf = clocksOf;
    for (let slot = 0; slot < rows.size; slot += 1) this.#read(rows, slot);
  }

  /** How long the wait of this slot was by one of the clocks, if it is over. */
  waitOf(rows: Rows, slot: number, clock: number): number {
    const own = this.clocksOf?.(rows.team[slot] ?? 0)[clock];
    return own ? elapsed(own, rows.since[slot] ?? 0, rows.end[slot] ?? 0) : 0;
  }

  /** Grows the forest anew, by the waits as this clock counts them. */
  grow(rows: Rows, goalClock: number, nowMs: number, seed: number): void {
    const replied: number[] = [];
    for (let slot = 0; slot < rows.size; slot += 1) if (rows.how[slot] === REPLIED) replied.push(slot);
    if (replied.length < 2) return;
    const goals = Float64Array.from(replied, (slot) => Math.log1p(this.waitOf(rows, slot, goalClock)));
    const weights = Float64Array.from(replied, (slot) => weightOf(rows, rows.rowIn(slot), MEMORIES[0], nowMs));
    const trees = growForest(
      replied.map((slot) => rows.featuresAt(slot)),
      goals,
      weights,
      {
        trees: TREES,
        leafSize: Math.max(5, Math.min(LEAF, Math.floor(replied.length / 12))),
        depth: 9,
        tries: 24,
        sample: 0.6,
        seed,
      },
    );
    this.forest = fill(rows, trees, replied.length);
  }

  /** For each expert the wait from now, in seconds of the clock on the wall, at each of the levels. */
  quantiles(
    rows: Rows,
    clocks: readonly Clock[],
    features: Float32Array,
    nowMs: number,
    waitedMs: number,
  ): Float64Array[] {
    const waits = EXPERTS.map(newWaits);
    const shown = new Map<number, readonly number[]>();
    const weights: Float64Array[] = [];
    for (const [at, tree] of (this.forest?.trees ?? []).entries()) {
      const list = this.forest?.lists[at]?.[leafOf(tree, features)] ?? [];
      for (const [m, memory] of MEMORIES.entries()) weights[m] = weigh(rows, list, memory, nowMs);
      this.#put(waits, rows, list, weights, (team) => {
        const known = shown.get(team) ?? this.#shownTo(team, nowMs);
        shown.set(team, known);
        return known;
      });
    }
    return EXPERTS.map((_, at) => {
      const clock = clocks[Math.floor(at / MEMORIES.length)];
      const own = waits[at];
      if (!clock || !own) return new Float64Array();
      const waited = waitedMs > 0 ? elapsed(clock, nowMs - waitedMs, nowMs) : 0;
      return quantilesOf(own, waited).map((seconds) => wallSeconds(clock, nowMs, seconds - waited));
    });
  }

  #put(
    waits: Waits[],
    rows: Rows,
    list: readonly number[],
    weights: Float64Array[],
    shownTo: (team: number) => readonly number[],
  ): void {
    for (const [i, row] of list.entries()) {
      if (!rows.has(row)) continue;
      const slot = row % KEPT_ROWS;
      const how = rows.how[slot];
      const shown = how === OPEN ? shownTo(rows.team[slot] ?? 0) : [];
      for (let c = 0; c < CLOCKS.length; c += 1) {
        const readings = this.readings[c] as Readings;
        const bin = how === OPEN ? logBin((shown[c] ?? 0) - (readings.since[slot] ?? 0)) : (readings.bins[slot] ?? 0);
        for (let m = 0; m < MEMORIES.length; m += 1) {
          const { ended, open } = waits[c * MEMORIES.length + m] as Waits;
          const part = how === REPLIED ? ended : open;
          part[bin] = (part[bin] ?? 0) + (weights[m]?.[i] ?? 0);
        }
      }
    }
  }

  #shownTo = (team: number, nowMs: number): number[] =>
    (this.clocksOf?.(team) ?? []).map((clock) => reading(clock, weekTime(clock.timeZone, nowMs)));

  #read(rows: Rows, slot: number): void {
    const clocks = this.clocksOf?.(rows.team[slot] ?? 0) ?? [];
    for (const [at, clock] of clocks.entries()) {
      const readings = this.readings[at];
      if (readings) read(readings, rows, slot, clock);
    }
  }
}

type Memory = (typeof MEMORIES)[number];

const weightOf = (rows: Rows, row: number, memory: Memory, nowMs: number): number =>
  2 ** -((rows.count - 1 - row) / memory.rows + (nowMs - (rows.since[row % KEPT_ROWS] ?? 0)) / DAY / memory.days);

/** Each tree counts as much as any other; within its leaf the rows share by how fresh they are. */
function weigh(rows: Rows, list: readonly number[], memory: Memory, nowMs: number): Float64Array {
  const weights = Float64Array.from(list, (row) => (rows.has(row) ? weightOf(rows, row, memory, nowMs) : 0));
  let total = 1e-12;
  for (const weight of weights) total += weight;
  for (let i = 0; i < weights.length; i += 1) weights[i] = (weights[i] ?? 0) / total;
  return weights;
}

export function fill(rows: Rows, trees: Tree[], replies: number): Forest {
  const leaves = trees.map((tree) => {
    const of = new Uint8Array(KEPT_ROWS);
    for (let slot = 0; slot < rows.size; slot += 1) of[slot] = leafOf(tree, rows.featuresAt(slot));
    return of;
  });
  return { trees, leaves, lists: listsOf(rows, trees, leaves), replies };
}

export function listsOf(rows: Rows, trees: readonly Tree[], leaves: readonly Uint8Array[]): number[][][] {
  return trees.map((tree, at) => {
    const lists: number[][] = Array.from({ length: tree.leaves }, () => []);
    for (let row = Math.max(0, rows.count - KEPT_ROWS); row < rows.count; row += 1)
      lists[leaves[at]?.[row % KEPT_ROWS] ?? 0]?.push(row);
    return lists;
  });
}
