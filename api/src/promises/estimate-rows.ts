import type { Clock } from './estimate-clock.ts';
import { reading } from './estimate-clock.ts';
import { logBin } from './estimate-survival.ts';
import { weekTime } from './estimate-week.ts';

/** How many of the latest waits are kept. */
export const KEPT_ROWS = 3072;

/** A wait counts half after so many others, and half after so many days. */
const HALF_ROWS = 1500;
const HALF_DAYS = 28;
const DAY = 86_400_000;

export const OPEN = 0;
export const REPLIED = 1;
export const LEFT = 2;
/** Waits for so long that no answer is expected any more. */
export const GIVEN_UP = 3;

/** The latest waits, in a ring: when each began and ended, how, and what was seen when it began. */
export class Rows {
  count = 0; // of all that ever came
  since = new Float64Array(KEPT_ROWS);
  end = new Float64Array(KEPT_ROWS);
  how = new Uint8Array(KEPT_ROWS);
  /** The number of its team and of its kind; the last number is all others'. */
  team = new Uint8Array(KEPT_ROWS);
  kind = new Uint8Array(KEPT_ROWS);
  /** What it counts beside the others: the fresher the more. */
  weight = new Float64Array(KEPT_ROWS);
  baseRow = 0;
  baseMs = Number.NaN;
  features: Float32Array<ArrayBuffer>;
  /** The groups of each. */
  groups: string[][] = [];
  readonly #width: number;

  /** `learns`: what was seen of each is kept, so that a forest can grow of it. */
  constructor(width: number, learns: boolean) {
    this.#width = width;
    this.features = new Float32Array(learns ? KEPT_ROWS * width : 0);
  }

  get size(): number {
    return Math.min(this.count, KEPT_ROWS);
  }

  /** Its number, which no other row ever has. */
  add(sinceMs: number, seen: { team: number; kind: number; features: Float32Array }, groups: string[]): number {
    const slot = this.count % KEPT_ROWS;
    this.since[slot] = sinceMs;
    this.end[slot] = 0;
    this.how[slot] = OPEN;
    this.team[slot] = seen.team;
    this.kind[slot] = seen.kind;
    if (Number.isNaN(this.baseMs)) this.baseMs = sinceMs;
    this.weight[slot] = this.#weightOf(this.count, sinceMs);
    this.groups[slot] = groups;
    if (this.features.length > 0) this.features.set(seen.features, slot * this.#width);
    this.count += 1;
    return this.count - 1;
  }

  /** Weighs them anew beside the latest, before the numbers grow too large. */
  weigh(nowMs: number): void {
    this.baseRow = this.count;
    this.baseMs = nowMs;
    for (let slot = 0; slot < this.size; slot += 1) {
      this.weight[slot] = this.#weightOf(this.rowIn(slot), this.since[slot] ?? 0);
    }
  }

  #weightOf(row: number, sinceMs: number): number {
    const halvings = (row - this.baseRow) / HALF_ROWS + (sinceMs - this.baseMs) / (HALF_DAYS * DAY);
    return 2 ** Math.min(500, halvings);
  }

  has = (row: number): boolean => row >= 0 && row < this.count && row >= this.count - KEPT_ROWS;

  finish(row: number, atMs: number, how: typeof REPLIED | typeof LEFT | typeof GIVEN_UP): void {
    if (!this.has(row)) return;
    this.end[row % KEPT_ROWS] = atMs;
    this.how[row % KEPT_ROWS] = how;
  }

  /** For each slot how many of the same team were answered that began later. */
  overtaken(): Uint16Array {
    const overtaken = new Uint16Array(KEPT_ROWS);
    const answered = new Uint16Array(256);
    for (let row = this.count - 1; row >= this.count - this.size; row -= 1) {
      const slot = row % KEPT_ROWS;
      const team = this.team[slot] ?? 0;
      overtaken[slot] = answered[team] ?? 0;
      if (this.how[slot] === REPLIED) answered[team] = (answered[team] ?? 0) + 1;
    }
    return overtaken;
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
