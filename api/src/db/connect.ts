import { neon, neonConfig } from '@neondatabase/serverless';
import { drizzle } from 'drizzle-orm/neon-http';

// Neon's endpoint lies beside the database's host; on one machine `local/postgres.ts` answers in its place.
neonConfig.fetchEndpoint = (host, port) =>
  host === 'localhost' || host === '127.0.0.1'
    ? `http://${host}:${port}/sql`
    : `https://${host.replace(/^[^.]+\./, 'api.')}/sql`;

const PATIENCE_MS = 15_000;

// The whole answer or none: one that breaks off half-way, or never comes, is a database that is away. Left to the
// client, reading half an answer fails like an error of ours, and waiting for none never ends. Of an answer the client
// asks these four things; to wrap its text in a `Response` once more took a twelfth of what a send takes.
neonConfig.fetchFunction = async (url: string, init: RequestInit) => {
  const { ok, status, said } = await ask(url, init);
  return { ok, status, json: async () => JSON.parse(said), text: async () => said };
};

async function ask(url: string, init: RequestInit): Promise<{ ok: boolean; status: number; said: string }> {
  const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(PATIENCE_MS) });
  return { ok: answer.ok, status: answer.status, said: await answer.text() };
}

/** Every statement is an HTTP request to Postgres, every batch one request and one transaction. */
export function connect(databaseUrl: string) {
  return drizzle({ client: neon(databaseUrl), casing: 'snake_case' });
}

export type Database = ReturnType<typeof connect>;
