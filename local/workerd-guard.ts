import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

// Waits for the pipe to us to close, which it does however we end, and then ends the workerd that we left.
const WHEN_STDIN_CLOSES = 'read -r _; [ -f "$1" ] && kill -9 "$(cat "$1")" && rm -f "$1"';

/**
 * workerd outlives a parent that is killed, and would keep the port. From here on every workerd that Miniflare starts in
 * this process is ended with it. Returns what ends the watch, to be called when workerd has been stopped properly.
 */
export async function guardWorkerd(dataDir: string): Promise<() => Promise<void>> {
  const pidFile = join(dataDir, 'workerd.pid');
  await rm(pidFile, { force: true });
  process.env.EVERTHREAD_WORKERD = findWorkerd();
  process.env.EVERTHREAD_WORKERD_PID_FILE = pidFile;
  process.env.MINIFLARE_WORKERD_PATH = resolve(import.meta.dirname, 'run-workerd.sh');
  const watch = spawn('sh', ['-c', WHEN_STDIN_CLOSES, 'sh', pidFile], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // Ctrl-C and a signal to our group are not for it
  });
  watch.unref();
  return async () => {
    await rm(pidFile, { force: true });
    watch.stdin?.end();
  };
}

function findWorkerd(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('miniflare'));
  return (require('workerd') as { default: string }).default;
}
