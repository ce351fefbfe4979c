import { useLayoutEffect } from 'preact/hooks';
import { placeOf } from '../../commands/keys.ts';
import { ahead, COMPOSER_ID } from './composer-id.ts';
import { putInSelection } from './put-in.ts';

/** Whoever asked for the composer before it was here may have typed on: that is in it now, the caret behind it. */
export function useAhead(): void {
  useLayoutEffect(() => {
    ahead.isLost = false;
    const typed = ahead.take?.();
    const field = document.getElementById(COMPOSER_ID);
    if (typed === undefined || !(field instanceof HTMLTextAreaElement)) return;
    // Whoever has gone on to another field stays there.
    if (placeOf(document.activeElement) !== 'text') field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
    if (typed) putInSelection(field, typed);
  }, []);
}
