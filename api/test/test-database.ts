import { inject } from 'vitest';
import { serveTestPostgres, type TestDatabase } from '../../local/test-database.ts';
import type {} from './share-database.ts'; // which says what is given

export type { TestDatabase };

/**
 * The migrated Postgres that all tests of a run share. Each test makes a workspace of its own, so they do not meet.
 * The URLs are for Neon's client: `connect(appUrl)`.
 */
export async function startTestDatabase(): Promise<TestDatabase> {
  return { ...inject('testDatabase'), stop: async () => {} };
}

/** A migrated Postgres of one's own, for what others' rows would disturb. Takes half a second; end it with `stop`. */
export const startTestPostgres = (): Promise<TestDatabase> => serveTestPostgres();
