import { join } from 'node:path';
import pg from 'pg';
import { openPglite } from './fresh-pglite.ts';
import { type Owner, pgliteOwner, withOwner } from './owner.ts';
import { pgBackEnd } from './pg-back-end.ts';
import { pgliteBackEnd } from './pglite-back-end.ts';
import { serveSql } from './postgres.ts';
import { prepareDatabase } from './prepare-database.ts';
import type { Secrets } from './secrets.ts';

export type OpenDatabase = {
  /** What the Worker logs in with, through the endpoint. */
  appUrl: string;
  ownerUrl: string;
  stop(): Promise<void>;
};

type Options = {
  dataDir: string;
  databaseUrl: string | undefined;
  secrets: Secrets;
  accept(owner: Owner): Promise<void>; // before anything is changed in it
  seed(owner: Owner): Promise<void>;
};

const NAME = 'everthread';

/** Opens the database, the embedded one or the one at `databaseUrl`: migrated, seeded, served as SQL over HTTP. */
export const openDatabase = (options: Options): Promise<OpenDatabase> =>
  options.databaseUrl === undefined ? openEmbedded(options) : openPostgres(options, options.databaseUrl);

async function openEmbedded({ dataDir, secrets, accept, seed }: Options): Promise<OpenDatabase> {
  const database = await openPglite(join(dataDir, 'postgres'));
  try {
    const owner = pgliteOwner(database);
    await accept(owner);
    await prepareDatabase(owner, secrets.appPassword);
    await seed(owner);
  } catch (error) {
    await database.close();
    throw error;
  }
  const passwords = new Map([
    ['app', secrets.appPassword],
    ['postgres', secrets.ownerPassword],
  ]);
  const endpoint = await serveSql(pgliteBackEnd(database, NAME, passwords), NAME);
  return {
    appUrl: endpoint.urlFor('app', secrets.appPassword),
    ownerUrl: endpoint.urlFor('postgres', secrets.ownerPassword),
    async stop() {
      await endpoint.stop();
      await database.close();
    },
  };
}

async function openPostgres({ secrets, accept, seed }: Options, databaseUrl: string): Promise<OpenDatabase> {
  await withOwner(databaseUrl, async (owner) => {
    await accept(owner);
    await prepareDatabase(owner, secrets.appPassword);
    await seed(owner);
  });
  const {
    host,
    port,
    database = NAME,
    ssl,
    user = '',
    password = '',
  } = new pg.Client({ connectionString: databaseUrl });
  const endpoint = await serveSql(pgBackEnd({ host, port, database, ssl }), database);
  return {
    appUrl: endpoint.urlFor('app', secrets.appPassword),
    ownerUrl: endpoint.urlFor(user, password),
    stop: endpoint.stop,
  };
}
