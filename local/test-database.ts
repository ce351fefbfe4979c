import { randomBytes } from 'node:crypto';
import { openMigratedPglite } from './fresh-pglite.ts';
import { pgliteOwner, withOwner } from './owner.ts';
import { pgBackEnd } from './pg-back-end.ts';
import { pgliteBackEnd } from './pglite-back-end.ts';
import { serveSql } from './postgres.ts';
import { prepareDatabase } from './prepare-database.ts';
import { startRealPostgres } from './real-postgres.ts';
import type { SqlBackEnd } from './sql-back-end.ts';

/** A migrated, empty database behind SQL over HTTP, with one URL for the Worker's role and one for the owner. */
export type TestDatabase = { appUrl: string; ownerUrl: string; stop(): Promise<void> };

const newPassword = () => randomBytes(18).toString('base64url');

/**
 * On PGlite, in this process. It opens when first asked, so that tests without a database do not wait for one; at once
 * with `isAwaited`, for whoever would not have the patience.
 */
export async function serveTestPglite({ isAwaited = false } = {}): Promise<TestDatabase> {
  const [app, owner] = [newPassword(), newPassword()];
  const passwords = new Map([
    ['app', app],
    ['postgres', owner],
  ]);
  let opened: Promise<SqlBackEnd> | undefined;
  const open = async (): Promise<SqlBackEnd> => {
    const database = await openMigratedPglite();
    await prepareDatabase(pgliteOwner(database), app);
    const backEnd = pgliteBackEnd(database, 'everthread', passwords);
    return { ...backEnd, close: () => backEnd.close().then(() => database.close()) };
  };
  const whenAsked: SqlBackEnd = {
    async run(login, work) {
      opened ??= open();
      return (await opened).run(login, work);
    },
    close: async () => (await opened)?.close(),
  };
  const endpoint = await serveSql(whenAsked, 'everthread');
  if (isAwaited) {
    opened = open();
    await opened;
  }
  return { appUrl: endpoint.urlFor('app', app), ownerUrl: endpoint.urlFor('postgres', owner), stop: endpoint.stop };
}

/** On a real Postgres with real sessions, for what PGlite's single one would hide. */
export async function serveTestPostgres(): Promise<TestDatabase> {
  const postgres = await startRealPostgres();
  const app = newPassword();
  await withOwner(postgres.ownerUrl, (owner) => prepareDatabase(owner, app));
  const { hostname, port, password } = new URL(postgres.ownerUrl);
  const backEnd = pgBackEnd({ host: hostname, port: Number(port), database: 'postgres' });
  const endpoint = await serveSql(backEnd, 'postgres');
  return {
    appUrl: endpoint.urlFor('app', app),
    ownerUrl: endpoint.urlFor('postgres', password),
    async stop() {
      await endpoint.stop();
      await postgres.stop();
    },
  };
}
