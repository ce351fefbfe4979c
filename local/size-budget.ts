import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const assets = resolve(import.meta.dirname, '../.build/assets');
const LOADER_BYTES = 3_072;
const FIRST_OPEN_BYTES = 28 * 1024;
const COMING_BACK_BYTES = 34 * 1024;
const INBOX_BYTES = 50 * 1024;

type Weights = { loader: number; firstOpen: number; comingBack: number; inbox: number };

/**
 * Weighs what is loaded first, compressed as it travels: by a customer's page the loader, and what opening the messenger
 * adds, for who opens it for the first time and for who comes back; by an agent's browser the inbox.
 */
export async function weighAssets(): Promise<Weights> {
  const [loader, firstOpen, comingBack, inbox] = await Promise.all([
    weigh('w.js'),
    weighPage('m.html'),
    weighPage('m-again.html'),
    weighPage('inbox.html'),
  ]);
  return { loader, firstOpen, comingBack, inbox };
}

async function weighPage(file: string): Promise<number> {
  const page = await readFile(resolve(assets, file), 'utf8');
  const parts = new Set([...page.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, path = '']) => path));
  for (const part of parts) for (const imported of await importsOf(part)) parts.add(imported);
  const sizes = await Promise.all([file, ...parts].map(weigh));
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** What a built module cannot begin without. */
async function importsOf(part: string): Promise<string[]> {
  const code = part.endsWith('.js') ? await readFile(resolve(assets, part), 'utf8') : '';
  return [...code.matchAll(/(?:^|;)import(?:[^"'();]*from)?["']\.\/([^"']+)["']/g)].map(([, name]) => `assets/${name}`);
}

/** Fails where one of them weighs more than it may. */
export async function checkSizes(): Promise<{ code: number; output: string }> {
  const { loader, firstOpen, comingBack, inbox } = await weighAssets();
  const lines = [
    { what: 'loader', size: loader, budget: LOADER_BYTES },
    { what: 'messenger, first open', size: firstOpen, budget: FIRST_OPEN_BYTES },
    { what: 'messenger, coming back', size: comingBack, budget: COMING_BACK_BYTES },
    { what: 'inbox', size: inbox, budget: INBOX_BYTES },
  ];
  const output = lines.map(({ what, size, budget }) => `  ${what}: ${size} of ${budget} bytes`).join('\n');
  return { code: lines.some(({ size, budget }) => size > budget) ? 1 : 0, output };
}

const weigh = async (file: string) =>
  brotliCompressSync(await readFile(resolve(assets, file)), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } })
    .length;
