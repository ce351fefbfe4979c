import { createHash } from 'node:crypto';
import pg from 'pg';
import { PreparedStatements } from './prepared-statements.ts';
import {
  HARMLESS,
  isOutdatedPlan,
  type Login,
  noSuchDatabase,
  type Outcome,
  type SqlBackEnd,
  SqlError,
  type Statement,
  toSqlError,
  type Work,
  wrongPassword,
} from './sql-back-end.ts';

export type PostgresServer = { host: string; port: number; database: string; ssl?: pg.ClientConfig['ssl'] };

const MOST_LOGINS = 8;
const CONNECTIONS_EACH = 20;
// Text looks the same whatever this server's defaults are, and the same as Neon's.
const SETTINGS = ['TimeZone=UTC', 'DateStyle=ISO', 'IntervalStyle=postgres', 'search_path=public']
  .map((setting) => `-c ${setting}`)
  .join(' ');
const asText = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig;

/** Serves any Postgres: who logs in to the endpoint is logged in there, with his own password. */
export function pgBackEnd(server: PostgresServer): SqlBackEnd {
  const pools = new Map<string, pg.Pool>();
  const inUse = new Set<pg.PoolClient>();

  function poolFor({ user, password }: Login): pg.Pool {
    const key = `${user}\0${createHash('sha256').update(password).digest('hex')}`;
    const pool = pools.get(key) ?? makePool(server, user, password, inUse);
    pools.delete(key);
    pools.set(key, pool); // the last used is last
    if (pools.size > MOST_LOGINS) drop([...pools.keys()][0] ?? key);
    return pool;
  }

  function drop(key: string): void {
    const pool = pools.get(key);
    pools.delete(key);
    void pool?.end();
  }

  return {
    async run(login, work) {
      if (login.password === '') throw wrongPassword(login.user);
      if (login.database !== server.database) throw noSuchDatabase(login.database);
      const pool = poolFor(login);
      const client = await pool.connect().catch((error: Error) => {
        for (const [key, known] of pools) if (known === pool && pool.totalCount === 0) drop(key);
        throw isPostgres(error) ? toSqlError(error) : error;
      });
      try {
        return await runOn(client, work);
      } catch (error) {
        if (error instanceof SqlError && isOutdatedPlan(error)) return this.run(login, work); // nothing of it was kept
        throw error;
      }
    },
    async close() {
      // One may wait for a lock for as long as it pleases, and nobody waits for it any more: such a connection is cut.
      for (const client of inUse) client.connection.stream.destroy();
      await Promise.all([...pools.values()].map((pool) => pool.end()));
      pools.clear();
    },
  };
}

function makePool(server: PostgresServer, user: string, password: string, inUse: Set<pg.PoolClient>): pg.Pool {
  const pool = new pg.Pool({
    ...server,
    user,
    password,
    options: SETTINGS,
    max: CONNECTIONS_EACH,
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    allowExitOnIdle: true,
  });
  pool.on('error', () => {}); // an idle connection was lost: the pool has already forgotten it
  // One that is in use: its next query fails. Without a listener the whole process would.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('acquire', (client) => inUse.add(client));
  pool.on('release', (_, client) => inUse.delete(client));
  return pool;
}

/**
 * All at once, and what makes the connection new again behind it: Postgres answers in order, and what comes after an
 * error in a transaction it refuses, the commit included. A connection that something may be left on is given up.
 */
async function runOn(client: pg.PoolClient, { statements, begin }: Work): Promise<Outcome[]> {
  const known = prepared.get(client) ?? new PreparedStatements();
  prepared.set(client, known);
  const whole = begin === undefined ? statements : [{ text: begin, values: [] }, ...statements, COMMIT];
  const asked = whole.map((statement) => runStatement(client, statement, known));
  const forgotten = client.query(FORGET).then(
    () => true,
    () => false, // as inside a transaction that a statement left open
  );
  const ended = await Promise.allSettled(asked);
  const own = begin === undefined ? ended : ended.slice(1, -1);
  const outcomes = own.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
  const failed = ended.find((one) => one.status === 'rejected');
  const error = failed && (isPostgres(failed.reason) ? toSqlError(failed.reason) : failed.reason);
  const isAsNew =
    outcomes.every(({ command }) => HARMLESS.has(command)) &&
    known.dropOldest().length === 0 &&
    !(error instanceof SqlError && isOutdatedPlan(error));
  void forgotten.then((isForgotten) => client.release(!isForgotten || !isAsNew));
  if (failed) throw error;
  return outcomes;
}

async function runStatement(client: pg.PoolClient, { text, values }: Statement, known: PreparedStatements) {
  const result = await client.query<(string | null)[], (string | null)[]>({
    name: known.nameOf(text).name,
    text,
    values: [...values],
    rowMode: 'array',
    types: asText,
    queryMode: 'extended', // one statement each, as over Neon, also where there are no values
  } as pg.QueryArrayConfig<(string | null)[]>);
  const { fields, rows, command, rowCount } = result;
  return { fields, rows, command: command ?? '', rowCount };
}

/** What a connection has prepared, so that what is asked again and again is not parsed and planned each time. */
const prepared = new WeakMap<pg.PoolClient, PreparedStatements>();
const COMMIT = { text: 'commit', values: [] };
const FORGET = `reset session authorization; reset all; close all; unlisten *; select pg_advisory_unlock_all();
  discard temp; discard sequences`;

const isPostgres = (error: unknown): error is Error => error instanceof pg.DatabaseError;
