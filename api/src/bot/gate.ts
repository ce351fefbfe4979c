import { average } from './average.ts';
import type { WeighedDoc } from './weigh-docs.ts';

/** What a question and what was found for it look like, in numbers. */
export type Signs = readonly number[];

/**
 * How these look where the knowledge base certainly has no answer: their means and how far they spread, by the name of each,
 * so that what was measured of other signs is not taken for theirs.
 */
export type Norms = { means: ByName; spreads: ByName };
type ByName = Readonly<Record<string, number>>;

/** What the bot does: answers, asks whether this was meant, or brings a person. */
export type Outcome = 'answer' | 'suggest' | 'handover';

/** At least so sure it answers, and so sure it asks. One for every knowledge base. */
const ANSWERS_FROM = 0.74;
const SUGGESTS_FROM = 0.3;

/**
 * A small logistic regression, fitted on five public sets that are nobody's here: docs/decisions/0016. Each sign counts in
 * spreads away from what it is, in this knowledge base, where there is no answer. `usual`: where that is not known, since the
 * knowledge base is too small or too new.
 */
const SIGNS = [
  { name: 'votes', weight: 1.48, usual: { mean: 0.115, spread: 0.105 } },
  { name: 'score', weight: 0.3, usual: { mean: 0.33, spread: 0.19 } },
  { name: 'lead in cover', weight: 0.47, usual: { mean: 0.044, spread: 0.13 } },
] as const;

/**
 * What says the same in every knowledge base. `told`: how much of what is asked the best doc tells. `nearest`: how like the
 * question the likest passage is, where vectors of a model say so too.
 */
export type Evidence = { told: number; nearest: number | undefined };

const TOLD = 3;
const NEAREST = 2;
const BIAS = { words: -1.8, meaning: -2 };

/** `brevity` is left out where a knowledge base is measured: by passages, which are as long as passages. */
export function signsOf([best, second]: readonly WeighedDoc[], brevity = 1): Signs {
  if (!best) return SIGNS.map(() => 0);
  return [brevity * best.votes, best.score, best.cover - (second?.cover ?? 0)];
}

/** How sure it is that the best doc answers the question, from 0 to 1. */
export function sureness(signs: Signs, { told, nearest }: Evidence, norms?: Norms): number {
  let sum = TOLD * told + (nearest === undefined ? BIAS.words : BIAS.meaning + NEAREST * nearest);
  SIGNS.forEach(({ name, weight, usual }, i) => {
    const mean = norms?.means[name] ?? usual.mean;
    const spread = norms?.spreads[name] ?? usual.spread;
    sum += (weight * ((signs[i] ?? 0) - mean)) / spread;
  });
  return 1 / (1 + Math.exp(-sum));
}

export const outcomeOf = (sure: number): Outcome =>
  sure >= ANSWERS_FROM ? 'answer' : sure >= SUGGESTS_FROM ? 'suggest' : 'handover';

/** The norms of a knowledge base from what it said to questions that it cannot answer. */
export function normsOf(unanswerable: readonly Signs[]): Norms {
  const means: Record<string, number> = {};
  const spreads: Record<string, number> = {};
  for (const [i, { name }] of SIGNS.entries()) {
    const values = unanswerable.map((signs) => signs[i] as number);
    const mean = average(values);
    means[name] = mean;
    spreads[name] = LEAST_SPREAD + Math.sqrt(average(values.map((value) => (value - mean) ** 2)));
  }
  return { means, spreads };
}

/** Where all are alike, a little more is not yet a lot. */
const LEAST_SPREAD = 0.02;
