import { CLOCKS, type Clock, elapsed, reading } from './estimate-clock.ts';
import { growForest, leafOf, type Tree } from './estimate-forest.ts';
import type { Hopes } from './estimate-hopes.ts';
import { wallSecondsAround } from './estimate-pauses.ts';
import { GIVEN_UP, KEPT_ROWS, newReadings, OPEN, REPLIED, type Readings, type Rows, read } from './estimate-rows.ts';
import { LEVELS, logBin, newWaits, quantilesOf, type Waits } from './estimate-survival.ts';
import { weekTime } from './estimate-week.ts';
import type { Span } from './hours.ts';

const TREES = 16;
const LEAF = 20;

/**
 * Whose waits tell of this one: those in the same leaves; of them above all those of the same kind; or, whatever else was
 * seen, those of the same kind.
 */
export const VIEWS = ['alike', 'alike-of-kind', 'of-kind'] as const;
/** What a wait of another kind counts where those of the same kind are asked. */
const OTHERS = 0.01;

/** Each clock with each view gives an estimate of its own. */
export const EXPERTS = CLOCKS.flatMap((clock) => VIEWS.map((view) => ({ clock, view })));

/** A topic that waits: the numbers of its team and kind, what was seen when it began, and for how long it has waited. */
export type Situation = {
  team: number;
  kind: number;
  features: Float32Array;
  nowMs: number;
  waitedMs: number;
  /** Days off to come. */
  pauses: readonly Span[];
};

/** The forest and, for each tree of it, the leaf in which each slot's row lies. */
export type Forest = { trees: Tree[]; leaves: Uint8Array[]; replies: number };

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
      const leaves = this.forest.leaves[at];
      if (leaves) leaves[slot] = leafOf(tree, features);
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
  grow(rows: Rows, goalClock: number, seed: number): void {
    const replied: number[] = [];
    for (let slot = 0; slot < rows.size; slot += 1) if (rows.how[slot] === REPLIED) replied.push(slot);
    if (replied.length < 2) return;
    const goals = Float64Array.from(replied, (slot) => Math.log1p(this.waitOf(rows, slot, goalClock)));
    const weights = Float64Array.from(replied, (slot) => rows.weight[slot] ?? 0);
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
  quantiles(rows: Rows, { team, kind, features, nowMs, waitedMs, pauses }: Situation, hopes: Hopes): Float64Array[] {
    const waits = EXPERTS.map(newWaits);
    const overtaken = rows.overtaken();
    const alike = this.#alike(rows, features);
    const shown = new Map<number, readonly number[]>();
    for (let slot = 0; slot < rows.size; slot += 1) {
      const how = rows.how[slot];
      if (how === GIVEN_UP) continue;
      // Who still waits counts as far as he is likely to be answered at all.
      const seconds = (nowMs - (rows.since[slot] ?? 0)) / 1000;
      const hope = how === OPEN ? hopes.of({ seconds, overtaken: overtaken[slot] ?? 0 }) : 1;
      const near = hope * (alike[slot] ?? 0);
      const part = rows.kind[slot] === kind ? 1 : OTHERS;
      let readingsNow: readonly number[] = [];
      if (how === OPEN) {
        const other = rows.team[slot] ?? 0;
        readingsNow = shown.get(other) ?? this.#shownTo(other, nowMs);
        shown.set(other, readingsNow);
      }
      for (let c = 0; c < CLOCKS.length; c += 1) {
        const { since, bins } = this.readings[c] as Readings;
        const bin = how === OPEN ? logBin((readingsNow[c] ?? 0) - (since[slot] ?? 0)) : (bins[slot] ?? 0);
        const at = c * VIEWS.length;
        if (near > 0) {
          put(waits[at], how, bin, near);
          put(waits[at + 1], how, bin, near * part);
        }
        put(waits[at + 2], how, bin, hope * (rows.weight[slot] ?? 0) * part);
      }
    }
    const clocks = this.clocksOf?.(team) ?? [];
    return waits.map((own, at) => {
      const clock = clocks[Math.floor(at / VIEWS.length)];
      if (!clock) return new Float64Array(LEVELS.length);
      const waited = waitedMs > 0 ? elapsed(clock, nowMs - waitedMs, nowMs) : 0;
      return quantilesOf(own, waited).map((seconds) => wallSecondsAround(clock, nowMs, seconds - waited, pauses));
    });
  }

  /** How near each row is: every tree counts as much as any other, within its leaf the fresher rows more. */
  #alike({ size, weight }: Rows, features: Float32Array): Float64Array {
    const near = new Float64Array(KEPT_ROWS);
    for (const [at, tree] of (this.forest?.trees ?? []).entries()) {
      const leaves = this.forest?.leaves[at] ?? [];
      const leaf = leafOf(tree, features);
      let total = 1e-12;
      for (let slot = 0; slot < size; slot += 1) if (leaves[slot] === leaf) total += weight[slot] ?? 0;
      for (let slot = 0; slot < size; slot += 1)
        if (leaves[slot] === leaf) near[slot] = (near[slot] ?? 0) + (weight[slot] ?? 0) / total;
    }
    return near;
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

function put(waits: Waits | undefined, how: number | undefined, bin: number, weight: number): void {
  const part = how === REPLIED ? waits?.ended : waits?.open;
  if (part) part[bin] = (part[bin] ?? 0) + weight;
}

function fill(rows: Rows, trees: Tree[], replies: number): Forest {
  const leaves = trees.map((tree) => {
    const of = new Uint8Array(KEPT_ROWS);
    for (let slot = 0; slot < rows.size; slot += 1) of[slot] = leafOf(tree, rows.featuresAt(slot));
    return of;
  });
  return { trees, leaves, replies };
}
