import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = join(fileURLToPath(import.meta.url), '../../../..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const numbersIn = (text: string, pattern: RegExp) => new Set([...text.matchAll(pattern)].map(([, number]) => number));

test('every rule of docs/protocol.md has a test that bears its number, and every number a rule', () => {
  const tests = ['shared/src/protocol/*.test.ts', 'api/src/realtime/*.test.ts'].flatMap((paths) =>
    globSync(paths, { cwd: root }),
  );
  const tested = numbersIn(tests.map(read).join('\n'), /['"`]P(\d+) /g);
  const ruled = numbersIn(read('docs/protocol.md'), /^- \*\*P(\d+)\*\*/gm);
  expect(ruled.size).toBeGreaterThan(15);
  expect([...tested].sort()).toEqual([...ruled].sort());
});
