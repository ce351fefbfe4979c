import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DataInUse, lockData } from './data-lock.ts';

let dir: string;
const children: ChildProcess[] = [];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'everthread-lock-'));
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
  await rm(dir, { recursive: true });
});

const CONTENDER = `
  import { lockData } from ${JSON.stringify(resolve(import.meta.dirname, 'data-lock.ts'))};
  try {
    const lock = await lockData(process.argv[1]);
    await lock.announce('http://localhost:8787');
    console.log('won');
    setInterval(() => {}, 1000);
  } catch (error) {
    console.log(error.message);
  }`;

/** Another process that wants the data, and what it said first. */
async function contend(): Promise<{ said: string; child: ChildProcess }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', CONTENDER, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  return { said: chunk.toString().trim(), child };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

test('the second is told who the first is and where it answers', async () => {
  const first = await contend();
  const refused = await lockData(dir).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(DataInUse);
  expect(String(refused)).toContain(`in use by process ${first.child.pid}, since`);
  expect(String(refused)).toContain('http://localhost:8787');
});

test('the lock of a killed process is taken over at once', async () => {
  const first = await contend();
  await kill(first.child);
  expect((await contend()).said).toBe('won');
});

test('a released lock leaves no name behind', async () => {
  const lock = await lockData(dir);
  await lock.announce('http://localhost:1');
  await lock.release();
  expect(await readdir(dir)).toEqual(['lock.db']);
  await (await lockData(dir)).release();
});

test('of ten at once, over the remains of a killed one, exactly one wins', async () => {
  await kill((await contend()).child);
  const said = (await Promise.all(Array.from({ length: 10 }, contend))).map((contender) => contender.said);
  expect(said.filter((words) => words === 'won')).toHaveLength(1);
  expect(said.filter((words) => words.startsWith('The data in'))).toHaveLength(9);
});

test('a name without a lock does not stand in the way, and a lock without a name still does', async () => {
  await writeFile(join(dir, 'holder.json'), JSON.stringify({ pid: 1, since: 'long ago', url: 'http://gone' }));
  const lock = await lockData(dir);
  await rm(join(dir, 'holder.json'));
  await expect(lockData(dir)).rejects.toThrow('in use by another process');
  await lock.release();
});
