import { type Token, tokensOf } from '../search/tokens.ts';

/** So many letters tell words apart; what comes after them is mostly an ending. */
const STEM_LENGTH = 6;

const HAS_DIGIT = /\p{N}/u;
const ARABIC = /^\p{Script=Arabic}/u;
/** The article and what grows onto it: `the`, `and the`, `with the`, `to the`. */
const ARABIC_ARTICLE = /^(?:وال|بال|كال|فال|لل|ال)(?=..)/;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * What a text is found by when somebody asks, in its order: words as search makes them, without their endings. Of
 * Chinese, Japanese and Korean every two characters that stand together.
 */
export const termsOf = (text: string): string[] => termsIn(tokensOf(text.normalize('NFC')));

/** The terms of a text whose tokens are known. */
export function termsIn(tokens: Iterable<Token>): string[] {
  const terms: string[] = [];
  let end = -1;
  for (const each of tokens) {
    // The last character of a run alone says nothing that the pair before has not said.
    if (each.end > end || !CJK.test(each.token)) terms.push(stemOf(each.token));
    end = Math.max(end, each.end);
  }
  return terms;
}

function stemOf(word: string): string {
  if (word.length <= STEM_LENGTH && !ARABIC.test(word)) return word;
  if (HAS_DIGIT.test(word)) return word;
  const bare = ARABIC.test(word) ? word.replace(ARABIC_ARTICLE, '') : word;
  return Array.from(bare).slice(0, STEM_LENGTH).join('');
}
