import { fold, type Token } from '../search/tokens.ts';
import { withoutEndings } from './endings.ts';
import { hasDigit, wordsIn } from './words.ts';

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * What a text asks by, in its order: words as search makes them, without their endings. Of Chinese, Japanese and Korean
 * every two characters that stand together.
 */
export const termsOf = (text: string): string[] => termsIn(wordsIn(text));

/** What a text is found by, in its order: its terms in each of their forms. */
export const findableBy = (text: string): string[] => termsOf(text).flatMap(formsOf);

/** A term, and where marks tell words apart without these as well, as people type it who are in a hurry. */
export function formsOf(term: string): string[] {
  const bare = fold(term);
  return bare === term ? [term] : [term, bare];
}

/** The terms of a text whose words are known. */
export function termsIn(words: Iterable<Token>): string[] {
  const terms: string[] = [];
  let end = -1;
  for (const each of words) {
    // The last character of a run alone says nothing that the pair before has not said.
    if (each.end > end || !CJK.test(each.token)) terms.push(termOf(each.token));
    end = Math.max(end, each.end);
  }
  return terms;
}

/** The term of one word. */
export function termOf(word: string): string {
  const term = withoutEndings(word);
  return term === word || !hasDigit(word) ? term : word;
}
