/** So many words a question usually has; who asks in fewer than half says too little to be taken for more. */
const USUAL_WORDS = 12;
const LEAST_WORDS = 6;

/** Half of what its length brings a doc is taken back. */
const SLOPE = 0.5;

/** How far passages of so many words are prose: 0 where they are as short as questions, which are examples, towards 1. */
const proseOf = (words: number) => Math.max(0, 1 - USUAL_WORDS / words);

/**
 * A text is like another that says all of it by the root of its share in it: where passages are longer than questions, who asks
 * in few words gets fewer votes for the same answer, and who asks in many gets more. `asked`, `said`: words of the question,
 * and of a passage on average. 1 for a question of the usual length, and where passages are no longer than that.
 */
export function brevityOf(asked: number, said: number): number {
  return (USUAL_WORDS / Math.max(LEAST_WORDS, asked)) ** (proseOf(said) / 2);
}

/**
 * What speaks for a doc of prose, for each of its length: one that speaks of many things shares words with any question, by
 * chance (pivoted length normalization: Singhal, Buckley and Mitra, SIGIR 1996). `size`: how many times as many passages as
 * the docs beside it it has. 1 for a usual one, and for examples, each of which says one thing more.
 */
export function shareByLength(size: number, said: number): number {
  return 1 / (1 + SLOPE * proseOf(said) * (size - 1));
}
