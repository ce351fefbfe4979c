import type { Token } from '../search/tokens.ts';
import { GRAM_PLACES, gramsOf } from './grams.ts';
import { termsIn } from './terms.ts';
import { wordsIn } from './words.ts';

/** How often each place is taken in a text: its places, each once, and their counts. */
type Counts = { places: Uint32Array; counts: Float32Array };

/** A text as a direction: of length one, in its letters and in its words. */
export type Vector = { places: Uint32Array; weights: Float32Array };

const WORD_PLACES = 1 << 14;

/** Half of what is alike between two texts is that of their letters, half that of their words. */
const SHARE = Math.SQRT1_2;

/**
 * Texts as vectors whose products say how much two are alike. What many of them have in common counts for little: the
 * weights come from these texts alone, so that none need be kept. `tokens`: those of each, where they are known.
 */
export function vectorsOf(
  texts: readonly string[],
  tokens: readonly (readonly Token[])[] = texts.map(wordsIn),
): Vector[] {
  const spread = new Float32Array(GRAM_PLACES + WORD_PLACES);
  const counted = texts.map((text, i) => countsOf(text, tokens[i] ?? [], spread));
  for (const { places } of counted) {
    for (let i = 0; i < places.length; i += 1)
      spread[places[i] as number] = (spread[places[i] as number] as number) + 1;
  }
  // In few texts or in many: a logarithm for each number of them, not for each piece.
  const rarities = Float64Array.from(
    { length: texts.length + 1 },
    (_, of) => Math.log((texts.length + 1) / (of + 1)) + 1,
  );
  return counted.map((counts) => weigh(counts, spread, rarities));
}

/** `often`: how often each place is taken, all zeros before and after. */
function countsOf(text: string, tokens: readonly Token[], often: Float32Array): Counts {
  const grams = gramsOf(text);
  const terms = termsIn(tokens);
  const places = new Uint32Array(grams.length + terms.length);
  let taken = 0;
  const take = (place: number) => {
    if (often[place] === 0) places[taken++] = place;
    often[place] = (often[place] as number) + 1;
  };
  for (let i = 0; i < grams.length; i += 1) take(grams[i] as number);
  for (const term of terms) take(GRAM_PLACES + hashOf(term));
  const counts = new Float32Array(taken);
  for (let i = 0; i < taken; i += 1) {
    const place = places[i] as number;
    counts[i] = often[place] as number;
    often[place] = 0;
  }
  return { places: places.subarray(0, taken), counts };
}

function weigh({ places, counts }: Counts, spread: Float32Array, rarities: Float64Array): Vector {
  const weights = new Float32Array(places.length);
  let [letters, words] = [0, 0];
  for (let i = 0; i < places.length; i += 1) {
    const place = places[i] as number;
    const rarity = rarities[spread[place] as number] as number;
    const often = counts[i] as number;
    const weight = (often === 1 ? 1 : 1 + Math.log(often)) * rarity;
    weights[i] = weight;
    if (place < GRAM_PLACES) letters += weight * weight;
    else words += weight * weight;
  }
  const [perLetter, perWord] = [SHARE / (Math.sqrt(letters) || 1), SHARE / (Math.sqrt(words) || 1)];
  for (let i = 0; i < places.length; i += 1) {
    weights[i] = (weights[i] as number) * ((places[i] as number) < GRAM_PLACES ? perLetter : perWord);
  }
  return { places, weights };
}

function hashOf(term: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < term.length; i += 1) hash = Math.imul(hash ^ term.charCodeAt(i), 0x01000193);
  return (hash ^ (hash >>> 14)) & (WORD_PLACES - 1);
}

/** How much each two of the vectors are alike: a row for each, with itself 1. */
export function likenessOf(vectors: readonly Vector[]): Float32Array[] {
  const dense = new Float32Array(GRAM_PLACES + WORD_PLACES);
  const rows = vectors.map(() => new Float32Array(vectors.length));
  vectors.forEach((one, i) => {
    for (let at = 0; at < one.places.length; at += 1) dense[one.places[at] as number] = one.weights[at] as number;
    for (let j = i; j < vectors.length; j += 1) {
      const { places, weights } = vectors[j] as Vector;
      let sum = 0;
      for (let at = 0; at < places.length; at += 1)
        sum += (dense[places[at] as number] as number) * (weights[at] as number);
      (rows[i] as Float32Array)[j] = sum;
      (rows[j] as Float32Array)[i] = sum;
    }
    for (const place of one.places) dense[place] = 0;
  });
  return rows;
}
