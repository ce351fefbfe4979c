import { afterAll } from 'vitest';
import type { Surroundings } from '../src/context.ts';
import { connect } from '../src/db/connect.ts';
import { testConfig, testSurroundings } from './surroundings.ts';
import { startTestPostgres, type TestDatabase } from './test-database.ts';

/**
 * What a request would have, on a Postgres that a file's tests have to themselves, until they end: for what others' rows
 * would disturb.
 */
export async function ownPostgres(
  overrides: Partial<Surroundings> = {},
): Promise<{ database: TestDatabase; surroundings: Surroundings }> {
  const database = await startTestPostgres();
  afterAll(() => database.stop());
  const own = { db: connect(database.appUrl), config: testConfig(database.appUrl) };
  return { database, surroundings: await testSurroundings({ ...own, ...overrides }) };
}
