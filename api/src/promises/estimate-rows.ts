import type { Clock } from './estimate-clock.ts';
import { reading } from './estimate-clock.ts';
import { logBin } from './estimate-survival.ts';
import { weekTime } from './estimate-week.ts';

/** How many of the latest waits are kept. */
export const KEPT_ROWS = 3072;

export const OPEN = 0;
export const REPLIED = 1;
export const LEFT = 2;

/** The latest waits, in a ring: when each began and ended, how, and what was seen when it began. */
export class Rows {
  count = 0; // of all that ever came
  since = new Float64Array(KEPT_ROWS);
  end = new Float64Array(KEPT_ROWS);
  how = new Uint8Array(KEPT_ROWS);
  team = new Uint8Array(KEPT_ROWS);
  features: Float32Array<ArrayBuffer>;
  /** The groups of each. */
  groups: string[][] = [];
  readonly #width: number;

  constructor(width: number) {
    this.#width = width;
    this.features = new Float32Array(KEPT_ROWS * width);
  }

  get size(): number {
    return Math.min(this.count, KEPT_ROWS);
  }

  /** Its number, which no other row ever has. */
  add(sinceMs: number, team: number, groups: string[], features: Float32Array): number {
    const slot = this.count % KEPT_ROWS;
    this.since[slot] = sinceMs;
    this.end[slot] = 0;
    this.how[slot] = OPEN;
    this.team[slot] = team;
    this.groups[slot] = groups;
    if (this.features.length > 0) this.features.set(features, slot * this.#width);
    this.count += 1;
    return this.count - 1;
  }

  has = (row: number): boolean => row >= 0 && row < this.count && row >= this.count - KEPT_ROWS;

  finish(row: number, atMs: number, how: typeof REPLIED | typeof LEFT): void {
    if (!this.has(row)) return;
    this.end[row % KEPT_ROWS] = atMs;
    this.how[row % KEPT_ROWS] = how;
  }

  /** What was seen when it began, if that is still known. */
  featuresOf(row: number): Float32Array | undefined {
    return this.has(row) && this.features.length > 0 ? this.featuresAt(row % KEPT_ROWS) : undefined;
  }

  featuresAt(slot: number): Float32Array {
    return this.features.subarray(slot * this.#width, (slot + 1) * this.#width);
  }

  /** The number of the row that is in this slot now. */
  rowIn(slot: number): number {
    return this.count - 1 - ((this.count - 1 - slot) % KEPT_ROWS);
  }
}

/** What one clock shows of each row: its reading when the wait began, and the bin of the wait once it is over. */
export type Readings = { since: Float64Array; bins: Uint16Array };

export const newReadings = (): Readings => ({ since: new Float64Array(KEPT_ROWS), bins: new Uint16Array(KEPT_ROWS) });

export function read({ since, bins }: Readings, rows: Rows, slot: number, clock: Clock): void {
  const begin = reading(clock, weekTime(clock.timeZone, rows.since[slot] ?? 0));
  since[slot] = begin;
  if (rows.how[slot] !== OPEN)
    bins[slot] = logBin(reading(clock, weekTime(clock.timeZone, rows.end[slot] ?? 0)) - begin);
}
