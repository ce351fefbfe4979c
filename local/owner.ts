import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle as onPg } from 'drizzle-orm/node-postgres';
import { migrate as migratePg } from 'drizzle-orm/node-postgres/migrator';
import { drizzle as onPglite } from 'drizzle-orm/pglite';
import { migrate as migratePglite } from 'drizzle-orm/pglite/migrator';
import pg from 'pg';

/** The database cannot be used as it is; the message says what to do. */
export class UnfitDatabase extends Error {
  override name = 'UnfitDatabase';
}

/** The database as its owner sees it: for migrations, roles and seeds, never for the Worker. */
export type Owner = {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
  migrate(): Promise<void>;
};

const migrationsFolder = resolve(import.meta.dirname, '../api/migrations');

/** The same for the same migrations. */
export function migrationsHash(): string {
  const all = createHash('sha256');
  for (const { hash } of readMigrationFiles({ migrationsFolder })) all.update(hash);
  return all.digest('hex').slice(0, 16);
}

/** The owner of an embedded database. */
export const pgliteOwner = (database: PGlite): Owner => ({
  query: async <Row>(text: string, values?: readonly unknown[]) =>
    (await database.query<Row>(text, values && [...values])).rows,
  migrate: () => migratePglite(onPglite(database), { migrationsFolder }),
});

/** Logs in as the owner of a Postgres, for as long as `use` takes. */
export async function withOwner<Result>(ownerUrl: string, use: (owner: Owner) => Promise<Result>): Promise<Result> {
  const client = clientFor(ownerUrl);
  client.on('error', () => {}); // a lost connection fails the query that is running
  await client.connect().catch((error: NodeJS.ErrnoException) => {
    // A name with several addresses fails without words of its own.
    const why = error.message || error.code;
    const isNobodyThere = !(error instanceof pg.DatabaseError);
    const where = `${isNobodyThere ? 'whether it runs there, and ' : ''}at its URL, DATABASE_URL or OWNER_DATABASE_URL`;
    const message = `Cannot log in to the database: ${why}. Look ${where}.`;
    throw new UnfitDatabase(message, { cause: error });
  });
  try {
    return await use({
      query: async (text, values) => (await client.query(text, values && [...values])).rows,
      migrate: () => migratePg(onPg(client), { migrationsFolder }),
    });
  } finally {
    await client.end();
  }
}

function clientFor(ownerUrl: string): pg.Client {
  if (!/^postgres(ql)?:/.test(ownerUrl)) {
    const example = 'postgresql://everthread:password@localhost:5432/everthread';
    throw new UnfitDatabase(`DATABASE_URL or OWNER_DATABASE_URL must be the URL of a Postgres, such as ${example}.`);
  }
  try {
    return new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  } catch (cause) {
    const message = 'DATABASE_URL or OWNER_DATABASE_URL is no URL. In its password a # is written %23 and a / %2F.';
    throw new UnfitDatabase(message, { cause });
  }
}
