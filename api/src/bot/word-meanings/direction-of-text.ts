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
 * The direction of a text: of its words, each once, the rarest for most. A word that is not known points in one that it has
 * for itself, so that it is like itself alone, and a text of such words is like no other. None where there is no word.
 */
export function directionOf(text: string, table: WordTable): Direction | undefined {
  const words = new Set(fold(text.normalize('NFC')).match(WORD));
  if (words.size === 0) return undefined;
  const vector = new Float32Array(table.steps.length);
  for (const word of words) {
    const place = table.places.get(word);
    if (place === undefined) addOwn(word, vector);
    else addKnown(table, place, vector);
  }
  return { vector, share: (MOST_SHARE * HALF_AT) / (HALF_AT + words.size) };
}

/** Half of the sixteen levels lie below nothing. */
const MIDDLE = 7.5;

function addKnown({ steps, levels }: WordTable, place: number, to: Embedding): void {
  const parts = new Float32Array(steps.length);
  let square = 0;
  for (let at = 0; at < parts.length; at += 1) {
    const pair = levels[(place * parts.length + at) >> 1] as number;
    const part = ((at % 2 === 0 ? pair >> 4 : pair & 15) - MIDDLE) * (steps[at] as number);
    parts[at] = part;
    square += part * part;
  }
  const scale = (place + 1) / (place + 1 + COMMON) / Math.sqrt(square);
  for (let at = 0; at < parts.length; at += 1) to[at] = (to[at] as number) + (parts[at] as number) * scale;
}

/** Drawn from its letters, always alike: two of them have next to nothing in common. */
function addOwn(word: string, to: Embedding): void {
  let state = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) state = Math.imul(state ^ word.charCodeAt(at), 0x01000193);
  const part = 1 / Math.sqrt(to.length);
  for (let at = 0; at < to.length; at += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    to[at] = (to[at] as number) + (state & 1 ? part : -part);
  }
}
