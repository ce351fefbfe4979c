import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Database } from '../src/db/connect.ts';
import { startTestDatabase, startTestPostgres, type TestDatabase } from './test-database.ts';

describe.each([
  ['PGlite', startTestDatabase],
  ['a Postgres', startTestPostgres],
] as const)('a test database on %s', (_name, start) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await start();
  });
  afterAll(() => database.stop());
  const first = async (db: Database, query: string) =>
    Object.values((await db.execute(sql.raw(query))).rows[0] ?? {})[0];

  test('is migrated, and its app is held by row-level security', async () => {
    const app = connect(database.appUrl);
    expect(await first(app, 'select session_user::text')).toBe('app');
    expect(await first(app, 'select assert_isolated_role()::text')).toBe('');
    expect(await first(app, 'select count(*)::int from messages')).toBe(0);
  });

  test('tells the Worker to refuse its owner', async () => {
    await expect(connect(database.ownerUrl).execute(sql`select assert_isolated_role()`)).rejects.toMatchObject({
      cause: { code: 'EV503' },
    });
  });
});
