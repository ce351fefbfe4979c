import type { Embedding } from '../ask-embeddings.ts';
import { product, toLengthOne } from '../likeness-in-meaning.ts';
import type { Alike } from '../soft-cover.ts';
import { knownDirection } from './direction-of-text.ts';
import type { WordTable } from './word-table.ts';

/** By the directions in which words point: the square of how near the nearest comes, since most are a little alike. */
export function alikeIn(table: WordTable): Alike {
  const known = new Map<string, Embedding | undefined>();
  const directionOf = (word: string) => {
    if (!known.has(word)) {
      const place = table.places.get(word);
      known.set(word, place === undefined ? undefined : toLengthOne(knownDirection(table, place)));
    }
    return known.get(word);
  };
  return (word, said) => {
    const own = directionOf(word);
    if (!own) return 0;
    let most = 0;
    for (const other of said) {
      const direction = directionOf(other);
      if (direction) most = Math.max(most, product(own, direction));
    }
    return most ** 2;
  };
}
