import type { ReadonlySignal } from '@preact/signals';

/** Resolves as soon as the signal's value is as wished. */
export function until<Value>(watched: ReadonlySignal<Value>, isWished: (value: Value) => boolean): Promise<void> {
  return new Promise((resolve) => {
    const end = watched.subscribe((value) => {
      if (!isWished(value)) return;
      resolve();
      // The first call comes before `subscribe` has returned its end.
      queueMicrotask(() => end());
    });
  });
}
