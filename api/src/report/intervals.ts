/** The 97.5th percentile of the normal distribution: for intervals that hold 95 times in 100. */
const Z = 1.959964;

export type Interval = { low: number; high: number };

/**
 * A 95 % interval for a share, by Wilson's score: unlike the usual one it stays within 0 and 1 and holds for few cases
 * and for shares near the ends (E. B. Wilson, JASA 22, 1927; Brown, Cai and DasGupta, Statistical Science 16, 2001).
 */
export function shareInterval(hits: number, count: number): Interval {
  if (count === 0) return { low: 0, high: 1 };
  const share = hits / count;
  const middle = share + Z ** 2 / (2 * count);
  const spread = Z * Math.sqrt((share * (1 - share)) / count + Z ** 2 / (4 * count ** 2));
  const scale = 1 + Z ** 2 / count;
  return { low: Math.max(0, (middle - spread) / scale), high: Math.min(1, (middle + spread) / scale) };
}

/** The value that this share of the cases does not pass: the smallest of which that is so. `sorted`: upwards. */
export const quantileOf = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;

/**
 * An interval for a quantile that holds at least 95 times in 100 whatever the distribution: between two of the cases,
 * whose ranks the binomial distribution gives (H. A. David and H. N. Nagaraja, Order Statistics, 2003, 7.1). `null`
 * where there are too few cases for any.
 */
export function quantileInterval(sorted: readonly number[], share: number): Interval | null {
  const count = sorted.length;
  const low = rankBelow(count, share, 0.025);
  const high = count + 1 - rankBelow(count, 1 - share, 0.025);
  if (low < 1 || high > count) return null;
  return { low: sorted[low - 1] as number, high: sorted[high - 1] as number };
}

/** The greatest rank that the quantile lies below with at most this probability; 0 for none. */
function rankBelow(count: number, share: number, most: number): number {
  // P(B < rank) for a binomial B; in logarithms, so that a hundred thousand cases do not underflow.
  let sum = 0;
  let logTerm = count * Math.log1p(-share);
  const logOdds = Math.log(share) - Math.log1p(-share);
  for (let hits = 0; hits < count; hits += 1) {
    sum += Math.exp(logTerm);
    if (sum > most) return hits;
    logTerm += Math.log(count - hits) - Math.log(hits + 1) + logOdds;
  }
  return count;
}
