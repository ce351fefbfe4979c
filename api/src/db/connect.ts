import { neon, neonConfig } from '@neondatabase/serverless';
import { drizzle } from 'drizzle-orm/neon-http';

// Neon's endpoint lies beside the database's host; on one machine `local/postgres.ts` answers in its place.
neonConfig.fetchEndpoint = (host, port) =>
  host === 'localhost' || host === '127.0.0.1'
    ? `http://${host}:${port}/sql`
    : `https://${host.replace(/^[^.]+\./, 'api.')}/sql`;

/** Every statement is an HTTP request to Postgres, every batch one request and one transaction. */
export function connect(databaseUrl: string) {
  return drizzle({ client: neon(databaseUrl), casing: 'snake_case' });
}

export type Database = ReturnType<typeof connect>;
