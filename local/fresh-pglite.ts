import { existsSync, openAsBlob } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { keptDump } from './kept-dump.ts';
import { migrationsHash, pgliteOwner } from './owner.ts';

const require = createRequire(import.meta.url);

/**
 * Opens an embedded database: the one that lies in `dataDir`, or a new one there. Making a new one takes seconds and
 * unpacking one a moment, so an empty one is kept.
 */
export async function openPglite(dataDir: string): Promise<PGlite> {
  if (!existsSync(dataDir)) await unpackInto(dataDir);
  return PGlite.create({ dataDir });
}

/** Opens a new one in memory, with all its tables and nothing in them: for tests, so one that is migrated is kept. */
export async function openMigratedPglite(): Promise<PGlite> {
  const migrated = await keptDump('migrated', `${version()}-${migrationsHash()}`, async () => {
    const database = await PGlite.create({ loadDataDir: await openAsBlob(await findEmptyDatabase()) });
    await pgliteOwner(database).migrate();
    return database;
  });
  return PGlite.create({ loadDataDir: await openAsBlob(migrated) });
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
export const findEmptyDatabase = (): Promise<string> => keptDump('empty', version(), () => PGlite.create());

function version(): string {
  const file = join(dirname(require.resolve('@electric-sql/pglite')), '../package.json');
  return (require(file) as { version: string }).version;
}
