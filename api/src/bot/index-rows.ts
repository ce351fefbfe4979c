import type { Audience, Language } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { passagesOf, plainOf } from './passages.ts';
import { findableBy, formsOf, termsOf } from './terms.ts';

/** What is published of an article in one language, as it is read to be looked through. */
export type Published = {
  articleId: ArticleId;
  language: Language;
  audience: Audience;
  version: number;
  title: string;
  body: string;
  wordings: string[];
};

/** A piece of it as it is stored: what it is found by, and how much each term says there. */
type Piece = {
  kind: 'title' | 'wording' | 'text';
  heading: string;
  text: string;
  fromChar: number | null;
  terms: string[];
  weights: number[];
};

/** As many as a doc's numbers have room for. */
const MOST_PIECES = 1_000;

// BM25 with the length of a piece measured against a usual one, so that no weight changes when other articles do.
const SATURATION = 1.2;
const USUAL_LENGTH = 30;
const LENGTH_MATTERS = { title: 0.2, wording: 0.2, text: 0.4 };
/** A heading speaks for all that stands under it, but less than the words themselves. */
const HEADING_COUNTS = 0.5;

/** Everything by which an article is found, in the shape in which it is stored. */
export function piecesOf({ title, body, wordings }: Pick<Published, 'title' | 'body' | 'wordings'>): Piece[] {
  const pieces: Piece[] = [];
  const add = (kind: Piece['kind'], text: string, heading = '', fromChar: number | null = null) => {
    const said = weigh(kind, plainOf(text), heading);
    if (said.terms.length > 0 && pieces.length < MOST_PIECES) pieces.push({ kind, heading, text, fromChar, ...said });
  };
  if (title) add('title', title);
  for (const wording of wordings) add('wording', wording);
  for (const { from, to, heading } of passagesOf(body)) add('text', body.slice(from, to), heading, from);
  return pieces;
}

function weigh(kind: Piece['kind'], text: string, heading: string): Pick<Piece, 'terms' | 'weights'> {
  const own = termsOf(text);
  const counts = new Map<string, number>();
  const count = (terms: readonly string[], by: number) => {
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + by);
  };
  count(own.flatMap(formsOf), 1);
  count(findableBy(heading), HEADING_COUNTS);
  const length = 1 - LENGTH_MATTERS[kind] + (LENGTH_MATTERS[kind] * own.length) / USUAL_LENGTH;
  return {
    terms: [...counts.keys()],
    weights: [...counts.values()].map((often) => round((often * (SATURATION + 1)) / (often + SATURATION * length))),
  };
}

const round = (weight: number) => Math.round(weight * 1_000) / 1_000;
