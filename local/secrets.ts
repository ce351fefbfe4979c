import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What one machine makes up for itself and keeps. */
export type Secrets = {
  appPassword: string; // of the Worker's database role
  ownerPassword: string; // of the embedded database's owner
  worker: string; // the Worker's SECRET: sessions and tokens hang on it
  hookSecret: string; // with which the mailbox signs what it tells the Worker
  mailKey: string; // lets the Worker, and nobody else, leave mail in the mailbox
};

/** Reads the secrets of this data directory; makes those that are not there yet. */
export async function readSecrets(dir: string): Promise<Secrets> {
  const file = join(dir, 'secrets.json');
  const kept: Partial<Secrets> = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Partial<Secrets>,
    (error: NodeJS.ErrnoException): Partial<Secrets> => {
      if (error.code === 'ENOENT') return {};
      throw error;
    },
  );
  const secrets: Secrets = {
    appPassword: kept.appPassword ?? newSecret(),
    ownerPassword: kept.ownerPassword ?? newSecret(),
    worker: kept.worker ?? newSecret(),
    hookSecret: kept.hookSecret ?? `whsec_${randomBytes(32).toString('base64')}`,
    mailKey: kept.mailKey ?? `re_${newSecret()}`,
  };
  const unfinished = `${file}.unfinished`;
  await writeFile(unfinished, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  await rename(unfinished, file);
  return secrets;
}

const newSecret = () => randomBytes(32).toString('base64url');
