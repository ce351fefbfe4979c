import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';

const folder = resolve(import.meta.dirname, '../.build/pglite');

/**
 * The file of a database of some kind, in some state, made when it is not there; those of the kind in other states are
 * removed. Several may make it at once: the last one stays.
 */
export async function keptDump(kind: string, state: string, make: () => Promise<PGlite>): Promise<string> {
  const file = join(folder, `${kind}-${state}.tar`);
  if (existsSync(file)) return file;
  const database = await make();
  const dump = await database.dumpDataDir('none');
  await database.close();
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder))
    if (name.startsWith(`${kind}-`) && name.endsWith('.tar') && name !== basename(file))
      await rm(join(folder, name), { force: true });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, dump.stream());
  await rename(unfinished, file).finally(() => rm(unfinished, { force: true }));
  return file;
}
