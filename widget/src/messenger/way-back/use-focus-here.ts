import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

/** Whose focus is gone with what the step before had to press or to type in goes on from this place. */
export function useFocusHere(place: RefObject<HTMLElement | null>, step: string): void {
  useLayoutEffect(() => {
    if (document.activeElement === document.body) place.current?.focus();
  }, [step]);
}
