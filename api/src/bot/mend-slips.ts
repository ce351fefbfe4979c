import type { Token } from '../search/tokens.ts';
import { hasDigit } from './words.ts';

/** Of shorter words too many are one letter from another. */
const LEAST_LETTERS = 5;
/** Where more words are unknown, they are hardly slips. */
const MOST_WORDS = 12;

/**
 * A question (in NFC) with its slips mended: a word that is none, where one of `meant` is a letter from it, left out, added,
 * changed, or changed over with its neighbour. One that begins alike comes first. `meant`: what the words may be, the
 * likeliest first. `isWord`: whether a word is one, in whichever language.
 */
export function mendSlips(
  question: string,
  tokens: readonly Token[],
  meant: ReadonlySet<string>,
  isWord: (word: string) => boolean,
): string {
  const slips = tokens.filter(
    ({ token }) => token.length >= LEAST_LETTERS && !hasDigit(token) && !meant.has(token) && !isWord(token),
  );
  if (slips.length === 0) return question;
  const near = byLength(meant);
  let mended = question;
  for (const { token, start, end } of slips.slice(0, MOST_WORDS).toReversed()) {
    const word = nearestOf(token, near.get(token.length) ?? []);
    if (word !== undefined) mended = `${mended.slice(0, start)}${word}${mended.slice(end)}`;
  }
  return mended;
}

/** For each length the words that are no more than a letter from it, in their order. */
function byLength(words: Iterable<string>): Map<number, string[]> {
  const found = new Map<number, string[]>();
  for (const word of words) {
    for (const length of [word.length - 1, word.length, word.length + 1]) {
      const alike = found.get(length);
      if (alike) alike.push(word);
      else found.set(length, [word]);
    }
  }
  return found;
}

function nearestOf(word: string, meant: readonly string[]): string | undefined {
  let near: string | undefined;
  for (const other of meant) {
    if (!isSlip(word, other)) continue;
    if (other.charCodeAt(0) === word.charCodeAt(0)) return other;
    near ??= other;
  }
  return near;
}

/** Whether all but one letter, or two that stand together, are the same at the beginning and at the end. */
function isSlip(one: string, other: string): boolean {
  const [shortest, longest] = [Math.min(one.length, other.length), Math.max(one.length, other.length)];
  if (shortest < LEAST_LETTERS - 1 || longest - shortest > 1) return false;
  let same = 0;
  while (same < shortest && one.charCodeAt(same) === other.charCodeAt(same)) same += 1;
  let after = 0;
  while (
    after < shortest - same &&
    one.charCodeAt(one.length - 1 - after) === other.charCodeAt(other.length - 1 - after)
  )
    after += 1;
  const apart = longest - same - after;
  if (apart <= 1) return true;
  const isTurned = one.charAt(same) === other.charAt(same + 1) && one.charAt(same + 1) === other.charAt(same);
  return apart === 2 && shortest === longest && isTurned;
}
