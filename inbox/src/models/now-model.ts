import type { Clock } from '@everthread/shared/client/clock';
import { createModel, effect, signal } from '@preact/signals';

const MINUTE_MS = 60_000;

/** The time, told anew with every full minute. */
export const NowModel = createModel((clock: Clock) => {
  const now = signal(clock.now());

  effect(() =>
    clock.after(MINUTE_MS - (now.value % MINUTE_MS), () => {
      now.value = clock.now();
    }),
  );

  return { now };
});
export type NowModel = InstanceType<typeof NowModel>;
