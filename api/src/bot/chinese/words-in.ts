const HAN = /\p{Script=Han}/u;
const KANA = /[\p{Script=Hiragana}\p{Script=Katakana}]/u;

let dictionary: Intl.Segmenter | undefined;

/** A word of one character or more, and the pairs of these that it consists of. */
export type ChineseWord = { word: string; pairs: readonly string[] };

export const isChinese = (text: string): boolean => HAN.test(text) && !KANA.test(text);

/** The Chinese words of a text as a dictionary parts them, in its order; none of a Japanese one. */
export function chineseWordsIn(text: string): ChineseWord[] {
  if (!isChinese(text)) return [];
  dictionary ??= new Intl.Segmenter('zh', { granularity: 'word' });
  return Array.from(dictionary.segment(text), ({ segment }) => segment)
    .filter((segment) => HAN.test(segment))
    .map((word) => ({ word, pairs: pairsOf(word) }));
}

function pairsOf(word: string): string[] {
  const characters = Array.from(word);
  return characters.slice(1).map((character, before) => `${characters[before]}${character}`);
}
