import { firstCharacters } from '../messages/first-characters.ts';
import { withPlainDigits } from '../messages/plain-digits.ts';

/** A token, and the part of the text that it was made of. */
export type Token = { token: string; start: number; end: number };

const LONGEST_TOKEN = 40;

// What Chinese, Japanese and Korean write without spaces between words, or with endings grown on.
const CJK = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々〆]`;
// What has words and no spaces, and a dictionary for them in the runtime.
const UNSPACED = String.raw`[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;
const RUN = new RegExp(`(?<cjk>${CJK}+)|(?<unspaced>${UNSPACED}+)|[\\p{L}\\p{N}]`, 'gu');
const SPACED = new RegExp(`(?:(?!${CJK}|${UNSPACED})[\\p{L}\\p{N}\\p{M}])+`, 'uy');

// Most of what is written, and all of it quick to tell apart.
const ASCII = /^[\0-\x7f]*$/;
const ASCII_WORD = /[A-Za-z0-9]+/g;

let segmenter: Intl.Segmenter | undefined;

/**
 * The tokens under which a text (in NFC) is found, in its order. Words as they stand between spaces; the words of a script
 * that has no spaces; of Chinese, Japanese and Korean every two characters that stand together, and the last one.
 */
export function* tokensOf(text: string): Generator<Token> {
  if (ASCII.test(text)) {
    for (const { 0: word, index } of text.matchAll(ASCII_WORD)) yield* spaced(word, index);
    return;
  }
  const run = new RegExp(RUN);
  for (let match = run.exec(text); match; match = run.exec(text)) {
    const { index } = match;
    if (match.groups?.cjk) yield* pairs(match[0], index);
    else if (match.groups?.unspaced) yield* words(match[0], index);
    else {
      SPACED.lastIndex = index;
      const word = SPACED.exec(text)?.[0] ?? match[0];
      yield* spaced(word, index);
      run.lastIndex = index + word.length;
    }
  }
}

function* spaced(word: string, start: number): Generator<Token> {
  const whole = token(word, start);
  if (whole) yield whole;
  // The number in `INV20931` is what people remember of it.
  if (!/\p{Nd}{3}/u.test(word) || !/\p{L}/u.test(word)) return;
  for (const { 0: digits, index } of word.matchAll(/\p{Nd}{3,}/gu)) {
    const part = token(digits, start + index);
    if (part) yield part;
  }
}

function* words(run: string, start: number): Generator<Token> {
  segmenter ??= new Intl.Segmenter('th', { granularity: 'word' });
  for (const { segment, index } of segmenter.segment(run)) {
    const word = token(segment, start + index);
    if (word) yield word;
  }
}

function* pairs(run: string, start: number): Generator<Token> {
  const characters = Array.from(run);
  let at = start;
  for (const [i, character] of characters.entries()) {
    const next = characters[i + 1] ?? '';
    const pair = token(character + next, at);
    if (pair) yield pair;
    at += character.length;
  }
}

function token(part: string, start: number): Token | undefined {
  const folded = fold(part);
  const cut = folded.length <= LONGEST_TOKEN ? folded : firstCharacters(folded, LONGEST_TOKEN);
  return cut === '' ? undefined : { token: cut, start, end: start + part.length };
}

const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
};

// Small Latin letters, digits, and the common characters of China, Japan and Korea have one form only.
const UNCHANGED = /^(?:[a-z0-9]+|[\u3041-\u3096\u30a1-\u30fa\u30fc\u4e00-\u9fff\uac00-\ud7a3]+)$/;

/** As it is compared: in one form, without case, without the marks that people leave out when they type; digits as 0 to 9. */
export function fold(text: string): string {
  if (UNCHANGED.test(text)) return text;
  const lower = text.normalize('NFKC').toLowerCase();
  if (ASCII.test(lower)) return lower;
  return withPlainDigits(
    lower
      .normalize('NFD')
      // Accents of Latin, Greek and Cyrillic; the vowel signs of Hebrew and Arabic, and its stretched lines.
      .replace(/[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c\u200d]/g, '')
      .normalize('NFC')
      .replace(/[ßøłđæœıþ]/g, (letter) => LETTERS[letter] ?? letter),
  );
}
