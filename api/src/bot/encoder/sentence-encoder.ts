import { type Kernel, multiplier } from './multiplier.ts';
import { cutBy } from './pieces.ts';
import { type Norm, readWeights } from './read-weights.ts';
import { INNER, NARROW, WIDE } from './weights-layout.ts';

/** Says of a text in English where it stands among all that can be meant: 512 numbers, together of length one. */
export type SentenceEncoder = (text: string) => Float32Array;

const MOST_TOKENS = 128;
/** Of which 128 pieces are never more. */
const MOST_LETTERS = 2_048;
const HEADS = 4;
const LITTLE = 1e-6;
/** How much slower the last of the waves is than the first by which a token's place is told. */
const SLOWEST = 10_000;
const LAYERS = [0, 1] as const;

/**
 * The Universal Sentence Encoder in its small form (Cer et al., arXiv 1803.11175): pieces of words, two layers of a
 * transformer (Vaswani et al., NIPS 2017, normed before each part), their mean, and a last layer that says it. `file`:
 * the weights. A text is read up to its 128th piece.
 */
export function sentenceEncoder(kernel: Kernel, file: ArrayBuffer): SentenceEncoder {
  const { bytes, matrices, norms, pieces, commonness } = readWeights(file);
  const cut = cutBy({ pieces, commonness });
  const by = multiplier(kernel, bytes, MOST_TOKENS, INNER);
  return (text) => {
    const tokens = cut(text.normalize('NFKC').slice(0, MOST_LETTERS)).slice(0, MOST_TOKENS);
    let said = placed(tokens.map((token) => by.row(matrices.pieces, token)));
    for (const at of LAYERS) {
      const heard = by.times(normed(said, norms[`attend${at}`]), matrices[`attend${at}`]);
      const joined = by.times(attend(heard, tokens.length), matrices[`join${at}`]);
      add(joined, at === 0 ? by.times(said, matrices.widen) : said);
      said = joined;
      const spread = by.times(normed(said, norms[`spread${at}`]), matrices[`spread${at}`]);
      raiseToNothing(spread);
      add(said, by.times(spread, matrices[`gather${at}`]));
    }
    return toLengthOne(by.times(meanOf(said, tokens.length), matrices.say).map(Math.tanh));
  };
}

/** Each token's row, doubled, and beside it where it stands: waves of all lengths. */
function placed(rows: readonly Float32Array[]): Float32Array {
  const half = NARROW / 2;
  const slownesses = Float64Array.from({ length: half }, (_, at) => SLOWEST ** (at / (half - 1)));
  const said = new Float32Array(rows.length * NARROW);
  rows.forEach((row, place) => {
    for (let at = 0; at < NARROW; at += 1) {
      const turn = place / (slownesses[at % half] as number);
      said[place * NARROW + at] = 2 * (row[at] as number) + (at < half ? Math.sin(turn) : Math.cos(turn));
    }
  });
  return said;
}

/** Each row from its mean, and as widely spread as the next. */
function normed(said: Float32Array, { scales, biases }: Norm): Float32Array {
  const width = scales.length;
  const even = new Float32Array(said.length);
  for (let from = 0; from < said.length; from += width) {
    let mean = 0;
    for (let at = 0; at < width; at += 1) mean += (said[from + at] as number) / width;
    let spread = 0;
    for (let at = 0; at < width; at += 1) spread += ((said[from + at] as number) - mean) ** 2 / width;
    const by = 1 / Math.sqrt(spread + LITTLE);
    for (let at = 0; at < width; at += 1)
      even[from + at] = ((said[from + at] as number) - mean) * by * (scales[at] as number) + (biases[at] as number);
  }
  return even;
}

/** What each token takes from all, by how well its question fits their keys. `heard`: a token's question, key and value. */
function attend(heard: Float32Array, tokens: number): Float32Array {
  const width = heard.length / tokens / 3;
  const head = width / HEADS;
  const taken = new Float32Array(tokens * width);
  const fits = new Float64Array(tokens);
  for (let token = 0; token < tokens; token += 1) {
    for (let from = 0; from < width; from += head) {
      const question = token * 3 * width + from;
      let all = 0;
      let best = Number.NEGATIVE_INFINITY;
      for (let other = 0; other < tokens; other += 1) {
        const fit = dot(heard, question, other * 3 * width + width + from, head) / Math.sqrt(head);
        fits[other] = fit;
        best = Math.max(best, fit);
      }
      for (let other = 0; other < tokens; other += 1) {
        fits[other] = Math.exp((fits[other] as number) - best);
        all += fits[other] as number;
      }
      for (let other = 0; other < tokens; other += 1) {
        const share = (fits[other] as number) / all;
        const value = other * 3 * width + 2 * width + from;
        const to = token * width + from;
        for (let at = 0; at < head; at += 1)
          taken[to + at] = (taken[to + at] as number) + share * (heard[value + at] as number);
      }
    }
  }
  return taken;
}

function dot(numbers: Float32Array, one: number, other: number, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += (numbers[one + at] as number) * (numbers[other + at] as number);
  return sum;
}

/** What is less than nothing counts as nothing. */
function raiseToNothing(said: Float32Array): void {
  for (let at = 0; at < said.length; at += 1) said[at] = Math.max(0, said[at] as number);
}

function add(to: Float32Array, what: Float32Array): void {
  for (let at = 0; at < to.length; at += 1) to[at] = (to[at] as number) + (what[at] as number);
}

function meanOf(said: Float32Array, tokens: number): Float32Array {
  const mean = new Float32Array(WIDE);
  for (let at = 0; at < said.length; at += 1)
    mean[at % WIDE] = (mean[at % WIDE] as number) + (said[at] as number) / tokens;
  return mean;
}

function toLengthOne(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, 0, 0, vector.length));
  return vector.map((part) => part / length);
}
