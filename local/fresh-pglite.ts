import { existsSync, openAsBlob } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

const require = createRequire(import.meta.url);
const kept = resolve(import.meta.dirname, '../.build/pglite');

/**
 * Opens an embedded database: the one that lies in `dataDir`, or a new one there, or, without it, a new one in memory.
 * Making a new one takes seconds and unpacking one a moment, so an empty one is kept.
 */
export async function openPglite(dataDir?: string): Promise<PGlite> {
  if (dataDir === undefined) return PGlite.create({ loadDataDir: await openAsBlob(await findEmptyDatabase()) });
  if (!existsSync(dataDir)) await unpackInto(dataDir);
  return PGlite.create({ dataDir });
}

/** All at once: half a database, left by a crash, would be taken for a whole one. */
async function unpackInto(dataDir: string): Promise<void> {
  const unfinished = `${dataDir}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const loadDataDir = await openAsBlob(await findEmptyDatabase());
  await (await PGlite.create({ dataDir: unfinished, loadDataDir })).close();
  await rename(unfinished, dataDir);
}

/** The file of the empty database, made when it is not there. */
export async function findEmptyDatabase(): Promise<string> {
  const { version } = require(join(dirname(require.resolve('@electric-sql/pglite')), '../package.json')) as {
    version: string;
  };
  const file = join(kept, `empty-${version}.tar`);
  if (existsSync(file)) return file;
  const database = await PGlite.create();
  const dump = await database.dumpDataDir('none');
  await database.close();
  await mkdir(kept, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, dump.stream());
  await rename(unfinished, file).finally(() => rm(unfinished, { force: true }));
  return file;
}
