import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

export type DataLock = {
  /** Tells whoever comes second where the first is to be found. */
  announce(url: string): Promise<void>;
  release(): Promise<void>;
};

export class DataInUse extends Error {
  override name = 'DataInUse';
}

// A collected handle is a closed one, and a closed one a lost lock: these are held on to whatever the caller does.
const locked = new Set<DatabaseSync>();

type Holder = { pid: number; since: string; url?: string };

/**
 * Takes the data directory for this process alone: two on one embedded database would lose rows without a word.
 * The lock is the operating system's, on an SQLite file, so that it ends with the process however that ends.
 * Throws `DataInUse`, which names the holder.
 */
export async function lockData(dir: string): Promise<DataLock> {
  const database = new DatabaseSync(join(dir, 'lock.db'), { timeout: 0 });
  try {
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new DataInUse(describe(dir, await readLivingHolder(dir)));
  }
  locked.add(database);
  const holder: Holder = { pid: process.pid, since: new Date().toISOString() };
  await writeHolder(dir, holder);
  return {
    announce: (url) => writeHolder(dir, { ...holder, url }),
    async release() {
      await rm(holderFile(dir), { force: true });
      locked.delete(database);
      database.close();
    },
  };
}

const SQLITE_BUSY = 5;
const isBusy = (error: unknown) => error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
const holderFile = (dir: string) => join(dir, 'holder.json');

async function writeHolder(dir: string, holder: Holder): Promise<void> {
  const unfinished = `${holderFile(dir)}.${process.pid}`;
  await writeFile(unfinished, JSON.stringify(holder));
  await rename(unfinished, holderFile(dir));
}

/** Who won a moment ago may not have written his name yet, and a name that is there may be of one who was killed. */
async function readLivingHolder(dir: string): Promise<Holder | undefined> {
  for (let attempt = 0; attempt < 20; attempt++) {
    const text = await readFile(holderFile(dir), 'utf8').catch(() => undefined);
    const holder = text === undefined ? undefined : (JSON.parse(text) as Holder);
    if (holder && isAlive(holder.pid)) return holder;
    await sleep(50);
  }
  return undefined;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function describe(dir: string, holder: Holder | undefined): string {
  const who = holder ? `process ${holder.pid}, since ${holder.since}` : 'another process';
  const where = holder?.url ? `. It answers at ${holder.url}` : '';
  return `The data in ${dir} is in use by ${who}${where}. Stop it first, or use that one.`;
}
