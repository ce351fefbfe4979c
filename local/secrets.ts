import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../api/src/config.ts';
import { type Owner, UnfitDatabase } from './owner.ts';

/** What one machine makes up for itself and keeps. */
export type Secrets = {
  appPassword: string; // of the Worker's database role
  ownerPassword: string; // of the embedded database's owner
  worker: string; // the Worker's SECRET: sessions and tokens hang on it
  hookSecret: string; // with which the mailbox signs what it tells the Worker
  mailKey: string; // lets the Worker, and nobody else, leave mail in the mailbox
};

const BRING_BACK =
  'Bring it from the .data of before, or from a backup. If it is lost for good, write {} into it: new ones are made, and docs/guides/self-host.md says what is lost with the old.';
const fileIn = (dir: string) => join(dir, 'secrets.json');

/** Reads the secrets of this data directory; makes up those that are not there yet, for `keepSecrets` to write down. */
export async function readSecrets(dir: string): Promise<Secrets> {
  const kept = await readKept(fileIn(dir));
  return {
    appPassword: kept.appPassword ?? newSecret(),
    ownerPassword: kept.ownerPassword ?? newSecret(),
    worker: kept.worker ?? newSecret(),
    hookSecret: kept.hookSecret ?? `whsec_${randomBytes(32).toString('base64')}`,
    mailKey: kept.mailKey ?? `re_${newSecret()}`,
  };
}

async function readKept(file: string): Promise<Partial<Secrets>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{}';
    throw error;
  });
  try {
    return JSON.parse(text) as Partial<Secrets>;
  } catch {
    throw new ConfigError(`Everthread cannot start: ${file} is not whole any more. ${BRING_BACK}`);
  }
}

/**
 * Writes them down. Throws `UnfitDatabase` where none were, though the database has workspaces: with others what is
 * sealed in it never opens again, and the keys of visitors' notifications would be replaced.
 */
export async function keepSecrets(dir: string, secrets: Secrets, owner: Owner): Promise<void> {
  const file = fileIn(dir);
  if (!existsSync(file) && (await hasWorkspaces(owner))) {
    throw new UnfitDatabase(`This database was begun with secrets that are not in ${file}. ${BRING_BACK}`);
  }
  const unfinished = `${file}.unfinished`;
  await writeFile(unfinished, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, file);
}

async function hasWorkspaces(owner: Owner): Promise<boolean> {
  const [table] = await owner.query<{ isThere: boolean }>(
    `select to_regclass('public.workspaces') is not null as "isThere"`,
  );
  return table?.isThere === true && (await owner.query('select from workspaces limit 1')).length > 0;
}

const newSecret = () => randomBytes(32).toString('base64url');
