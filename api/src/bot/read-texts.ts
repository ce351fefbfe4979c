import type { Token } from '../search/tokens.ts';
import type { FoundPassage } from './find-passages.ts';
import { mendSlips } from './mend-slips.ts';
import { saidBy } from './passages.ts';
import { mayBeIn } from './tongue.ts';
import { type WordTable, wordTable } from './word-meanings/word-table.ts';
import { typedAs, wordsIn } from './words.ts';

/** The language of which the product knows which words are used alike. */
export const KNOWN = 'en';

/** A passage of one of the docs, `at` its place among them. `spoken`: the doc's language. */
export type PlacedPassage = FoundPassage & { spoken: string; at: number };

/** A question and what was found for it, as they are compared: the passages in their order, and the question as the last. */
export type Texts = {
  passages: readonly PlacedPassage[];
  asked: string; // the question, with its slips mended
  texts: readonly string[];
  tokens: readonly (readonly Token[])[];
  table: WordTable | undefined; // of words that are used alike, where a passage is in that language
};

export async function readTexts(question: string, passages: readonly PlacedPassage[]): Promise<Texts> {
  const table = passages.some(({ spoken }) => spoken === KNOWN) ? await wordTable() : undefined;
  const known = typedAs(question, passages.map(saidBy));
  const said = known.map(wordsIn);
  const asked = table ? mendBy(table, question, said, passages) : question;
  return { passages, asked, texts: [...known, asked], tokens: [...said, wordsIn(asked)], table };
}

/**
 * By the words of passages in the language that the product knows. What a passage in any language says is no slip: `orden` is
 * Spanish where something says it, and no order.
 */
function mendBy(
  table: WordTable,
  question: string,
  said: readonly (readonly Token[])[],
  passages: readonly PlacedPassage[],
): string {
  if (!mayBeIn(question, KNOWN)) return question;
  const found = new Set(said.flatMap((tokens) => tokens.map(({ token }) => token)));
  const meant = new Set(
    said.flatMap((tokens, i) => (passages[i]?.spoken === KNOWN ? tokens.map(({ token }) => token) : [])),
  );
  const plain = question.normalize('NFC');
  return mendSlips(plain, wordsIn(plain), meant, (word) => found.has(word) || table.places.has(word));
}
