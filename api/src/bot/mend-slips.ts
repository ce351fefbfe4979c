import type { Token } from '../search/tokens.ts';

/** Of shorter words too many are one letter from another. */
const LEAST_LETTERS = 5;
const HAS_DIGIT = /\p{N}/u;

/**
 * A question (in NFC) with its slips mended: a word that the language does not know and nothing that was found says, where one
 * that was found is a letter from it, left out, added, changed, or changed over with its neighbour. One that begins alike
 * comes first. `isWord`: whether the language knows it. `found`: the words of what was found, the likeliest first.
 */
export function mendSlips(
  question: string,
  tokens: readonly Token[],
  found: ReadonlySet<string>,
  isWord: (word: string) => boolean,
): string {
  let mended = question;
  for (const { token, start, end } of tokens.toReversed()) {
    if (token.length < LEAST_LETTERS || HAS_DIGIT.test(token) || found.has(token) || isWord(token)) continue;
    const meant = nearestOf(token, found);
    if (meant !== undefined) mended = `${mended.slice(0, start)}${meant}${mended.slice(end)}`;
  }
  return mended;
}

function nearestOf(word: string, found: ReadonlySet<string>): string | undefined {
  let near: string | undefined;
  for (const other of found) {
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
