const SECTIONS = 'section[aria-label], section[aria-labelledby]';
const PLACES = `${SECTIONS}, dialog, main`;

/**
 * Whoever presses what then goes, or is switched off while it works, would begin anew at the top of the page. The focus is
 * on the place around it instead, and on it again once it is switched on. Returns its end.
 */
export function keepFocus(page: Document): () => void {
  let held: HTMLElement | undefined;
  let places: readonly HTMLElement[] = []; // around it, the nearest first; around what was held before where there is none
  let standIn: HTMLElement | undefined;
  let looking: ReturnType<typeof setTimeout> | undefined;

  function remember(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement) || target === standIn || target === page.body) return;
    standIn = undefined;
    held = target;
    const around = placesAround(target);
    if (around.length > 0) places = around;
  }

  function look(): void {
    looking = undefined;
    if (!held) return;
    const { activeElement, body } = page;
    const isGone = !held.isConnected || held.matches(':disabled');
    if (!isGone && standIn && activeElement === standIn) held.focus({ preventScroll: true });
    if (!isGone || (activeElement !== body && activeElement !== held)) return;
    const place = places.find((each) => each.isConnected && each.checkVisibility());
    if (!place) return;
    if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
    place.style.outlineOffset = '-2px'; // a pane's edges would cut it off
    standIn = place;
    place.focus({ preventScroll: true });
  }

  // Who leaves it for nothing in particular has left it.
  function forget(): void {
    queueMicrotask(() => {
      if (page.activeElement === page.body && held?.isConnected && !held.matches(':disabled')) held = undefined;
    });
  }

  remember(page.activeElement);
  const ends = new AbortController();
  page.addEventListener('focusin', ({ target }) => remember(target), { signal: ends.signal });
  page.addEventListener('focusout', forget, { signal: ends.signal });
  // Not at once: what goes because it is left goes before the browser has given the focus to where one went.
  const changes = new MutationObserver(() => {
    looking ??= setTimeout(look);
  });
  changes.observe(page.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
  return () => {
    ends.abort();
    changes.disconnect();
    clearTimeout(looking);
  };
}

/** From the inside out; behind each the sections beside it, for it may go as a whole. */
function placesAround(element: Element): HTMLElement[] {
  const place = element.closest<HTMLElement>(PLACES);
  if (!place) return [];
  const { nextElementSibling: next, previousElementSibling: previous, parentElement: parent } = place;
  const beside = [next, previous].filter((each) => each instanceof HTMLElement && each.matches(SECTIONS));
  return [place, ...(beside as HTMLElement[]), ...(parent ? placesAround(parent) : [])];
}
