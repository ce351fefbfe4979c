import { useEffect } from 'preact/hooks';
import type { InboxModel } from '../../models/inbox-model.ts';

/** Closing the window would lose what has not been sent; the browser asks first. */
export function useUnsentWarning(inbox: InboxModel): void {
  useEffect(() => {
    const ends = new AbortController();
    addEventListener('beforeunload', (event) => inbox.hasUnsent() && event.preventDefault(), { signal: ends.signal });
    return () => ends.abort();
  }, [inbox]);
}
