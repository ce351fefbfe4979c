import type { ArticleInline } from './article-inline.ts';

export type Cell = readonly ArticleInline[];
/** Rows may be shorter than the head: filling them up would let a few lines become millions of cells. */
export type Table = {
  sides: readonly ('start' | 'center' | 'end' | undefined)[]; // on which side each column stands
  head: readonly Cell[];
  rows: readonly (readonly Cell[])[];
};

const DIVIDER = /^ {0,3}[|:-][ |:-]*$/;
const MOST_COLUMNS = 100;

/** A line of cells above a line of dashes, and the rows that follow. */
export function readTable(
  lines: readonly string[],
  at: number,
  read: (text: string) => Cell,
): { table: Table; end: number } | undefined {
  const found = tableAt(lines, at);
  if (!found) return undefined;
  const { titles, dashes, end } = found;
  const rows = lines.slice(at + 2, end).map((line) => cellsOf(line).slice(0, titles.length).map(read));
  return { table: { sides: dashes.map(sideOf), head: titles.map(read), rows }, end };
}

/** Whether a table begins there: what stands above its line of dashes, and the line behind its last row. */
export function tableAt(
  lines: readonly string[],
  at: number,
): { titles: string[]; dashes: string[]; end: number } | undefined {
  const divider = lines[at + 1];
  if (divider === undefined || !divider.includes('-') || !DIVIDER.test(divider)) return undefined;
  const dashes = cellsOf(divider);
  const titles = cellsOf(lines[at] as string);
  if (titles.length !== dashes.length || titles.length > MOST_COLUMNS) return undefined;
  if (!dashes.every((cell) => /^:?-+:?$/.test(cell))) return undefined;
  let end = at + 2;
  while (end < lines.length && (lines[end] as string).includes('|')) end += 1;
  return { titles, dashes, end };
}

function sideOf(dashes: string): Table['sides'][number] {
  const [isStart, isEnd] = [dashes.startsWith(':'), dashes.endsWith(':')];
  if (isStart && isEnd) return 'center';
  if (isEnd) return 'end';
  return isStart ? 'start' : undefined;
}

/** What stands between bars. A bar with a backslash before it is part of its cell. */
export function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let cell = '';
  for (const [piece] of line.trim().matchAll(/\\[\s\S]|\||[^\\|]+|\\$/g)) {
    if (piece === '|') {
      cells.push(cell.trim());
      cell = '';
    } else cell += piece === '\\|' ? '|' : piece;
  }
  cells.push(cell.trim());
  if (cells[0] === '') cells.shift();
  if (cells.at(-1) === '' && cells.length > 0) cells.pop();
  return cells;
}
