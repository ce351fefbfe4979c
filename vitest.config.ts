import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: ['api/test/share-database.ts'],
    projects: [
      {
        test: {
          name: 'node',
          include: ['{shared,api,local,widget,inbox}/**/*.test.ts'],
          exclude: ['**/node_modules/**', '**/*.workers.test.ts', '**/*.dom.test.ts'],
          testTimeout: 15_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
