import { type Found, MOST_FOUND, type ReadFiles, type Trouble } from './found.ts';
import { readCsv } from './read-csv.ts';
import { readMarkdown } from './read-markdown.ts';

type OneFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

const LARGEST_BYTES = 20_000_000;

/** Reads what was chosen: markdown, tables of questions and answers, and zips of these. Nothing leaves the browser yet. */
export async function readFiles(files: readonly OneFile[]): Promise<ReadFiles> {
  const found: Found[] = [];
  const troubles: Trouble[] = [];
  for (const file of files) {
    if (file.size > LARGEST_BYTES) {
      troubles.push({ where: file.name, kind: 'too-large' });
      continue;
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
    const { readZip } = isZip ? await import('./read-zip.ts') : { readZip: undefined };
    const unpacked = readZip?.(file.name, bytes) ?? { files: [{ path: file.name, bytes }], troubles: [] };
    troubles.push(...unpacked.troubles);
    if (isZip && unpacked.files.length + unpacked.troubles.length === 0)
      troubles.push({ where: file.name, kind: 'empty' });
    for (const { path, bytes: inside } of unpacked.files) {
      const read = readOne(path, inside);
      troubles.push(...read.troubles);
      found.push(...read.found);
    }
  }
  if (found.length > MOST_FOUND) troubles.push({ where: found[MOST_FOUND]?.where ?? '', kind: 'too-many' });
  return { found: found.slice(0, MOST_FOUND), troubles };
}

function readOne(path: string, bytes: Uint8Array): ReadFiles {
  const end = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase();
  const read =
    end === 'csv' || end === 'tsv' ? readCsv : /^(md|markdown|mdx|txt)$/.test(end ?? '') ? readMarkdown : undefined;
  if (!read) return { found: [], troubles: [{ where: path, kind: 'unknown-type' }] };
  const text = decode(bytes);
  return text === undefined ? { found: [], troubles: [{ where: path, kind: 'not-text' }] } : read(path, text);
}

/** UTF-8 without a mark of its order, or nothing. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\u0000') ? undefined : text;
  } catch {
    return undefined;
  }
}
