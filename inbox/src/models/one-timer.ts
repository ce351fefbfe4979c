import type { Clock } from '@everthread/shared/client/clock';

/** Something that is to be done soon, once for all who ask for it, at the earliest of the times they name. */
export function oneTimer(clock: Clock, work: () => void) {
  let next: { at: number; end: () => void } | undefined;
  return {
    within(ms: number): void {
      const at = clock.now() + ms;
      if (next && next.at <= at) return;
      next?.end();
      const end = clock.after(ms, () => {
        next = undefined;
        work();
      });
      next = { at, end };
    },
    end(): void {
      next?.end();
      next = undefined;
    },
  };
}
