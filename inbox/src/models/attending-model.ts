import type { Clock } from '@everthread/shared/client/clock';
import { createModel, effect, type ReadonlySignal, signal } from '@preact/signals';

/** Whoever has not touched anything for so long sits elsewhere by now. */
export const UNTOUCHED_MS = 2 * 60_000;

/** Whether somebody sits before this window: it is looked at, and was touched lately. */
export const AttendingModel = createModel((isWatched: ReadonlySignal<boolean>, clock: Clock) => {
  const isAttending = signal(false);
  let touchedAt = clock.now();
  let endWait = () => {};

  function look(): void {
    endWait();
    const leftMs = touchedAt + UNTOUCHED_MS - clock.now();
    isAttending.value = isWatched.peek() && leftMs > 0;
    if (isAttending.peek()) endWait = clock.after(leftMs, look);
  }

  const unwatch = effect(() => {
    if (isWatched.value) touchedAt = clock.now();
    look();
  });

  return {
    isAttending,
    touched() {
      touchedAt = clock.now();
      if (!isAttending.peek()) look();
    },
    end() {
      unwatch();
      endWait();
    },
  };
});
export type AttendingModel = InstanceType<typeof AttendingModel>;
