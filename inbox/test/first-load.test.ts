import { brotliCompressSync } from 'node:zlib';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';

const BUDGET_BYTES = 50 * 1024;

type Output = Rolldown.OutputChunk | Rolldown.OutputAsset;

const isFirst = (output: Output) => (output.type === 'chunk' ? output.isEntry : output.fileName.endsWith('.css'));
const textOf = (output: Output) => (output.type === 'chunk' ? output.code : output.source);

test('script and style of the first load are at most 50 KB', async () => {
  const built = await build({
    root: new URL('..', import.meta.url).pathname,
    mode: 'production',
    logLevel: 'silent',
    build: { write: false },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((one) => ('output' in one ? one.output : []));
  const first = outputs.filter(isFirst);
  expect(first).toHaveLength(2);
  const bytes = first.reduce((sum, output) => sum + brotliCompressSync(textOf(output)).length, 0);
  expect(bytes).toBeLessThanOrEqual(BUDGET_BYTES);
}, 60_000);
