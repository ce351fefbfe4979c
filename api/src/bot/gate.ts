import type { WeighedDoc } from './weigh-docs.ts';

/** What a question and what was found for it look like, in numbers. */
export type Signs = readonly number[];

/** How these look where the knowledge base certainly has no answer: their means and how far they spread. */
export type Norms = { means: readonly number[]; spreads: readonly number[] };

/** What the bot does: answers, asks whether this was meant, or brings a person. */
export type Outcome = 'answer' | 'suggest' | 'handover';

/** At least so sure it answers, and so sure it asks. One for every knowledge base. */
export const ANSWERS_FROM = 0.62;
export const SUGGESTS_FROM = 0.3;

/**
 * A small logistic regression, fitted on three public sets that are nobody's here: docs/decisions/0016. Each sign counts in
 * spreads away from what it is, in this knowledge base, where there is no answer.
 */
const SIGNS = [
  { name: 'votes', weight: 1.26, usual: { mean: 0.115, spread: 0.105 } },
  { name: 'lead in votes', weight: 0.58, usual: { mean: 0.043, spread: 0.085 } },
  { name: 'lead in cover', weight: 0.53, usual: { mean: 0.044, spread: 0.13 } },
] as const;
const BIAS = -0.5;

/** Where a knowledge base is too small or too new to have norms of its own. */
const USUAL: Norms = {
  means: SIGNS.map(({ usual }) => usual.mean),
  spreads: SIGNS.map(({ usual }) => usual.spread),
};

export function signsOf([best, second]: readonly WeighedDoc[]): Signs {
  if (!best) return SIGNS.map(() => 0);
  return [best.votes, best.votes - (second?.votes ?? 0), best.cover - (second?.cover ?? 0)];
}

/** How sure it is that the best doc answers the question, from 0 to 1. */
export function sureness(signs: Signs, { means, spreads }: Norms = USUAL): number {
  let sum = BIAS;
  signs.forEach((sign, i) => {
    sum += ((SIGNS[i]?.weight ?? 0) * (sign - (means[i] as number))) / (spreads[i] as number);
  });
  return 1 / (1 + Math.exp(-sum));
}

export const outcomeOf = (sure: number): Outcome =>
  sure >= ANSWERS_FROM ? 'answer' : sure >= SUGGESTS_FROM ? 'suggest' : 'handover';

/** The norms of a knowledge base from what it said to questions that it cannot answer. */
export function normsOf(unanswerable: readonly Signs[]): Norms {
  const means = SIGNS.map((_, i) => average(unanswerable.map((signs) => signs[i] as number)));
  const spreads = SIGNS.map(
    (_, i) =>
      LEAST_SPREAD +
      Math.sqrt(average(unanswerable.map((signs) => ((signs[i] as number) - (means[i] as number)) ** 2))),
  );
  return { means, spreads };
}

/** Where all are alike, a little more is not yet a lot. */
const LEAST_SPREAD = 0.02;

const average = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
