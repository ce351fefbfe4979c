import {
  type Found,
  LONGEST_BODY,
  LONGEST_TITLE,
  type ReadFiles,
  readLanguage,
  readSlug,
  readWordings,
  type Trouble,
} from './found.ts';

type Row = { line: number; cells: readonly string[] };

const NAMES = {
  title: ['question', 'title', 'q', 'frage', 'pregunta', 'titel'],
  body: ['answer', 'body', 'a', 'text', 'content', 'antwort', 'respuesta'],
  language: ['lang', 'language', 'locale'],
  slug: ['slug', 'address'],
  wordings: ['wordings', 'also', 'variants'],
} as const;
type Column = keyof typeof NAMES;

/** Questions and answers, a row each. Columns are found by their names; without names the first is the question. */
export function readCsv(path: string, text: string): ReadFiles {
  const { rows, unclosedAt } = readRows(text);
  const troubles: Trouble[] = [];
  if (unclosedAt !== undefined) troubles.push({ where: path, line: unclosedAt, kind: 'unclosed' });
  const [first] = rows;
  if (!first) return { found: [], troubles: [...troubles, { where: path, kind: 'empty' }] };
  const named = columnsOf(first.cells);
  const columns = named ?? { title: 0, body: 1 };
  if (!named && first.cells.length < 2)
    return { found: [], troubles: [...troubles, { where: path, kind: 'no-columns' }] };

  const found: Found[] = [];
  for (const { line, cells } of named ? rows.slice(1) : rows) {
    const cell = (column: Column) => cells[columns[column] ?? -1]?.trim() ?? '';
    const [title, body] = [cell('title'), cell('body')];
    const kind = troubleOf(title, body);
    if (kind) {
      troubles.push({ where: path, line, kind });
      continue;
    }
    const language = readLanguage(cell('language'));
    const slug = readSlug(cell('slug'));
    if (cell('language') && !language) troubles.push({ where: path, line, kind: 'language' });
    if (cell('slug') && !slug) troubles.push({ where: path, line, kind: 'slug' });
    const wordings = readWordings(cell('wordings').split(/[\n|]/));
    found.push({
      where: `${path}:${line}`,
      title,
      body,
      wordings,
      ...(language && { language }),
      ...(slug && { slug }),
    });
  }
  return { found, troubles };
}

function troubleOf(title: string, body: string): 'no-title' | 'no-answer' | 'too-long' | undefined {
  if (title === '') return 'no-title';
  if (body === '') return 'no-answer';
  return title.length > LONGEST_TITLE || body.length > LONGEST_BODY ? 'too-long' : undefined;
}

function columnsOf(cells: readonly string[]): Partial<Record<Column, number>> | undefined {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const columns: Partial<Record<Column, number>> = {};
  for (const [column, known] of Object.entries(NAMES) as [Column, readonly string[]][]) {
    const at = names.findIndex((name) => known.includes(name));
    if (at >= 0) columns[column] = at;
  }
  return columns.title !== undefined && columns.body !== undefined ? columns : undefined;
}

/** The rows of a CSV, each with the line at which it begins. Empty ones are left out. Commas, semicolons or tabs divide. */
function readRows(text: string): { rows: Row[]; unclosedAt: number | undefined } {
  const divider = dividerOf(text);
  const rows: Row[] = [];
  let [cells, cell, line, begun]: [string[], string, number, number] = [[], '', 1, 1];
  let quotedSince: number | undefined;
  const endRow = () => {
    cells.push(cell);
    if (cells.some((each) => each.trim() !== '')) rows.push({ line: begun, cells });
    cells = [];
    cell = '';
  };
  for (const [piece] of text.matchAll(/""|"|\r\n|[\r\n,;\t]|[^"\r\n,;\t]+/g)) {
    const isBreak = piece === '\r\n' || piece === '\n' || piece === '\r';
    if (isBreak) line += 1;
    if (quotedSince !== undefined) {
      if (piece === '"') quotedSince = undefined;
      else cell += piece === '""' ? '"' : isBreak ? '\n' : piece;
    } else if (piece === '"' && cell.trim() === '') {
      quotedSince = line;
      cell = '';
    } else if (piece === '""' && cell.trim() === '') cell = '';
    else if (piece === divider) {
      cells.push(cell);
      cell = '';
    } else if (isBreak) {
      endRow();
      begun = line;
    } else cell += piece;
  }
  if (quotedSince === undefined) endRow();
  return { rows, unclosedAt: quotedSince };
}

/** What divides most often in the first line. */
function dividerOf(text: string): string {
  const first = text.slice(0, 10_000).split(/[\r\n]/, 1)[0] ?? '';
  const count = (sign: string) => first.split(sign).length;
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] as string;
}
