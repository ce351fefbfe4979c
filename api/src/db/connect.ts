import { neon, neonConfig } from '@neondatabase/serverless';
import { drizzle } from 'drizzle-orm/neon-http';

// Neon's endpoint lies beside the database's host; on one machine `local/postgres.ts` answers in its place.
neonConfig.fetchEndpoint = (host, port) =>
  host === 'localhost' || host === '127.0.0.1'
    ? `http://${host}:${port}/sql`
    : `https://${host.replace(/^[^.]+\./, 'api.')}/sql`;

const PATIENCE_MS = 15_000;

// The whole answer or none: one that breaks off half-way, or never comes, is a database that is away. Left to the
// client, reading half an answer fails like an error of ours, and waiting for none never ends.
neonConfig.fetchFunction = async (url: string, init: RequestInit) => {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
  return new Response(await answer.text(), answer);
};

/** Every statement is an HTTP request to Postgres, every batch one request and one transaction. */
export function connect(databaseUrl: string) {
  return drizzle({ client: neon(databaseUrl), casing: 'snake_case' });
}

export type Database = ReturnType<typeof connect>;
