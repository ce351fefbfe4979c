import { diffArrays, diffLines } from 'diff';

/** A stretch of two texts: in both, only in the one before, or only in the one after. */
export type Piece = { kind: 'same' | 'removed' | 'added'; text: string };

/** Where two texts have so little in common, words would be a riddle: then whole lines are shown. */
const LONGEST_MS = 400;

/** What was changed from one text to the other: by lines, and by words within lines that were changed. */
export function differences(before: string, after: string): readonly Piece[] {
  const lines = diffLines(before, after, { timeout: LONGEST_MS });
  if (!lines) return tidy([piece('removed', before), piece('added', after)]);
  const pieces: Piece[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const [line, next] = [lines[at], lines[at + 1]];
    if (line?.removed && next?.added) {
      pieces.push(...words(line.value, next.value));
      at += 1;
    } else if (line) pieces.push(piece(line.added ? 'added' : line.removed ? 'removed' : 'same', line.value));
  }
  return tidy(pieces);
}

const piece = (kind: Piece['kind'], text: string): Piece => ({ kind, text });

let segmenter: Intl.Segmenter | undefined;
function wordsOf(text: string): string[] {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'word' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

function words(before: string, after: string): Piece[] {
  const found = diffArrays(wordsOf(before), wordsOf(after), { timeout: LONGEST_MS });
  const shared = (found ?? [])
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { value }) => sum + value.join('').trim().length, 0);
  if (!found || shared * 3 < Math.max(before.length, after.length)) {
    return [piece('removed', before), piece('added', after)];
  }
  return found.map(({ added, removed, value }) =>
    piece(added ? 'added' : removed ? 'removed' : 'same', value.join('')),
  );
}

/** Without empty pieces, and with one where several of a kind follow each other. */
function tidy(pieces: readonly Piece[]): readonly Piece[] {
  const made: Piece[] = [];
  for (const next of pieces) {
    const last = made.at(-1);
    if (next.text === '') continue;
    if (last?.kind === next.kind) made[made.length - 1] = piece(last.kind, last.text + next.text);
    else made.push(next);
  }
  return made;
}
