import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './local/longest-first.ts';

// CI shares its machine: what fails there is tried once more, and the last lines say which needed it. At a desk nothing is.
const retry = process.env.CI ? 1 : 0;
// A machine with other work takes its time; what does not come fails a little later.
const patient = { poll: { timeout: 15_000 } };
const exclude = ['**/node_modules/**', '**/*.workers.test.ts'];

export default defineConfig({
  test: {
    // More than two processors' worth: they wait for the database most of the time.
    maxWorkers: 4,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
        test: {
          name: 'node',
          retry,
          expect: patient,
          globalSetup: ['api/test/share-database.ts'],
          include: ['{shared,api,local,widget,inbox,bench}/**/*.test.{ts,tsx}'],
          exclude,
          // Loading the same modules anew for each file cost a third of the lane; none of them works when imported.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [
          cloudflareTest(({ inject }) => ({
            main: './api/src/worker.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              bindings: {
                PUBLIC_URL: 'http://localhost:8787',
                FILES_URL: 'http://127.0.0.1:8787',
                DATABASE_URL: inject('testDatabase').appUrl,
                SECRET: 'Zk3vQ9x1LmT7bR4wYp2sHn8cJd6fGa0eUi5o',
                MAIL_FROM: 'Everthread <support@mail.example>',
                RESEND_API_KEY: 're_123',
              },
            },
          })),
        ],
        test: {
          name: 'workers',
          retry,
          expect: patient,
          // Of its own: a sweep goes over all the workspaces of a database.
          globalSetup: ['api/test/share-database.ts'],
          include: ['api/**/*.workers.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          retry,
          expect: patient,
          include: ['{e2e,local,bench}/**/*.e2e.ts'],
          globalSetup: ['e2e/share-system.ts'],
          maxWorkers: 3,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
