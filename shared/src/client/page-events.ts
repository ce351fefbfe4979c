/** What happens to a page that a connection should know of. */
export type PageEvent = 'online' | 'offline' | 'visible' | 'shown' | 'hidden';
export type WatchPage = (listener: (event: PageEvent) => void) => () => void;

/** Watches the network, the tab's visibility and the back/forward cache. Returns its end. */
export function watchPage(page: Window): WatchPage {
  return (listener) => {
    const ends = new AbortController();
    const { signal } = ends;
    const on = (target: EventTarget, type: string, event: PageEvent, isMeant = () => true) =>
      target.addEventListener(type, () => isMeant() && listener(event), { signal });

    on(page, 'online', 'online');
    on(page, 'offline', 'offline');
    on(page, 'pageshow', 'shown');
    on(page, 'pagehide', 'hidden');
    on(page.document, 'visibilitychange', 'visible', () => page.document.visibilityState === 'visible');
    return () => ends.abort();
  };
}
