import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const OWNER = `
  import { Miniflare } from 'miniflare';
  import { guardWorkerd } from ${JSON.stringify(resolve(import.meta.dirname, 'workerd-guard.ts'))};
  await guardWorkerd(process.argv[1]);
  const config = { name: 'idle', compatibilityDate: '2026-10-20', manifest: {
    mainModule: 'idle.js', modulesRoot: '/', modules: { 'idle.js': { type: 'esm', contents: 'export default {}' } } } };
  const miniflare = new Miniflare({ cf: false, workers: [{ config }] });
  await miniflare.ready;
  console.log('ready');`;

const isRunning = async (pid: string) =>
  readFile(`/proc/${pid}/stat`, 'utf8').then(
    (stat) => !/\) [ZX] /.test(stat), // a dead process that nobody has asked after is not running
    () => false,
  );

test.skipIf(process.platform !== 'linux').each([
  ['', false],
  [', even when its directory is deleted in the same moment', true],
])('a killed owner takes its workerd along%s', async (_, isDeleted) => {
  const dir = await mkdtemp(join(tmpdir(), 'everthread-guard-'));
  const owner = spawn(process.execPath, ['--input-type=module', '-e', OWNER, dir], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(owner.stdout, 'data');
  const pid = (await readFile(join(dir, 'workerd.pid'), 'utf8')).trim();
  expect(await isRunning(pid)).toBe(true);
  owner.kill('SIGKILL');
  if (isDeleted) await rm(dir, { recursive: true });
  await expect.poll(() => isRunning(pid), { timeout: 5_000 }).toBe(false);
  await rm(dir, { recursive: true, force: true });
});
