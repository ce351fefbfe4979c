import { spawn } from 'node:child_process';
import { truncate, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

// Waits for the pipe to us to close, which it does however we end, and then ends the workerd that we left. It holds the
// file open, so that the number can be read even where the whole directory was deleted meanwhile.
const WHEN_STDIN_CLOSES = 'exec 3<"$1"; read -r _; read -r pid <&3 && kill -9 "$pid"; rm -f "$1"';

/**
 * workerd outlives a parent that is killed, and would keep the port. From here on every workerd that Miniflare starts in
 * this process is ended with it, and has its process id in `workerd.pid`. Returns what ends the watch, to be called
 * when workerd has been stopped properly.
 */
export async function guardWorkerd(dataDir: string): Promise<() => Promise<void>> {
  const pidFile = join(dataDir, 'workerd.pid');
  await writeFile(pidFile, '');
  process.env.EVERTHREAD_WORKERD = findWorkerd();
  process.env.EVERTHREAD_WORKERD_PID_FILE = pidFile;
  process.env.MINIFLARE_WORKERD_PATH = resolve(import.meta.dirname, 'run-workerd.sh');
  const watch = spawn('sh', ['-c', WHEN_STDIN_CLOSES, 'sh', pidFile], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true, // Ctrl-C and a signal to our group are not for it
  });
  const ended = new Promise((done) => watch.once('exit', done));
  watch.unref();
  return async () => {
    await truncate(pidFile).catch(() => {}); // gone with its directory, and then there is nothing to end either
    watch.stdin?.end();
    await ended;
  };
}

function findWorkerd(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('miniflare'));
  return (require('workerd') as { default: string }).default;
}
