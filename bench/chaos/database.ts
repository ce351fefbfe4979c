import { randomBytes } from 'node:crypto';
import { openMigratedPglite } from '../../local/fresh-pglite.ts';
import { pgliteOwner, withOwner } from '../../local/owner.ts';
import { pgBackEnd } from '../../local/pg-back-end.ts';
import { pgliteBackEnd } from '../../local/pglite-back-end.ts';
import { serveSql } from '../../local/postgres.ts';
import { prepareDatabase } from '../../local/prepare-database.ts';
import { type RealPostgres, startRealPostgres } from '../../local/real-postgres.ts';

export type DatabaseKind = 'postgres' | 'pglite';

export type OpenDatabase = {
  port: number; // of SQL over HTTP
  appUrl: string;
  ownerUrl: string;
  /** Its processes, to be killed and paused; PGlite has none. */
  server: RealPostgres | undefined;
  stop(): Promise<void>;
};

const newPassword = () => randomBytes(18).toString('base64url');

/** A migrated, empty database behind SQL over HTTP. */
export const openDatabase = (kind: DatabaseKind): Promise<OpenDatabase> =>
  kind === 'postgres' ? openPostgres() : openEmbedded();

async function openPostgres(): Promise<OpenDatabase> {
  const server = await startRealPostgres();
  const app = newPassword();
  await withOwner(server.ownerUrl, (owner) => prepareDatabase(owner, app));
  const { hostname, port, password } = new URL(server.ownerUrl);
  const backEnd = pgBackEnd({ host: hostname, port: Number(port), database: 'postgres' });
  const endpoint = await serveSql(backEnd, 'postgres');
  return {
    port: endpoint.port,
    appUrl: endpoint.urlFor('app', app),
    ownerUrl: endpoint.urlFor('postgres', password),
    server,
    async stop() {
      await endpoint.stop();
      await server.stop();
    },
  };
}

async function openEmbedded(): Promise<OpenDatabase> {
  const [app, owner] = [newPassword(), newPassword()];
  const database = await openMigratedPglite();
  await prepareDatabase(pgliteOwner(database), app);
  const passwords = new Map([
    ['app', app],
    ['postgres', owner],
  ]);
  const endpoint = await serveSql(pgliteBackEnd(database, 'everthread', passwords), 'everthread');
  return {
    port: endpoint.port,
    appUrl: endpoint.urlFor('app', app),
    ownerUrl: endpoint.urlFor('postgres', owner),
    server: undefined,
    async stop() {
      await endpoint.stop();
      await database.close();
    },
  };
}
