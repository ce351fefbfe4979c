import type { Weights } from './read-weights.ts';

/** What stands for a space: a piece that begins a word begins with it. */
const SPACE = '▁';
const UNKNOWN = 0;
/** What a letter costs that stands in no piece: more than any that does. */
const UNKNOWN_COST = -20;
/** The first places stand for what is no piece of a word. */
const FIRST = 6;

/** Cuts texts into the pieces that the model knows. */
export type Cut = (text: string) => number[];

/**
 * The likeliest cut of a text in NFKC, by how common its pieces are (Kudo, ACL 2018, by Viterbi's way). Gives the places of the
 * pieces.
 */
export function cutBy({ pieces, commonness }: Pick<Weights, 'pieces' | 'commonness'>): Cut {
  const places = new Map(pieces.map((piece, place) => [piece, place]).slice(FIRST) as [string, number][]);
  const longest = Math.max(...pieces.map((piece) => piece.length));
  return (text) => {
    const letters = SPACE + text.toLowerCase().trim().replace(/\s+/gu, SPACE);
    const best = new Float64Array(letters.length + 1).fill(Number.NEGATIVE_INFINITY);
    const from = new Int32Array(letters.length + 1);
    const place = new Int32Array(letters.length + 1);
    best[0] = 0;
    const reach = (end: number, start: number, piece: number, cost: number) => {
      const sum = (best[start] as number) + cost;
      if (sum <= (best[end] as number)) return;
      best[end] = sum;
      from[end] = start;
      place[end] = piece;
    };
    for (let start = 0; start < letters.length; start += 1) {
      reach(start + 1, start, UNKNOWN, UNKNOWN_COST);
      for (let end = start + 1; end <= Math.min(letters.length, start + longest); end += 1) {
        const piece = places.get(letters.slice(start, end));
        if (piece !== undefined) reach(end, start, piece, commonness[piece] as number);
      }
    }
    const cut: number[] = [];
    for (let end = letters.length; end > 0; end = from[end] as number) cut.push(place[end] as number);
    return cut.reverse();
  };
}
