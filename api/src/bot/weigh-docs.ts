import type { Token } from '../search/tokens.ts';
import { asksForNumber, namesNumber } from './asks-for-number.ts';
import { average } from './average.ts';
import { compareTexts } from './compare-texts.ts';
import type { FoundDoc, FoundPassage, FoundRow } from './find-passages.ts';
import type { Evidence } from './gate.ts';
import { brevityOf, shareByLength } from './lengths.ts';
import type { QuestionVector } from './meaning.ts';
import { KNOWN, type PlacedPassage, readTexts, type Texts } from './read-texts.ts';
import { votesOf } from './ridge.ts';
import { type RareWord, softCover, toldIn, wordsOf } from './soft-cover.ts';
import { alikeIn } from './word-meanings/alike-in-table.ts';

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

/** A passage as an example of what its article answers. `number`: how well it fits, where it names one that is asked for. */
type Example = {
  at: number; // its doc
  passage: WeighedPassage;
  said: readonly Token[];
  vote: number;
  cover: number;
  number: number;
};

/**
 * Weighs what was found against the question, the best doc first: how much the passages, as examples of what their article
 * answers, speak for it; how much of what was asked stands in it; both for each of its length; how much of it stands in one
 * passage; and, where a number is asked for, how well a passage fits that names one. `meaning`: the question's vector, where it
 * is known.
 */
export async function weighDocs(
  question: string,
  { docs, terms }: Pick<FoundRow, 'docs' | 'terms'>,
  meaning?: QuestionVector,
): Promise<Weighed> {
  const passages = docs.flatMap(({ passages: found, spoken }, at) =>
    (found ?? []).map((passage): PlacedPassage => ({ ...passage, spoken, at })),
  );
  const read = await readTexts(question, passages);
  const { likeness, quotable } = compareTexts(read, meaning);
  const words = wordsOf(read.asked, terms);
  const examples = examplesOf(read, words, asksForNumber(question), votesOf(likeness, GIVE), quotable);
  const usualSize = average(docs.map(({ size }) => size));
  const examplesAt = docs.map((_, at) => examples.filter((example) => example.at === at));
  const weighed = docs.map((doc, at) => weigh(doc, examplesAt[at] ?? [], usualSize));
  const sorted = weighed.toSorted((a, b) => b.score - a.score);
  const [best] = sorted;
  const ofBest = (best && examplesAt[weighed.indexOf(best)]) ?? [];
  const saidByBest = ofBest.flatMap(({ said }) => said);
  const alike = read.table && best?.spoken === KNOWN ? alikeIn(read.table) : undefined;
  const evidence = {
    told: toldIn(words, saidByBest, alike),
    nearest: meaning && Math.max(0, ...(likeness.at(-1) as Float32Array).subarray(0, passages.length)),
  };
  return { docs: sorted, brevity: brevityOf(read.tokens.at(-1)?.length ?? 0, wordsEach(ofBest)), evidence };
}

function examplesOf(
  { passages, tokens }: Texts,
  words: readonly RareWord[],
  wantsNumber: boolean,
  votes: Float64Array,
  quotable: Float32Array,
): Example[] {
  const asked = tokens.at(-1) ?? [];
  return passages.map(({ at, spoken: _spoken, ...passage }, i) => {
    const said = tokens[i] ?? [];
    return {
      at,
      passage: { ...passage, likeness: quotable[i] as number },
      said,
      vote: votes[i] as number,
      cover: softCover(words, said),
      number: wantsNumber && namesNumber(said, asked) ? passage.fit : 0,
    };
  });
}

/** `usualSize`: how many pieces the docs beside it have. */
function weigh(doc: FoundDoc, examples: readonly Example[], usualSize: number): WeighedDoc {
  const share = shareByLength(doc.size / usualSize, wordsEach(examples));
  const votes = share * examples.reduce((sum, { vote }) => sum + vote, 0);
  const cover = Math.max(0, ...examples.map((example) => example.cover));
  const number = Math.max(0, ...examples.map((example) => example.number));
  const score = COUNTS.votes * votes + COUNTS.fit * share * doc.fit + COUNTS.cover * cover + COUNTS.number * number;
  const passages = examples.map(({ passage }) => passage).toSorted((a, b) => b.likeness - a.likeness);
  return { ...doc, score, votes, cover, passages };
}

const wordsEach = (examples: readonly Example[]) => average(examples.map(({ said }) => said.length));
