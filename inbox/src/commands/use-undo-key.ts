import { useEffect } from 'preact/hooks';
import { useApp } from '../app-context.ts';
import { isMac } from './is-mac.ts';
import { keyOf, placeOf } from './keys.ts';

/** Ctrl-Z takes back what was done last, on the screens that have no other keys. What is being written has its own. */
export function useUndoKey(): void {
  const { undo } = useApp();
  useEffect(() => {
    const ends = new AbortController();
    document.addEventListener(
      'keydown',
      (event) => {
        if (event.defaultPrevented || !undo.canUndo.peek()) return;
        if (keyOf(event, isMac()) !== 'Mod+z' || placeOf(event.target) === 'text') return;
        event.preventDefault();
        void undo.undoLast();
      },
      { signal: ends.signal },
    );
    return () => ends.abort();
  }, [undo]);
}
