import { shareInterval } from '../report/intervals.ts';
import { studentQuantile, Z, Z_POWER } from './student.ts';

/** What one visitor adds to a figure: `of` cases (topics, ratings, hours), and so much in them. */
export type Part = { sum: number; of: number };

/** A figure of one policy: what there was in all cases of all its visitors, by their number. */
export type Figure = { value: number; visitors: number; cases: number; variance: number };

/** Second minus first, and between what it lies 95 times in 100; no interval where there are too few visitors for one. */
export type Difference = { value: number; low: number | null; high: number | null };

/**
 * A ratio over visitors, who may have several cases each that are alike: its variance by linearisation, the visitors
 * being what was drawn (W. G. Cochran, Sampling Techniques, 1977, 6.4 and 9A; for experiments Deng, Knoblich and Lu,
 * Applying the delta method in metric analytics, KDD 2018). `undefined` where there is no case.
 */
export function figureOf(parts: readonly Part[]): Figure | undefined {
  const own = parts.filter(({ of }) => of > 0);
  const cases = own.reduce((sum, part) => sum + part.of, 0);
  if (cases === 0) return undefined;
  const value = own.reduce((sum, part) => sum + part.sum, 0) / cases;
  const visitors = own.length;
  const squares = own.reduce((sum, part) => sum + (part.sum - value * part.of) ** 2, 0);
  const variance = visitors > 1 ? ((visitors / (visitors - 1)) * squares) / cases ** 2 : Number.NaN;
  return { value, visitors, cases, variance };
}

/** The difference of two means with Welch's interval (B. L. Welch, Biometrika 34, 1947), by the visitors' own variance. */
export function meansDiffer(first: Figure, second: Figure): Difference {
  const value = second.value - first.value;
  const variance = first.variance + second.variance;
  if (!Number.isFinite(variance)) return { value, low: null, high: null };
  if (variance === 0) return { value, low: value, high: value };
  const freedom =
    variance ** 2 / (first.variance ** 2 / (first.visitors - 1) + second.variance ** 2 / (second.visitors - 1));
  const spread = studentQuantile(freedom) * Math.sqrt(variance);
  return { value, low: value - spread, high: value + spread };
}

/**
 * The difference of two shares with Newcombe's interval, made of Wilson's for each (R. G. Newcombe, Statistics in
 * Medicine 17, 1998, method 10): it holds for few cases and near the ends. Cases of one visitor count for as many as
 * they are worth (J. N. K. Rao and A. J. Scott, Biometrics 48, 1992).
 */
export function sharesDiffer(first: Figure, second: Figure): Difference {
  const [one, other] = [first, second].map((figure) => {
    const count = figure.cases / designEffect(figure);
    return { share: figure.value, ...shareInterval(figure.value * count, count) };
  }) as [Bounds, Bounds];
  const value = other.share - one.share;
  return {
    value,
    low: value - Math.hypot(other.share - other.low, one.high - one.share),
    high: value + Math.hypot(other.high - other.share, one.share - one.low),
  };
}
type Bounds = { share: number; low: number; high: number };

/** How much more a share varies than if each case were another visitor's; never less. */
function designEffect({ value, cases, visitors, variance }: Figure): number {
  if (cases === visitors) return 1;
  const alone = (value * (1 - value)) / cases;
  return Number.isFinite(variance) && alone > 0 ? Math.max(1, variance / alone) : 1;
}

/**
 * How many visitors with such a case each policy takes, for a difference of this size to be seen (at 5 %, two-sided) 8
 * times in 10, where `share` of them get the second: the usual formula for two means of normal distribution (S.-C. Chow,
 * J. Shao and H. Wang, Sample Size Calculations in Clinical Research, 2008, 3.2). `undefined` where nothing varies yet.
 */
export function visitorsNeeded(
  first: Figure,
  second: Figure,
  difference: number,
  share: number,
): { first: number; second: number } | undefined {
  const [one, other] = [first, second].map(({ variance, visitors }) => variance * visitors) as [number, number];
  const ratio = share / (1 - share);
  const needed = ((Z + Z_POWER) ** 2 * (one + other / ratio)) / difference ** 2;
  if (!Number.isFinite(needed) || needed <= 0) return undefined;
  return { first: Math.max(2, Math.ceil(needed)), second: Math.max(2, Math.ceil(needed * ratio)) };
}
