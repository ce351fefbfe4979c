import type { Calibration } from './estimate-calibration.ts';
import { LOG_BINS, levelOf, logBin, secondsOfBin } from './estimate-survival.ts';

/** The bands whose coverage is watched. */
export const BANDS = [0.5, 0.8, 0.9] as const;
const SWEEP_MS = 10 * 60_000;
const SWEEP_EVENTS = 40;
/** A wait that is less likely than this to be answered at all is not yet a miss. */
const LIKELY = 0.5;

/** An estimate whose wait goes on: what it said, and what each expert alone would have said. */
export type Made = {
  atMs: number;
  hour: number;
  /** As the experts together said it, before calibration: at each of the levels. */
  quantiles: Float32Array;
  /** What was promised, a band each. */
  seconds: number[];
  /** Expert by expert, a band each. */
  ofExperts: Float32Array;
  isMissed: boolean[];
  /** By how much each of the missed bands was moved for it, while its wait goes on. */
  moves: (readonly [number, number])[];
};

/** Estimates that wait for their outcome, and the losses of the experts. */
export class Pending {
  readonly made = new Map<string, Made[]>();
  readonly losses: Float64Array;
  /** Waits that ended with a reply, by their length: what goes on for longer than nearly all of them is given up. */
  readonly lengths = new Float64Array(LOG_BINS);
  /** How many were given up meanwhile. */
  givenUp = 0;
  #sweptAtMs = Number.NEGATIVE_INFINITY;
  #events = 0;

  constructor(experts: number) {
    this.losses = new Float64Array(experts);
  }

  save() {
    return {
      losses: this.losses,
      lengths: this.lengths,
      givenUp: this.givenUp,
      sweptAtMs: Math.max(0, this.#sweptAtMs),
      events: this.#events,
    };
  }

  restore({ losses, lengths, givenUp, sweptAtMs, events }: ReturnType<Pending['save']>): void {
    this.losses.set(losses);
    this.lengths.set(lengths);
    this.givenUp = givenUp;
    this.#sweptAtMs = sweptAtMs;
    this.#events = events;
  }

  add(id: string, made: Made): void {
    const list = this.made.get(id);
    if (list) list.push(made);
    else this.made.set(id, [made]);
    // An arbitrary number of estimates for one wait would let a script that repeats itself fill the memory.
    if (list && list.length > 5) list.splice(1, 1);
  }

  replied(id: string, atMs: number, calibration: Calibration): void {
    for (const made of this.made.get(id) ?? []) {
      const wait = (atMs - made.atMs) / 1000;
      calibration.learnLevel({ level: levelOf(made.quantiles, wait), hour: made.hour });
      for (const [at, band] of BANDS.entries()) {
        const isHeld = wait <= (made.seconds[at] ?? 0);
        if (!made.isMissed[at]) calibration.learnBand(band, made.hour, isHeld);
      }
      this.#judgeExperts(made, wait);
      const bin = logBin(wait);
      for (let other = 0; other < LOG_BINS; other += 1) this.lengths[other] = (this.lengths[other] ?? 0) * 0.999;
      this.lengths[bin] = (this.lengths[bin] ?? 0) + 1;
      this.givenUp *= 0.999;
    }
    this.made.delete(id);
  }

  left(id: string, calibration: Calibration): void {
    for (const made of this.made.get(id) ?? []) this.#takeBack(made, calibration);
    this.made.delete(id);
  }

  /**
   * Now and then: what has outlasted a band is a miss, whenever the reply may come. Says for how many seconds at most a
   * wait is one that will be answered, where it looked.
   */
  sweep(nowMs: number, calibration: Calibration): number | undefined {
    this.#events += 1;
    if (this.#events < SWEEP_EVENTS && nowMs - this.#sweptAtMs < SWEEP_MS) return undefined;
    this.#events = 0;
    this.#sweptAtMs = nowMs;
    const longest = this.#nearlyLongest();
    const hopes = this.hopes();
    for (const [id, list] of this.made) {
      for (const made of list) {
        const age = (nowMs - made.atMs) / 1000;
        if (age > longest) {
          this.#takeBack(made, calibration);
          this.made.delete(id);
          continue;
        }
        if ((hopes[logBin(age)] ?? 1) < LIKELY) continue;
        for (const [at, band] of BANDS.entries()) {
          if (made.isMissed[at] || age <= (made.seconds[at] ?? 0)) continue;
          made.isMissed[at] = true;
          made.moves[at] = calibration.learnBand(band, made.hour, false);
        }
      }
    }
    return longest;
  }

  /**
   * How likely it is that a topic will be answered at all that has waited up to each bin: the share of those that never
   * are grows with the wait (a mixture cure model: Farewell 1982, Sy and Taylor 2000).
   */
  hopes(): Float64Array {
    const hopes = new Float64Array(LOG_BINS).fill(1);
    if (this.givenUp === 0) return hopes;
    let left = 0;
    for (let bin = LOG_BINS - 1; bin >= 0; bin -= 1) {
      hopes[bin] = left / (left + this.givenUp);
      left += this.lengths[bin] ?? 0;
    }
    return hopes;
  }

  #takeBack(made: Made, calibration: Calibration): void {
    for (const [at, band] of BANDS.entries()) calibration.forgetBand(band, made.hour, made.moves[at] ?? [0, 0]);
  }

  #judgeExperts({ ofExperts }: Made, wait: number): void {
    for (let expert = 0; expert < this.losses.length; expert += 1) {
      let loss = 0;
      for (const [at, band] of BANDS.entries()) {
        const late = wait - (ofExperts[expert * BANDS.length + at] ?? 0);
        loss += late > 0 ? band * late : (band - 1) * late;
      }
      this.losses[expert] = (this.losses[expert] ?? 0) * 0.997 + loss;
    }
  }

  #nearlyLongest(): number {
    let total = 0;
    for (const count of this.lengths) total += count;
    if (total < 50) return Number.POSITIVE_INFINITY;
    let sum = 0;
    for (let bin = 0; bin < LOG_BINS; bin += 1) {
      sum += this.lengths[bin] ?? 0;
      if (sum >= 0.995 * total) return 2 * secondsOfBin(bin + 1);
    }
    return Number.POSITIVE_INFINITY;
  }
}
