import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkDocuments } from './doc-links.ts';
import { checkImports } from './import-rules.ts';
import { runCommand } from './run-command.ts';
import { checkSizes } from './size-budget.ts';

const root = resolve(import.meta.dirname, '..');
const packages = [
  'shared',
  'api',
  'api/src/help/browser',
  'widget',
  'widget/src/way-back/worker',
  'inbox',
  'inbox/src/push/worker',
  'local',
  'e2e',
  'bench',
].filter((name) => existsSync(resolve(root, name, 'tsconfig.json')));

type Check = { name: string; run(): Promise<{ code: number; output: string }> };

const checks: Check[] = [
  { name: 'format and lint', run: () => runCommand('biome', ['ci', '--colors=off', '.'], { quiet: true }) },
  ...packages.map((name) => ({
    name: `types of ${name}`,
    run: () => runCommand('tsc', ['-p', name], { quiet: true }),
  })),
  { name: 'who may import whom', run: checkImports },
  { name: 'what the documents lead to', run: async () => checkDocuments() },
  { name: 'size budget', run: checkSizes },
];

let failures = 0;
const results = await Promise.all(checks.map(async ({ name, run }) => ({ name, ...(await run()) })));
for (const { name, code, output } of results) {
  console.log(`${code === 0 ? '✓' : '✗'} ${name}`);
  if (code === 0) continue;
  failures++;
  console.log(output);
}
process.exit(failures > 0 ? 1 : 0);
