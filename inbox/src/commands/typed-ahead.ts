import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { ahead } from '../screens/thread/composer-id.ts';

/**
 * What is typed after something was asked for and before its code is here: without it the first letters of a quick hand
 * would be lost, or worse, be shortcuts.
 */
export function useTypedAhead(isCovered: RefObject<boolean>): () => string {
  const typed = useRef('');
  useEffect(() => {
    const ends = new AbortController();
    document.addEventListener(
      'keydown',
      (event) => {
        if (!isCovered.current || document.querySelector('dialog[open]')) return;
        if (event.key === 'Escape') ahead.take?.(); // and waits for the composer no more
        if (event.isComposing || event.key.length > 1 || event.ctrlKey || event.metaKey || event.altKey) return;
        typed.current += event.key;
        event.preventDefault();
      },
      { signal: ends.signal, capture: true },
    );
    return () => ends.abort();
  }, []);
  return () => {
    const taken = typed.current;
    typed.current = '';
    return taken;
  };
}
