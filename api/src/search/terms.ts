import { tokensOf } from './tokens.ts';

/** A word that was typed. `isBeginning`: what begins with it is meant as well. `canSlip`: a letter of it may be wrong. */
export type Term = { token: string; isBeginning: boolean; canSlip: boolean };

const MOST_TERMS = 16;
const ONE_CJK = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆]$/u;
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** The words of what somebody is typing. The last may not be finished. */
export function termsOf(text: string): Term[] {
  const tokens: string[] = [];
  let end = -1;
  for (const each of tokensOf(text.normalize('NFC'))) {
    // A part of the one before says nothing more.
    if (each.end > end && !tokens.includes(each.token)) tokens.push(each.token);
    end = Math.max(end, each.end);
    if (tokens.length >= MOST_TERMS) break;
  }
  return tokens.map((token, at) => ({
    token,
    // Of Chinese, Japanese and Korean a single character stands as a token only at the end of its run.
    isBeginning: at === tokens.length - 1 || ONE_CJK.test(token),
    canSlip: /^\p{L}[\p{L}\p{M}]{3,19}$/u.test(token) && !CJK.test(token),
  }));
}
