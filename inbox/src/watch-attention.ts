import { type ReadonlySignal, signal } from '@preact/signals';

/** Whether somebody looks at this window: it is visible and has the focus. */
export function watchAttention(page: Window): { isWatched: ReadonlySignal<boolean>; end: () => void } {
  const look = () => page.document.visibilityState === 'visible' && page.document.hasFocus();
  const isWatched = signal(look());
  const ends = new AbortController();
  const update = () => {
    isWatched.value = look();
  };
  for (const type of ['focus', 'blur']) page.addEventListener(type, update, { signal: ends.signal });
  page.document.addEventListener('visibilitychange', update, { signal: ends.signal });
  return { isWatched, end: () => ends.abort() };
}
