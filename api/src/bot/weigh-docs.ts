import type { Token } from '../search/tokens.ts';
import type { Embedding } from './ask-embeddings.ts';
import { asksForNumber, namesNumber } from './asks-for-number.ts';
import type { FoundDoc, FoundPassage, FoundRow } from './find-passages.ts';
import type { Evidence } from './gate.ts';
import { brevityOf, shareByLength } from './lengths.ts';
import { withMeaning } from './likeness-in-meaning.ts';
import type { QuestionVector } from './meaning.ts';
import { mendSlips } from './mend-slips.ts';
import { unpack } from './packed-vectors.ts';
import { saidBy } from './passages.ts';
import { votesOf } from './ridge.ts';
import { softCover, toldIn, wordsOf } from './soft-cover.ts';
import { mayBeIn } from './tongue.ts';
import { likenessOf, vectorsOf } from './vectors.ts';
import { alikeIn } from './word-meanings/alike-in-table.ts';
import { directionsOf } from './word-meanings/direction-of-text.ts';
import { type WordTable, wordTable } from './word-meanings/word-table.ts';
import { typedAs, wordsIn } from './words.ts';

export type WeighedPassage = FoundPassage & { likeness: number };

/** A doc that may answer: how well it does, in one number, and its passages, the likeliest first. */
export type WeighedDoc = Omit<FoundDoc, 'passages'> & {
  score: number;
  votes: number;
  cover: number;
  passages: WeighedPassage[];
};

/**
 * What was found, the best first, and what speaks for it that the best answers. `brevity`: what a vote for so short a question
 * is worth.
 */
export type Weighed = { docs: WeighedDoc[]; brevity: number; evidence: Evidence };

/** How much an example may be wrong: by itself it decides little. */
const GIVE = 1;

/** What each sign counts. Chosen so that none of them, left out, changes much: see docs/decisions. */
const COUNTS = { votes: 1, fit: 0.4, cover: 0.3, number: 0.4 };

/** So much of what a short text is like its vector says by the product's own encoder, and half of that at so many words. */
const OWN_SHARE = 0.6;
const OWN_HALF_AT = 15;

/** The language of which the product knows which words are used alike. */
const KNOWN = 'en';

/**
 * Weighs what was found against the question, the best doc first: how much the passages, as examples of what their article
 * answers, speak for it; how much of what was asked stands in it; both for each of its length; how much of it stands in one
 * passage; and, where a number is asked for, how well a passage fits that names one. `meaning`: where the question's vector is
 * known, the passages' are compared with it as well; where not, what is known of their words is.
 */
