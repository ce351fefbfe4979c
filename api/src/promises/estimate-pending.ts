import type { Calibration, Group } from './estimate-calibration.ts';
import { levelOf } from './estimate-survival.ts';

/** The bands whose coverage is watched. */
export const BANDS = [0.5, 0.8, 0.9] as const;
const SWEEP_MS = 10 * 60_000;
const SWEEP_EVENTS = 40;
/** A wait that is less likely than this to be answered at all is not yet a miss. */
const LIKELY = 0.5;

/** An estimate whose wait goes on: what it said, and what each expert alone would have said. */
export type Made = {
  atMs: number;
  group: Group;
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
  #sweptAtMs = Number.NEGATIVE_INFINITY;
  #events = 0;

  constructor(experts: number) {
    this.losses = new Float64Array(experts);
  }

  save() {
    return { losses: this.losses, sweptAtMs: Math.max(0, this.#sweptAtMs), events: this.#events };
  }

  restore({ losses, sweptAtMs, events }: ReturnType<Pending['save']>): void {
    this.losses.set(losses);
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
      calibration.learnLevel(levelOf(made.quantiles, wait), made.group);
      for (const [at, band] of BANDS.entries()) {
        const isHeld = wait <= (made.seconds[at] ?? 0);
        if (!made.isMissed[at]) calibration.learnBand(band, made.group.hour, isHeld);
      }
      this.#judgeExperts(made, wait);
    }
    this.made.delete(id);
  }

  /** It left: what was taken for a miss was none. */
  forget(id: string, calibration: Calibration): void {
    this.giveUp(id, calibration);
    this.made.delete(id);
  }

  /** No answer is expected any more: what was taken for a miss is none, unless one comes after all. */
  giveUp(id: string, calibration: Calibration): void {
    for (const made of this.made.get(id) ?? []) {
      for (const [at, band] of BANDS.entries()) calibration.forgetBand(band, made.group.hour, made.moves[at] ?? [0, 0]);
      made.isMissed.fill(false);
      made.moves.fill([0, 0]);
    }
  }

  /** Now and then it is time to look at all that wait. */
  isSweepDue(nowMs: number): boolean {
    this.#events += 1;
    if (this.#events < SWEEP_EVENTS && nowMs - this.#sweptAtMs < SWEEP_MS) return false;
    this.#events = 0;
    this.#sweptAtMs = nowMs;
    return true;
  }

  /** What has outlasted a band is a miss, whenever the reply may come, if one may be hoped for. Who is unknown is forgotten. */
  sweep(nowMs: number, calibration: Calibration, hopeOf: (id: string) => number | undefined): void {
    for (const [id, list] of this.made) {
      const hope = hopeOf(id);
      if (hope === undefined) this.forget(id, calibration);
      if (hope === undefined || hope < LIKELY) continue;
      for (const made of list) {
        for (const [at, band] of BANDS.entries()) {
          if (made.isMissed[at] || (nowMs - made.atMs) / 1000 <= (made.seconds[at] ?? 0)) continue;
          made.isMissed[at] = true;
          made.moves[at] = calibration.learnBand(band, made.group.hour, false);
        }
      }
    }
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
}
