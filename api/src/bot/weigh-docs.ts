import type { Embedding } from './ask-embeddings.ts';
import type { FoundDoc, FoundPassage, FoundRow } from './find-passages.ts';
import { withMeaning } from './likeness-in-meaning.ts';
import { unpack } from './packed-vectors.ts';
import { plainOf } from './passages.ts';
import { votesOf } from './ridge.ts';
import { softCover, wordsOf } from './soft-cover.ts';
import { likenessOf, vectorsOf } from './vectors.ts';

export type WeighedPassage = FoundPassage & { likeness: number };

/** A doc that may answer: how well it does, in one number, and its passages, the likeliest first. */
export type WeighedDoc = Omit<FoundDoc, 'passages'> & {
  score: number;
  votes: number;
  cover: number;
  passages: WeighedPassage[];
};

/** How much an example may be wrong: by itself it decides little. */
const GIVE = 1;

/** What each sign counts. Chosen so that none of them, left out, changes much: see docs/decisions. */
const COUNTS = { votes: 1, fit: 0.4, cover: 0.3 };

/**
 * Weighs what was found against the question, the best doc first: how much the passages, as examples of what their article
 * answers, speak for it; how much of what was asked stands in it; and how much of it stands in one passage. `meaning`: where
 * the question's vector is known, the passages' are compared with it as well.
 */
export function weighDocs(
  question: string,
  { docs, terms }: Pick<FoundRow, 'docs' | 'terms'>,
  meaning?: Embedding,
): WeighedDoc[] {
  const passages = docs.flatMap(({ passages: found }, at) => (found ?? []).map((passage) => ({ ...passage, at })));
  const inWords = likenessOf(vectorsOf([...passages.map(({ text }) => plainOf(text)), question]));
  const likeness = meaning
    ? withMeaning(inWords, [...passages.map(({ bytes }) => (bytes ? unpack(bytes) : undefined)), meaning])
    : inWords;
  const own = likeness.at(-1) as Float32Array;
  const votes = sumByDoc(votesOf(likeness, GIVE), passages, docs.length);
  const words = wordsOf(question, terms);
  const weighed = docs.map((doc, at): WeighedDoc => {
    const ofDoc = passages
      .map((passage, i) => ({ ...passage, likeness: own[i] as number }))
      .filter((passage) => passage.at === at)
      .toSorted((a, b) => b.likeness - a.likeness)
      .map(({ at: _at, ...passage }) => passage);
    const cover = Math.max(0, ...ofDoc.map(({ text }) => softCover(words, text)));
    const vote = votes[at] as number;
    const score = COUNTS.votes * vote + COUNTS.fit * doc.fit + COUNTS.cover * cover;
    return { ...doc, score, votes: vote, cover, passages: ofDoc };
  });
  return weighed.toSorted((a, b) => b.score - a.score);
}

function sumByDoc(votes: Float64Array, passages: readonly { at: number }[], docs: number): Float64Array {
  const sums = new Float64Array(docs);
  passages.forEach(({ at }, i) => {
    sums[at] = (sums[at] as number) + (votes[i] as number);
  });
  return sums;
}