export async function weighDocs(
  question: string,
  { docs, terms }: Pick<FoundRow, 'docs' | 'terms'>,
  meaning?: QuestionVector,
): Promise<Weighed> {
  const passages = docs.flatMap(({ passages: found, spoken }, at) =>
    (found ?? []).map((passage) => ({ ...passage, spoken, at })),
  );
  const table = passages.some(({ spoken }) => spoken === KNOWN) ? await wordTable() : undefined;
  const known = typedAs(question, passages.map(saidBy));
  const said = known.map(wordsIn);
  const asked = table ? mendBy(table, question, said, passages) : question;
  const texts = [...known, asked];
  const tokens = [...said, wordsIn(asked)];
  const inWords = likenessOf(vectorsOf(texts, tokens));
  const likeness = meaning
    ? withVectors(
        inWords,
        [...passages.map(({ bytes }) => (bytes ? unpack(bytes) : undefined)), meaning.parts],
        tokens,
        meaning,
      )
    : withWords(inWords, texts, [...passages.map(({ spoken }) => spoken), KNOWN], table);
  const own = likeness.at(-1) as Float32Array;
  // Which passage is quoted goes by its words alone: the shorter one is, the more its direction, or our own vector, would say.
  const quotable = meaning && !meaning.isOwn ? own : (inWords.at(-1) as Float32Array);
  const votes = sumByDoc(votesOf(likeness, GIVE), passages, docs.length);
  const words = wordsOf(asked, terms);
  const covers = said.map((each) => softCover(words, each));
  const inAsked = tokens.at(-1) ?? [];
  const wantsNumber = asksForNumber(question);
  const numbered = said.map((each, i) => (wantsNumber && namesNumber(each, inAsked) ? (passages[i]?.fit ?? 0) : 0));
  const usualSize = average(docs.map(({ size }) => size));
  const wordsEach = (at: number) => average(said.filter((_, i) => passages[i]?.at === at).map((each) => each.length));
  const weighed = docs.map((doc, at): WeighedDoc => {
    const ofDoc = passages
      .map((passage, i) => ({ ...passage, likeness: quotable[i] as number }))
      .filter((passage) => passage.at === at)
      .toSorted((a, b) => b.likeness - a.likeness)
      .map(({ at: _at, spoken: _spoken, ...passage }) => passage);
    const most = (values: readonly number[]) => Math.max(0, ...values.filter((_, i) => passages[i]?.at === at));
    const cover = most(covers);
    const share = shareByLength(doc.size / usualSize, wordsEach(at));
    const vote = share * (votes[at] as number);
    const score =
      COUNTS.votes * vote + COUNTS.fit * share * doc.fit + COUNTS.cover * cover + COUNTS.number * most(numbered);
    return { ...doc, score, votes: vote, cover, passages: ofDoc };
  });
  const sorted = weighed.toSorted((a, b) => b.score - a.score);
  const [best] = sorted;
  const bestAt = docs.findIndex(({ doc }) => doc === best?.doc);
  const saidByBest = said.filter((_, i) => passages[i]?.at === bestAt).flat();
  const evidence = {
    told: toldIn(words, saidByBest, table && best?.spoken === KNOWN ? alikeIn(table) : undefined),
    nearest: meaning && Math.max(0, ...own.subarray(0, passages.length)),
  };
  const brevity = brevityOf(inAsked.length, wordsEach(bestAt));
  return { docs: sorted, brevity, evidence };
}

/**
 * By the words of passages in the language that the product knows. What a passage in any language says is no slip: `orden` is
 * Spanish where something says it, and no order.
 */
function mendBy(
  table: WordTable,
  question: string,
  said: readonly (readonly Token[])[],
  passages: readonly { spoken: string }[],
): string {
  if (!mayBeIn(question, KNOWN)) return question;
  const found = new Set(said.flatMap((tokens) => tokens.map(({ token }) => token)));
  const meant = new Set(
    said.flatMap((tokens, i) => (passages[i]?.spoken === KNOWN ? tokens.map(({ token }) => token) : [])),
  );
  const plain = question.normalize('NFC');
  return mendSlips(plain, wordsIn(plain), meant, (word) => found.has(word) || table.places.has(word));
}

/** The last is the question. */
const withVectors = (
  inWords: readonly Float32Array[],
  vectors: readonly (Embedding | undefined)[],
  tokens: readonly (readonly Token[])[],
  { isOwn }: QuestionVector,
): readonly Float32Array[] =>
  isOwn
    ? withMeaning(
        inWords,
        vectors,
        vectors.map((vector, i) => (vector ? (OWN_SHARE * OWN_HALF_AT) / (OWN_HALF_AT + (tokens[i]?.length ?? 0)) : 0)),
      )
    : withMeaning(inWords, vectors);

/** The last of the texts is the question: in whichever language it is, it is compared with those that are known. */
function withWords(
  inWords: readonly Float32Array[],
  texts: readonly string[],
  spoken: readonly string[],
  table: WordTable | undefined,
): readonly Float32Array[] {
  if (!table) return inWords;
  const directions = directionsOf(
    texts.map((text, i) => (spoken[i] === KNOWN ? text : undefined)),
    table,
  );
  return withMeaning(
    inWords,
    directions.map((direction) => direction?.vector),
    directions.map((direction) => direction?.share ?? 0),
  );
}

const average = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function sumByDoc(votes: Float64Array, passages: readonly { at: number }[], docs: number): Float64Array {
  const sums = new Float64Array(docs);
  passages.forEach(({ at }, i) => {
    sums[at] = (sums[at] as number) + (votes[i] as number);
  });
  return sums;
}
