const HAN = /\p{Script=Han}/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

let dictionary: Intl.Segmenter | undefined;

/** A word, and the pairs of characters that it consists of, if it is a Chinese one of two or more. */
export type ChineseWord = { word: string; pairs: readonly string[] };

/** The words of a Chinese text as a dictionary parts them, in its order; undefined for any other, Japanese among them. */
export function chineseWordsIn(text: string): ChineseWord[] | undefined {
  if (!HAN.test(text) || KANA.test(text)) return undefined;
  dictionary ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return Array.from(dictionary.segment(text))
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => ({ word: segment, pairs: HAN.test(segment) ? pairsOf(segment) : [] }));
}

function pairsOf(word: string): string[] {
  const characters = Array.from(word);
  return characters.slice(1).map((character, before) => `${characters[before]}${character}`);
}
