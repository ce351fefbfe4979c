import { PGlite } from '@electric-sql/pglite';
import { type FullQueryResults, type NeonQueryFunction, neon, neonConfig } from '@neondatabase/serverless';
import pg from 'pg';
import { pgBackEnd } from './pg-back-end.ts';
import { pgliteBackEnd } from './pglite-back-end.ts';
import { type SqlEndpoint, serveSql } from './postgres.ts';
import { startRealPostgres } from './real-postgres.ts';

export type Sql = NeonQueryFunction<false, true>;
export type Answer = FullQueryResults<false>;
export type Place = {
  endpoint: SqlEndpoint;
  app: Sql;
  owner: Sql;
  stopDatabase(): Promise<void>;
  stop(): Promise<void>;
};

const APP_PASSWORD = 'påss wörd/@:%';
const OWNER_PASSWORD = 'the-owner';

neonConfig.fetchEndpoint = (host, port) => `http://${host}:${port}/sql`;

/** For tests: PGlite and a real Postgres, with the same tables and roles, each behind an endpoint of its own. */
export async function startBothBackEnds(schema: string): Promise<Record<'pglite' | 'pg', Place>> {
  const [pglite, real] = await Promise.all([startOnPglite(schema), startOnPostgres(schema)]);
  return { pglite, pg: real };
}

const prepare = (schema: string) => `
  create role app login nosuperuser password '${APP_PASSWORD}';
  grant usage on schema public to app;
  alter default privileges in schema public grant select, insert, update, delete on tables to app;
  ${schema}`;

async function startOnPglite(schema: string): Promise<Place> {
  const database = await PGlite.create();
  await database.exec(prepare(schema));
  const passwords = new Map([
    ['app', APP_PASSWORD],
    ['postgres', OWNER_PASSWORD],
  ]);
  const endpoint = await serveSql(pgliteBackEnd(database, 'postgres', passwords), 'postgres');
  return place(endpoint, OWNER_PASSWORD, () => database.close());
}

async function startOnPostgres(schema: string): Promise<Place> {
  const postgres = await startRealPostgres();
  const client = new pg.Client({ connectionString: postgres.ownerUrl });
  await client.connect();
  await client.query(prepare(schema));
  await client.end();
  const { port, password } = new URL(postgres.ownerUrl);
  const backEnd = pgBackEnd({ host: '127.0.0.1', port: Number(port), database: 'postgres' });
  return place(await serveSql(backEnd, 'postgres'), password, () => postgres.stop());
}

function place(endpoint: SqlEndpoint, ownerPassword: string, stopDatabase: () => Promise<void>): Place {
  function sqlAs(user: string, password: string): Sql {
    const sql = neon(endpoint.urlFor(user, password), { fullResults: true });
    const ask: Sql['query'] = sql.query.bind(sql);
    // Parsers of its own: drizzle changes those of the client for every file that shares this process.
    sql.query = (text, params, options) => ask(text, params, { ...options, types: pg.types });
    return sql;
  }
  return {
    endpoint,
    app: sqlAs('app', APP_PASSWORD),
    owner: sqlAs('postgres', ownerPassword),
    stopDatabase,
    async stop() {
      await endpoint.stop();
      await stopDatabase();
    },
  };
}
