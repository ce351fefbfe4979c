import { readConfig } from '../src/config.ts';
import type { Surroundings } from '../src/context.ts';
import { connect } from '../src/db/connect.ts';
import { startTestDatabase } from './test-database.ts';

/** A configuration as an operator would write it. */
export const testConfig = (databaseUrl: string) =>
  readConfig({
    PUBLIC_URL: 'http://localhost:8787',
    FILES_URL: 'http://127.0.0.1:8787',
    DATABASE_URL: databaseUrl,
    SECRET: 'Zk3vQ9x1LmT7bR4wYp2sHn8cJd6fGa0eUi5o',
    SIGN_UP: 'open',
    MAIL_FROM: 'Everthread <support@mail.example>',
    RESEND_API_KEY: 're_123',
    RESEND_BASE_URL: 'http://127.0.0.1:1', // nobody listens: a test that mails brings its own
  });

/** What a request would have, on the database that all tests share. */
export async function testSurroundings(overrides: Partial<Surroundings> = {}): Promise<Surroundings> {
  const { appUrl } = await startTestDatabase();
  return {
    db: connect(appUrl),
    config: testConfig(appUrl),
    now: () => new Date(),
    newId: () => crypto.randomUUID(),
    ...overrides,
  };
}
