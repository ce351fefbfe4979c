import { withPlainDigits } from '../messages/plain-digits.ts';
import { fold, type Token, tokensOf } from '../search/tokens.ts';
import { simplified } from './chinese/simplified.ts';

// Vowels that hardly any language but Vietnamese has. Where one stands, marks tell words apart: `sửa` mends, `sứa` swims.
const MARKED = /[ạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹơư]/iu;
const MARKS = /[\u0300-\u036f]/g;
const DIGIT = /\p{N}/u;
/** No syllable has more letters. */
const LONGEST_SYLLABLE = 7;

/**
 * The words of a text as search makes them, in its order. Where marks tell them apart they keep theirs, Chinese is in
 * simplified characters, and numbers are in the digits 0 to 9.
 */
export function wordsIn(written: string): Token[] {
  const text = plain(written);
  const words = [...tokensOf(text)];
  if (!MARKED.test(text)) return words;
  return words.map((word) =>
    word.end - word.start > LONGEST_SYLLABLE
      ? word
      : { ...word, token: foldedIn(text, text.slice(word.start, word.end)) },
  );
}

/** A text in the form in which it is compared: with the marks that tell its words apart, and no others. */
export const folded = (text: string): string => foldedIn(text, plain(text));

const plain = (text: string) => withPlainDigits(simplified(text.normalize('NFC')));

const foldedIn = (text: string, part: string) =>
  MARKED.test(text) ? part.normalize('NFKC').toLowerCase() : fold(part);

/** Next to a year stands another year: such a word is the same or it is not, and never nearly. */
export const hasDigit = (word: string): boolean => DIGIT.test(word);

/** What is compared with a question: without marks where it was typed without any, as many do who are in a hurry. */
export function typedAs(question: string, texts: readonly string[]): string[] {
  const hasMarks = MARKED.test(question.normalize('NFC'));
  return texts.map((text) => (!hasMarks && MARKED.test(text.normalize('NFC')) ? withoutMarks(text) : text));
}

const withoutMarks = (text: string) =>
  text.normalize('NFD').replace(MARKS, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').normalize('NFC');
