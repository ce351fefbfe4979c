import { withMeaning } from './likeness-in-meaning.ts';
import type { QuestionVector } from './meaning.ts';
import { unpack } from './packed-vectors.ts';
import { KNOWN, type Texts } from './read-texts.ts';
import { likenessOf, vectorsOf } from './vectors.ts';
import { directionsOf } from './word-meanings/direction-of-text.ts';

/** So much of what a short text is like its vector says by the product's own encoder, and half of that at so many words. */
const OWN_SHARE = 0.6;
const OWN_HALF_AT = 15;

type Likeness = readonly Float32Array[];

/**
 * How alike all texts are, the question the last of them. `quotable`: how like the question each is as far as that says which
 * passage is quoted. `meaning`: where the question's vector is known, those of passages are compared with it as well; where
 * not, what is known of their words is.
 */
export function compareTexts(
  read: Texts,
  meaning: QuestionVector | undefined,
): { likeness: Likeness; quotable: Float32Array } {
  const inWords = likenessOf(vectorsOf(read.texts, read.tokens));
  const likeness = meaning ? withVectors(inWords, read, meaning) : withWords(inWords, read);
  // By its words alone: the shorter a passage is, the more its direction, or our own vector, would say.
  const quotable = (meaning && !meaning.isOwn ? likeness : inWords).at(-1) as Float32Array;
  return { likeness, quotable };
}

function withVectors(inWords: Likeness, { passages, tokens }: Texts, { parts, isOwn }: QuestionVector): Likeness {
  const vectors = [...passages.map(({ bytes }) => (bytes ? unpack(bytes) : undefined)), parts];
  if (!isOwn) return withMeaning(inWords, vectors);
  return withMeaning(
    inWords,
    vectors,
    vectors.map((vector, i) => (vector ? (OWN_SHARE * OWN_HALF_AT) / (OWN_HALF_AT + (tokens[i]?.length ?? 0)) : 0)),
  );
}

/** In whichever language the question is, it is compared with those that are known. */
function withWords(inWords: Likeness, { passages, texts, table }: Texts): Likeness {
  if (!table) return inWords;
  const isKnown = (i: number) => i === passages.length || passages[i]?.spoken === KNOWN;
  const directions = directionsOf(
    texts.map((text, i) => (isKnown(i) ? text : undefined)),
    table,
  );
  return withMeaning(
    inWords,
    directions.map((direction) => direction?.vector),
    directions.map((direction) => direction?.share ?? 0),
  );
}
