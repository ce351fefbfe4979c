import { findEmptyDatabase } from './fresh-pglite.ts';

// Part of the build, so that the first start need not wait for it.
await findEmptyDatabase();
