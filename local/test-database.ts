import { randomBytes } from 'node:crypto';
import { openMigratedPglite } from './fresh-pglite.ts';
import { pgliteOwner, withOwner } from './owner.ts';
import { pgBackEnd } from './pg-back-end.ts';
import { pgliteBackEnd } from './pglite-back-end.ts';
import { serveSql } from './postgres.ts';
import { prepareDatabase } from './prepare-database.ts';
import { startRealPostgres } from './real-postgres.ts';

/** A migrated, empty database behind SQL over HTTP, with one URL for the Worker's role and one for the owner. */
export type TestDatabase = { appUrl: string; ownerUrl: string; stop(): Promise<void> };

const newPassword = () => randomBytes(18).toString('base64url');

/** On PGlite, in this process. It is open when this returns: requests have not the patience to wait until it is. */
export async function serveTestPglite(): Promise<TestDatabase> {
  const [app, owner] = [newPassword(), newPassword()];
  const passwords = new Map([
    ['app', app],
    ['postgres', owner],
  ]);
  const database = await openMigratedPglite();
  await prepareDatabase(pgliteOwner(database), app);
  const backEnd = pgliteBackEnd(database, 'everthread', passwords);
  const close = () => backEnd.close().then(() => database.close());
  const endpoint = await serveSql({ ...backEnd, close }, 'everthread');
  return { appUrl: endpoint.urlFor('app', app), ownerUrl: endpoint.urlFor('postgres', owner), stop: endpoint.stop };
}

/** On a real Postgres with real sessions, as in production. */
export async function serveTestPostgres(): Promise<TestDatabase> {
  const postgres = await startRealPostgres({ isDurable: false });
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
