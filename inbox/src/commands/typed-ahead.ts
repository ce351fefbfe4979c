import { useEffect, useRef } from 'preact/hooks';

/**
 * What is typed after something was asked for and before its code is here. Returned by the call it makes; without it
 * the first letters of a quick hand would be lost, or worse, be shortcuts.
 */
export function useTypedAhead(isWaiting: boolean): () => string {
  const typed = useRef('');
  useEffect(() => {
    if (!isWaiting) return;
    typed.current = '';
    const ends = new AbortController();
    document.addEventListener(
      'keydown',
      (event) => {
        if (document.querySelector('dialog[open]') || event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.isComposing || event.key.length > 1) return;
        typed.current += event.key;
        event.preventDefault();
      },
      { signal: ends.signal, capture: true },
    );
    return () => ends.abort();
  }, [isWaiting]);
  return () => typed.current;
}
