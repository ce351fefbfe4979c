/** Waits are counted in bins of equal width in log time, from half a second to a year. */
export const LOG_BINS = 288;
const LOWEST = Math.log(0.5);
const STEP = (Math.log(32_000_000) - LOWEST) / LOG_BINS;
/** The index of the Pareto tail beyond what was seen. */
const TAIL = 2;

/** The levels at which a distribution is kept. */
export const LEVELS = [
  0.01, 0.03, 0.06, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.93, 0.96, 0.98, 0.99, 0.997,
] as const;
const HIGHEST = 0.997;

export const logBin = (seconds: number): number =>
  Math.max(0, Math.min(LOG_BINS - 1, Math.floor((Math.log(Math.max(0.5, seconds)) - LOWEST) / STEP)));

export const secondsOfBin = (bin: number): number => Math.exp(LOWEST + STEP * bin);

/** How much weight of ended and of still open waits lies in each bin. */
export type Waits = { ended: Float64Array; open: Float64Array };

export const newWaits = (): Waits => ({ ended: new Float64Array(LOG_BINS), open: new Float64Array(LOG_BINS) });

/**
 * The quantiles of the wait in seconds at each of the levels, by the product-limit estimate (Kaplan and Meier 1958; with
 * weights that depend on the situation it is Beran's, 1981): who still waits counts up to now and then no longer. What
 * lies beyond the longest wait seen is a Pareto tail. With `waited`, of those waits that lasted longer than that.
 */
export function quantilesOf({ ended, open }: Waits, waited = 0): Float64Array {
  const first = waited > 0 ? logBin(waited) : 0;
  const least = waited > 0 ? Math.log(Math.max(0.5, waited)) : LOWEST;
  let atRisk = 0;
  for (let bin = first; bin < LOG_BINS; bin += 1) atRisk += (ended[bin] ?? 0) + (open[bin] ?? 0);
  const found = new Float64Array(LEVELS.length);
  let [alive, level, last] = [1, 0, Math.max(least, LOWEST + STEP)];
  for (let bin = first; bin < LOG_BINS && level < LEVELS.length && atRisk > 1e-9; bin += 1) {
    const gone = ended[bin] ?? 0;
    if (gone > 0) {
      const left = alive * Math.max(0, 1 - gone / atRisk);
      const [begin, end] = [Math.max(least, LOWEST + STEP * bin), LOWEST + STEP * (bin + 1)];
      for (; level < LEVELS.length && 1 - (LEVELS[level] ?? 1) >= left; level += 1) {
        const part = (alive - 1 + (LEVELS[level] ?? 1)) / (alive - left);
        found[level] = Math.exp(begin + Math.max(0, part) * (end - begin));
      }
      alive = left;
      last = end;
    }
    atRisk -= gone + (open[bin] ?? 0);
  }
  for (; level < LEVELS.length; level += 1) {
    found[level] = Math.exp(last) * Math.max(1, alive / (1 - (LEVELS[level] ?? 0))) ** (1 / TAIL);
  }
  return found;
}

/** The part of waits that ends within so many seconds, of a distribution given by its quantiles at the levels. */
export function levelOf(quantiles: ArrayLike<number>, seconds: number): number {
  const shortest = quantiles[0] ?? 0;
  if (seconds <= shortest) return shortest > 0 ? (LEVELS[0] * seconds) / shortest : LEVELS[0];
  for (let at = 1; at < LEVELS.length; at += 1) {
    const [low, high] = [quantiles[at - 1] ?? 0, quantiles[at] ?? 0];
    if (seconds > high) continue;
    const [from, to] = [LEVELS[at - 1] ?? 0, LEVELS[at] ?? 1];
    return from + ((to - from) * (seconds - low)) / (high - low);
  }
  const longest = Math.max(1e-6, quantiles[LEVELS.length - 1] ?? 0);
  return 1 - (1 - HIGHEST) * (longest / seconds) ** TAIL;
}

/** The wait within which this part ends: what `levelOf` undoes. */
export function quantileAt(quantiles: ArrayLike<number>, level: number): number {
  if (level <= LEVELS[0]) return ((quantiles[0] ?? 0) * Math.max(0, level)) / LEVELS[0];
  for (let at = 1; at < LEVELS.length; at += 1) {
    const to = LEVELS[at] ?? 1;
    if (level > to) continue;
    const from = LEVELS[at - 1] ?? 0;
    const [low, high] = [quantiles[at - 1] ?? 0, quantiles[at] ?? 0];
    return low + ((level - from) / (to - from)) * (high - low);
  }
  return (quantiles[LEVELS.length - 1] ?? 0) * ((1 - HIGHEST) / Math.max(5e-4, 1 - level)) ** (1 / TAIL);
}
