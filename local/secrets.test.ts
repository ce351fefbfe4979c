import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from '../api/src/config.ts';
import { type Owner, UnfitDatabase } from './owner.ts';
import { keepSecrets, readSecrets } from './secrets.ts';

let dir: string;
let file: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'everthread-secrets-'));
  file = join(dir, 'secrets.json');
});
afterEach(() => rm(dir, { recursive: true }));

/** A database that says whether it has the table of workspaces, and what is in it. */
const database = (isThere: boolean, workspaces: number) =>
  ({
    query: async (text: string) => (text.includes('to_regclass') ? [{ isThere }] : Array.from({ length: workspaces })),
  }) as unknown as Owner;

test('secrets are made up once, and stay the same', async () => {
  const made = await readSecrets(dir);
  await keepSecrets(dir, made, database(false, 0));
  expect(await readSecrets(dir)).toEqual(made);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  await keepSecrets(dir, await readSecrets(dir), database(true, 1));
  expect(await readSecrets(dir)).toEqual(made);
});

test('a database with workspaces is not begun with secrets that are just made up, unless they are said to be lost', async () => {
  await keepSecrets(dir, await readSecrets(dir), database(true, 0));
  await rm(file);
  for (let turn = 0; turn < 2; turn++) {
    const kept = keepSecrets(dir, await readSecrets(dir), database(true, 1));
    await expect(kept).rejects.toThrow(UnfitDatabase);
    await expect(kept).rejects.toThrow(file);
  }
  await writeFile(file, '{}');
  await keepSecrets(dir, await readSecrets(dir), database(true, 1));
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(await readSecrets(dir));
});

test('a file of secrets that is not whole is not replaced', async () => {
  await writeFile(file, '{"worker": "half of');
  await expect(readSecrets(dir)).rejects.toThrow(ConfigError);
  expect(await readFile(file, 'utf8')).toBe('{"worker": "half of');
});
