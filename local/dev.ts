import { watch } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from './run-command.ts';

// `npm start`, which then builds again what changes and lets workerd take it up. Reload the page to see it.
const { everthread } = await import('./start.ts');

const root = resolve(import.meta.dirname, '..');
const SETTLE_MS = 150;
let changes = 0;
let isBuilding = false;

for (const folder of ['shared/src', 'api/src', 'widget', 'inbox']) {
  watch(resolve(root, folder), { recursive: true }, (_event, file) => {
    if (file && !/node_modules|\.turbo|\.test\.|\.timestamp-/.test(file)) void rebuild();
  });
}

async function rebuild(): Promise<void> {
  changes++;
  if (isBuilding) return;
  isBuilding = true;
  for (let seen = 0; seen !== changes; ) {
    await sleep(SETTLE_MS);
    seen = changes;
    const { code, output } = await runCommand('node', ['local/with-node.mjs', '--build'], { quiet: true });
    if (code !== 0) console.error(output);
    else if (seen === changes) await everthread.reload().then(() => console.log('Reloaded.'), console.error);
  }
  isBuilding = false;
}
