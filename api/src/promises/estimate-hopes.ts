import { LOG_BINS, logBin, secondsOfBin } from './estimate-survival.ts';

/** What counts fades by so much with each answer. */
const KEEP = 0.999;
const NEARLY_ALL = 0.995;
/** Before so many were answered nobody is given up. */
const ENOUGH = 20;

/** Of a wait: how long it lasts, and how many that began later in its team were answered before it. */
export type Endurance = { seconds: number; overtaken: number };

/**
 * How likely it is that a topic will be answered at all: the share of those that never are grows with the wait (a mixture
 * cure model: Farewell 1982, Sy and Taylor 2000). Where nobody answers anybody, on days off or with too much to do, time
 * alone tells nothing: who has lost hope was passed by as well. How many are never answered is where the survival curve
 * of all, who still waits censored, stays in the end (Maller and Zhou 1992): in an overload those that wait longest are
 * answered next and it falls to nothing, while with those that nobody answers it stays above.
 */
export class Hopes {
  /** Of those that were answered, in bins of log time and of log number. */
  readonly seconds = new Float64Array(LOG_BINS);
  readonly overtaken = new Float64Array(LOG_BINS);
  givenUp = 0;
  answers = 0;
  /** For each bin how many of those that endured so much are answered. */
  readonly bySeconds = new Float32Array(LOG_BINS).fill(1);
  readonly byOvertaken = new Float32Array(LOG_BINS).fill(1);

  save() {
    const { seconds, overtaken, bySeconds, byOvertaken, givenUp, answers } = this;
    return { seconds, overtaken, bySeconds, byOvertaken, givenUp, answers };
  }

  restore({ seconds, overtaken, bySeconds, byOvertaken, ...counts }: ReturnType<Hopes['save']>): void {
    this.seconds.set(seconds);
    this.overtaken.set(overtaken);
    this.bySeconds.set(bySeconds);
    this.byOvertaken.set(byOvertaken);
    Object.assign(this, counts);
  }

  /** Learns from those that wait how many are never answered, long before the first of them is given up. */
  weigh(waiting: readonly Endurance[]): void {
    for (const [hopes, answered, endured] of [
      [this.bySeconds, this.seconds, waiting.map(({ seconds }) => seconds)],
      [this.byOvertaken, this.overtaken, waiting.map(({ overtaken }) => overtaken)],
    ] as const) {
      hopes.set(hopesOf(answered, endured, this.givenUp));
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
  of({ seconds, overtaken }: Endurance): number {
    return Math.max(this.bySeconds[logBin(seconds)] ?? 1, this.byOvertaken[logBin(overtaken)] ?? 1);
  }

  /** Whoever has endured more than this of both is given up: more than nearly all that were answered, and twice as long. */
  most(): Endurance {
    return { seconds: 2 * nearlyMost(this.seconds), overtaken: nearlyMost(this.overtaken) };
  }
}

/** Of those that endured as much as each bin, how many are answered: (S - S at the end) / S, as if one more had been. */
function hopesOf(answered: Float64Array, waiting: readonly number[], givenUp: number): Float64Array {
  const open = new Float64Array(LOG_BINS);
  for (const endured of waiting) open[logBin(endured)] = (open[logBin(endured)] ?? 0) + 1;
  const all = answered.reduce((sum, count) => sum + count, givenUp + waiting.length);
  let atRisk = all;
  let lasting = 1;
  const survival = answered.map((count, bin) => {
    const before = lasting;
    if (count > 0) lasting *= Math.max(0, 1 - count / atRisk);
    atRisk -= count + (open[bin] ?? 0);
    return before;
  });
  const one = 1 / (all + 1);
  return survival.map((share) => (share - lasting + one) / (share + one));
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
