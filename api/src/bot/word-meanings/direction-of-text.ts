import { fold } from '../../search/tokens.ts';
import type { Embedding } from '../ask-embeddings.ts';
import type { WordTable } from './word-table.ts';

/** Where a text points by the words in it, and how much of what it is like that says. */
export type Direction = { vector: Embedding; share: number };

/** As common as the word of this place, a word says half of what a rare one does (Arora, ICLR 2017). */
const COMMON = 80;

/** Of a few words the direction says much; of many, what they have in common says little of each. */
const MOST_SHARE = 0.4;
const HALF_AT = 6;

const WORD = /[a-z0-9]{2,}/g;

/**
 * The directions of texts, each of its words, once, the rarest for most. A word that is not known points in one that it has
 * for itself, so that it is like itself alone, and a text of such words is like no other. None where there is no word.
 */
export function directionsOf(texts: readonly (string | undefined)[], table: WordTable): (Direction | undefined)[] {
  const known = new Map<string, Embedding>(); // the texts share most of their words
  return texts.map((text) => {
    const words = new Set(fold(text?.normalize('NFC') ?? '').match(WORD));
    if (words.size === 0) return undefined;
    const vector = new Float32Array(table.steps.length);
    for (const word of words) {
      const own = known.get(word) ?? directionOf(word, table);
      known.set(word, own);
      for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] as number) + (own[at] as number);
    }
    return { vector, share: (MOST_SHARE * HALF_AT) / (HALF_AT + words.size) };
  });
}

const directionOf = (word: string, table: WordTable): Embedding => {
  const place = table.places.get(word);
  return place === undefined ? ownDirection(word, table.steps.length) : knownDirection(table, place);
};

/** Half of the sixteen levels lie below nothing. */
const MIDDLE = 7.5;

/** In which a word of this place points: longer for rare ones, never for more than one. */
export function knownDirection({ steps, levels }: WordTable, place: number): Embedding {
  const parts = new Float32Array(steps.length);
  let square = 0;
  for (let at = 0; at < parts.length; at += 1) {
    const pair = levels[(place * parts.length + at) >> 1] as number;
    const part = ((at % 2 === 0 ? pair >> 4 : pair & 15) - MIDDLE) * (steps[at] as number);
    parts[at] = part;
    square += part * part;
  }
  const scale = (place + 1) / (place + 1 + COMMON) / Math.sqrt(square);
  for (let at = 0; at < parts.length; at += 1) parts[at] = (parts[at] as number) * scale;
  return parts;
}

/** Drawn from its letters, always alike: two of them have next to nothing in common. */
function ownDirection(word: string, length: number): Embedding {
  let state = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) state = Math.imul(state ^ word.charCodeAt(at), 0x01000193);
  const part = 1 / Math.sqrt(length);
  return new Float32Array(length).map(() => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 1 ? part : -part;
  });
}
