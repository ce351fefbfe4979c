import { LOG_BINS, logBin, secondsOfBin } from './estimate-survival.ts';

/** What counts fades by so much with each answer. */
const KEEP = 0.999;
const NEARLY_ALL = 0.995;
/** Before so many were answered nobody is given up. */
const ENOUGH = 20;
const TURNS = 20;

/** Of a wait: how long it lasts, and how many that began later in its team were answered before it. */
export type Endurance = { seconds: number; overtaken: number };

/**
 * How likely it is that a topic will be answered at all: the share of those that never are grows with the wait (a mixture
 * cure model: Farewell 1982, Sy and Taylor 2000). Where nobody answers anybody, on days off or with too much to do, time
 * alone tells nothing: who has lost hope was passed by as well.
 */
export class Hopes {
  /** Of those that were answered, in bins of log time and of log number. */
  readonly seconds = new Float64Array(LOG_BINS);
  readonly overtaken = new Float64Array(LOG_BINS);
  givenUp = 0;
  /** Beside them, how many of those that wait will never be answered, as far as can be told. */
  lost = 0;
  /** And how many will be. */
  toCome = 0;
  answers = 0;

  save() {
    const { seconds, overtaken, givenUp, lost, toCome, answers } = this;
    return { seconds, overtaken, givenUp, lost, toCome, answers };
  }

  restore({ seconds, overtaken, ...counts }: ReturnType<Hopes['save']>): void {
    this.seconds.set(seconds);
    this.overtaken.set(overtaken);
    Object.assign(this, counts);
  }

  /** Long before the first is given up those that wait tell how many will be: expected and reckoned with, in turns (EM). */
  weigh(waiting: readonly Endurance[]): void {
    this.lost = waiting.length / 2;
    this.toCome = waiting.length / 2;
    for (let turn = 0; turn < TURNS; turn += 1) {
      const hopeOf = this.now();
      this.toCome = waiting.reduce((sum, endured) => sum + hopeOf(endured), 0);
      this.lost = waiting.length - this.toCome;
    }
  }

  /** One was given up. Says after how many answers, so that it can be taken back. */
  giveUp(): number {
    this.givenUp += 1;
    return this.answers;
  }

  /** One was answered; if it had been given up, wrongly. */
  answer({ seconds, overtaken }: Endurance, givenUpAfter?: number): void {
    if (givenUpAfter !== undefined) this.givenUp = Math.max(0, this.givenUp - KEEP ** (this.answers - givenUpAfter));
    this.answers += 1;
    this.givenUp *= KEEP;
    for (let bin = 0; bin < LOG_BINS; bin += 1) {
      this.seconds[bin] = (this.seconds[bin] ?? 0) * KEEP;
      this.overtaken[bin] = (this.overtaken[bin] ?? 0) * KEEP;
    }
    for (const [counts, value] of [
      [this.seconds, seconds],
      [this.overtaken, overtaken],
    ] as const) {
      const bin = logBin(value);
      counts[bin] = (counts[bin] ?? 0) + 1;
    }
  }

  /** What tells more hopefully counts. */
  now(): (endured: Endurance) => number {
    const never = this.givenUp + this.lost;
    if (never === 0) return () => 1;
    const [bySeconds, byOvertaken] = [this.#by(this.seconds, never), this.#by(this.overtaken, never)];
    return ({ seconds, overtaken }) => Math.max(bySeconds[logBin(seconds)] ?? 1, byOvertaken[logBin(overtaken)] ?? 1);
  }

  /** Whoever has endured more than this of both is given up: more than nearly all that were answered, and twice as long. */
  most(): Endurance {
    return { seconds: 2 * nearlyMost(this.seconds), overtaken: nearlyMost(this.overtaken) };
  }

  /** For each bin how many of those that endured so much are answered, as if one more had been. */
  #by(counts: Float64Array, never: number): Float64Array {
    const hopes = new Float64Array(LOG_BINS);
    const all = counts.reduce((sum, count) => sum + count, 1);
    const each = (all + this.toCome) / all;
    let left = 1;
    for (let bin = LOG_BINS - 1; bin >= 0; bin -= 1) {
      hopes[bin] = (each * left) / (each * left + never);
      left += counts[bin] ?? 0;
    }
    return hopes;
  }
}

function nearlyMost(counts: Float64Array): number {
  let total = 0;
  for (const count of counts) total += count;
  if (total < ENOUGH) return Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let bin = 0; bin < LOG_BINS; bin += 1) {
    sum += counts[bin] ?? 0;
    if (sum >= NEARLY_ALL * total) return secondsOfBin(bin + 1);
  }
  return Number.POSITIVE_INFINITY;
}
