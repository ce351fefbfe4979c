import { mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../api/src/config.ts';

const LEAST_MB = 100; // a new embedded database takes half of that
const MB = 1_000_000;

/** Makes the data directory. Throws `ConfigError` where nothing can be written there, or too little to begin. */
export async function makeDataDir(dir: string): Promise<void> {
  const probe = join(dir, 'probe');
  const mend = 'Mend that, or name another place in EVERTHREAD_DATA.';
  try {
    await mkdir(dir, { recursive: true, mode: 0o700 });
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    const why = error instanceof Error ? error.message : error;
    throw new ConfigError(`Everthread cannot start: nothing can be written to ${dir} (${why}). ${mend}`);
  }
  const { bavail, bsize } = await statfs(dir);
  const freeMb = Math.floor((bavail * bsize) / MB);
  if (freeMb >= LEAST_MB) return;
  throw new ConfigError(
    `Everthread cannot start: where ${dir} lies ${freeMb} MB are free, and it wants ${LEAST_MB}. ${mend}`,
  );
}
