import type { Clock } from '@everthread/shared/client/clock';

/** A clock that stands until it is moved. */
export function handClock(startMs = Date.UTC(2026, 10, 3, 10)): Clock & { pass(ms: number): void } {
  let nowMs = startMs;
  let waiting: { dueMs: number; callback: () => void }[] = [];
  return {
    now: () => nowMs,
    after(ms, callback) {
      const entry = { dueMs: nowMs + ms, callback };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    pass(ms) {
      const endMs = nowMs + ms;
      for (;;) {
        const next = waiting.toSorted((a, b) => a.dueMs - b.dueMs)[0];
        if (!next || next.dueMs > endMs) break;
        waiting = waiting.filter((other) => other !== next);
        nowMs = next.dueMs;
        next.callback();
      }
      nowMs = endMs;
    },
  };
}

/** Lets everything that is ready to go on go on. */
export const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
