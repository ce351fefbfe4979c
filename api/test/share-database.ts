import type { TestProject } from 'vitest/node';
import { serveTestPostgres } from '../../local/test-database.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    testDatabase: { appUrl: string; ownerUrl: string };
  }
}

/** Vitest's global set-up: one database for all the tests of a project. */
export default async function shareDatabase(project: TestProject): Promise<() => Promise<void>> {
  const { appUrl, ownerUrl, stop } = await serveTestPostgres();
  project.provide('testDatabase', { appUrl, ownerUrl });
  return stop;
}
