import type { Expectation } from '@everthread/shared/models/promise';
import { readOutlook } from './outlook.ts';

/** For so long what the page said when it was opened is still said: who writes later would be promised another time. */
const GOOD_FOR_MS = 10 * 60_000;

/** What who writes now may expect, as the page itself says, for a while. Undefined where it does not. */
export function readExpected(page: Document, now: () => Date): () => Expectation | undefined {
  const until = now().getTime() + GOOD_FOR_MS;
  const expected = readOutlook(page)?.expected;
  return () => (now().getTime() < until ? expected : undefined);
}
