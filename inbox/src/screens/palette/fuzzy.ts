/** How well something typed fits a text, and which of its characters it is. */
export type Fit = { score: number; at: readonly number[] };

const WORD_START = 6;
const IN_A_ROW = 7;
const ONE = 1;
const SKIP = 0.15; // for each character left out between two that were typed
const LATE = 0.05; // for each character before the first one
const LONGEST = 200;

/** Lower case without accents, character by character, so that places in it are places in the text. */
function fold(text: string): string {
  return Array.from(text.slice(0, LONGEST), foldOne).join('');
}

function foldOne(character: string): string {
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.length === character.length ? plain : character.toLowerCase().slice(0, character.length);
}

/**
 * Whether the letters of each word typed stand in the text in their order, and how well: best at the beginnings of its
 * words and in a row. The words may come in any order.
 */
export function fit(typed: string, text: string): Fit | undefined {
  const folded = fold(text);
  const words = fold(typed.trim()).split(/\s+/).filter(Boolean);
  const at = new Set<number>();
  let score = 0;
  for (const word of words) {
    const found = fitWord(word, folded);
    if (!found) return undefined;
    score += found.score;
    for (const place of found.at) at.add(place);
  }
  return { score, at: [...at].toSorted((a, b) => a - b) };
}

function fitWord(word: string, text: string): Fit | undefined {
  // best[j]: the best fit so far whose last character is text[j].
  let best: (Fit | undefined)[] = [];
  for (let i = 0; i < word.length; i++) {
    const next: (Fit | undefined)[] = [];
    let before: (Fit & { from: number }) | undefined;
    for (let j = i; j < text.length; j++) {
      const last = best[j - 1];
      if (i > 0 && last && (!before || last.score >= before.score - SKIP * (j - 1 - before.from))) {
        before = { ...last, from: j - 1 };
      }
      if (text[j] !== word[i]) continue;
      const here = ONE + (isWordStart(text, j) ? WORD_START : 0);
      if (i === 0) next[j] = { score: here - LATE * j, at: [j] };
      else {
        const row = last && { score: last.score + here + IN_A_ROW, at: [...last.at, j] };
        const skipped = before && { score: before.score + here - SKIP * (j - before.from), at: [...before.at, j] };
        next[j] = row && (!skipped || row.score >= skipped.score) ? row : skipped;
      }
    }
    best = next;
  }
  return best.reduce<Fit | undefined>(
    (top, each) => (each && (!top || each.score > top.score) ? each : top),
    undefined,
  );
}

const isWordStart = (text: string, at: number) => at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? ' ');
