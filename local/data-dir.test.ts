import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConfigError } from '../api/src/config.ts';
import { makeDataDir } from './data-dir.ts';

let place: string;
beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'everthread-data-'));
});
afterEach(() => rm(place, { recursive: true }));

test('the data directory is made where there is none, and left empty', async () => {
  const dir = join(place, 'deep', 'data');
  await makeDataDir(dir);
  await makeDataDir(dir);
  expect(await readdir(dir)).toEqual([]);
});

test('where nothing can be written it says so, and which setting names another place', async () => {
  const file = join(place, 'a-file');
  await writeFile(file, '');
  for (const dir of [file, join(file, 'data')]) {
    await expect(makeDataDir(dir)).rejects.toThrow(ConfigError);
    await expect(makeDataDir(dir)).rejects.toThrow(/nothing can be written.*EVERTHREAD_DATA/);
  }
});
