import { ConfigError } from '../api/src/config.ts';
import { DataInUse } from './data-lock.ts';
import { UnfitDatabase } from './owner.ts';

/** Says why it cannot begin, in a sentence where that is for its operator to mend, and ends. */
export function explain(error: Error): never {
  const isExpected = [ConfigError, DataInUse, UnfitDatabase].some((kind) => error instanceof kind);
  console.error(isExpected ? `\n${error.message}\n` : error);
  process.exit(1);
}
