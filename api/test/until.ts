import { vi } from 'vitest';

/** Tries an expectation until it holds, for as long as a busy machine may need. */
export const until = <Result>(holds: () => Result | Promise<Result>): Promise<Result> =>
  vi.waitFor(holds, { timeout: 20_000, interval: 50 });
