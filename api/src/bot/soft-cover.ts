import { tokensOf } from '../search/tokens.ts';
import { termsOf } from './terms.ts';

/** A word of a question, and how rarely it is said in the knowledge base. */
export type RareWord = { word: string; rarity: number };

/** Words are of one stem only from so many letters on. */
const STEM = 3;
const STRICT = 1.5;

/** The words of a question, each once, with the rarity of its term. */
export function wordsOf(question: string, given: Readonly<Record<string, number>> | null): RareWord[] {
  const rarities = given ?? {};
  const most = Math.max(0, ...Object.values(rarities));
  return distinctWords(question).map((word) => ({ word, rarity: rarities[termsOf(word)[0] ?? word] ?? most }));
}

/** How much of the question stands in the text, rare words for more: also where a word has another ending. */
export function softCover(words: readonly RareWord[], text: string): number {
  const said = distinctWords(text);
  let [covered, all] = [0, 0];
  for (const { word, rarity } of words) {
    all += rarity;
    covered += rarity * nearest(word, said);
  }
  return all > 0 ? covered / all : 0;
}

function nearest(word: string, said: readonly string[]): number {
  let best = 0;
  for (const other of said) {
    if (other === word) return 1;
    const longest = Math.max(word.length, other.length);
    const shortest = Math.min(word.length, other.length);
    let same = 0;
    while (same < shortest && word.charCodeAt(same) === other.charCodeAt(same)) same += 1;
    if (same >= STEM && same / longest > best) best = same / longest;
  }
  return best ** STRICT;
}

const distinctWords = (text: string): string[] => [
  ...new Set(Array.from(tokensOf(text.normalize('NFC')), ({ token }) => token)),
];
