import { folded } from './words.ts';

/** A hashed piece of text has so many places to be in: enough that few of one question's share one. */
export const GRAM_PLACES = 1 << 16;

const BETWEEN = /[^\p{L}\p{N}\p{M}]+/gu;
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const SPACE = 32;

/**
 * The pieces of a text that survive an ending, a slip or a word put differently: of what has spaces every three to five
 * letters, across words; of what has none every one to three characters. Hashed, in their order.
 */
export function gramsOf(text: string): Uint16Array {
  const plain = ` ${folded(text).replace(BETWEEN, ' ').trim()} `;
  const grams = new Uint16Array(plain.length * 3);
  let count = 0;
  for (let at = 0; at < plain.length; at += 1) {
    const unit = plain.charCodeAt(at);
    const isUnspaced = unit > 0x0e00 && UNSPACED.test(plain.charAt(at));
    const [shortest, longest] = isUnspaced ? [1, 3] : [3, 5];
    let hash = 0x811c9dc5;
    for (let length = 1; length <= longest && at + length <= plain.length; length += 1) {
      const next = plain.charCodeAt(at + length - 1);
      if (isUnspaced && next === SPACE) break;
      hash = Math.imul(hash ^ next, 0x01000193);
      if (length >= shortest) grams[count++] = (hash ^ (hash >>> 16)) & (GRAM_PLACES - 1);
    }
  }
  return grams.subarray(0, count);
}
