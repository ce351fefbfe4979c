import { brotliCompressSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { expect, test, vi } from 'vitest';

const BUDGET_BYTES = 50 * 1024;

type Output = Rolldown.OutputChunk | Rolldown.OutputAsset;

/** The entry, and every file that it cannot begin without. */
function firstOf(outputs: readonly Output[]): Output[] {
  const byName = new Map(outputs.map((output) => [output.fileName, output]));
  const first = new Set(outputs.filter((output) => output.type === 'chunk' && output.isEntry));
  for (const output of first) {
    for (const name of output.type === 'chunk' ? output.imports : []) {
      const imported = byName.get(name);
      if (imported) first.add(imported);
    }
  }
  return [...first, ...outputs.filter(({ fileName }) => fileName.endsWith('.css'))];
}
const textOf = (output: Output) => (output.type === 'chunk' ? output.code : output.source);

test('script and style of the first load are at most 50 KB', async () => {
  vi.stubEnv('NODE_ENV', 'production'); // else Vite builds what a developer sees
  const built = await build({
    root: new URL('..', import.meta.url).pathname,
    mode: 'production',
    logLevel: 'silent',
    build: { write: false },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
  const first = firstOf(outputs);
  expect(first.length).toBeGreaterThanOrEqual(2);
  const bytes = first.reduce((sum, output) => sum + brotliCompressSync(textOf(output)).length, 0);
  expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
}, 60_000);
