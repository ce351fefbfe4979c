import type { Token } from '../search/tokens.ts';
import { average } from './average.ts';
import { chineseWordsIn, isChinese } from './chinese/words-in.ts';
import { termOf } from './terms.ts';
import { folded, hasDigit, wordsIn } from './words.ts';

/** A word of a question, and how rarely it is said in the knowledge base. `pairs`: those of the characters of a Chinese one. */
export type RareWord = { word: string; rarity: number; pairs?: readonly string[] };

/** Words are of one stem only from so many letters on. */
const STEM = 3;
const STRICT = 1.5;
/** What a single character of a word says: next to nothing, but that half of the word may be there. */
const ALONE = 1;
/** A Chinese word that is not said is told by so much of it as its characters are: who puts it otherwise often keeps one. */
const BY_CHARACTER = 0.2;

const CHARACTERS = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{1,2}$/u;

/**
 * The words of a question, each once, with the rarity of its term. One that was not looked up, as where a slip was mended, is
 * as rare as the usual one. Of Chinese, which is looked up by pairs of characters, those pairs count that are in one word.
 */
export function wordsOf(question: string, given: Readonly<Record<string, number>> | null): RareWord[] {
  const rarities = given ?? {};
  const inOrder = Object.values(rarities).toSorted((a, b) => a - b);
  const usual = inOrder[Math.floor(inOrder.length / 2)] ?? 0;
  const rarityOf = (word: string) => rarities[termOf(word)] ?? (isCharacter(word) ? ALONE : usual);
  const chinese = chineseWordsIn(folded(question));
  const words = new Map(chinese.map(({ word, pairs }) => [word, pairs]));
  for (const word of distinctWords(wordsIn(question)))
    if (chinese.length === 0 || !isChinese(word)) words.set(word, []);
  return [...words].map(([word, pairs]) =>
    pairs.length === 0 ? { word, rarity: rarityOf(word) } : { word, rarity: average(pairs.map(rarityOf)), pairs },
  );
}

/** How much of the question stands in a text of such tokens, rare words for more: also where a word has another ending. */
export function softCover(words: readonly RareWord[], tokens: readonly Token[]): number {
  const said = distinctWords(tokens);
  let [covered, all] = [0, 0];
  for (const word of words) {
    all += word.rarity;
    covered += word.rarity * saidOf(word, said);
  }
  return all > 0 ? covered / all : 0;
}

/** From a word of a question to the words of a text: how much of what it means one of them means. */
export type Alike = (word: string, said: ReadonlySet<string>) => number;

/** Of so many words half as many mean much the same as any other by chance. */
const FEW = 60;
/** What one or two words ask says little, even where all of it is told. */
const SCARCE = 8;

/** How much of what the question asks a text of such tokens tells, rare words for more: by these words, or others that are `alike`. */
export function toldIn(words: readonly RareWord[], tokens: readonly Token[], alike?: Alike): number {
  const said = distinctWords(tokens);
  const byChance = FEW / (FEW + said.size);
  let [told, all] = [0, 0];
  for (const word of words) {
    all += word.rarity;
    told += word.rarity * Math.max(saidOf(word, said), alike ? byChance * alike(word.word, said) : 0);
  }
  return told / (all + SCARCE);
}

function saidOf({ word, pairs }: RareWord, said: ReadonlySet<string>): number {
  if (!pairs) return nearest(word, said);
  const shareOf = (parts: readonly string[]) => parts.filter((part) => said.has(part)).length / parts.length;
  return Math.max(shareOf(pairs), BY_CHARACTER * shareOf(Array.from(word)));
}

function nearest(word: string, said: ReadonlySet<string>): number {
  if (said.has(word)) return 1;
  if (word.length < STEM || hasDigit(word)) return 0;
  let best = 0;
  for (const other of said) {
    const longest = Math.max(word.length, other.length);
    const shortest = Math.min(word.length, other.length);
    let same = 0;
    while (same < shortest && word.charCodeAt(same) === other.charCodeAt(same)) same += 1;
    if (same >= STEM && same / longest > best) best = same / longest;
  }
  return best ** STRICT;
}

/**
 * Words as they stand; of Chinese, Japanese and Korean every two characters and each by itself, as is usual where words are
 * not told apart (Kwok, SIGIR 1997): who puts a word otherwise often keeps one of its characters.
 */
function distinctWords(tokens: readonly Token[]): Set<string> {
  const words = new Set<string>();
  for (const { token } of tokens) {
    words.add(token);
    if (CHARACTERS.test(token)) for (const character of token) words.add(character);
  }
  return words;
}

const isCharacter = (word: string) => CHARACTERS.test(word) && Array.from(word).length === 1;
