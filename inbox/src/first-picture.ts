const SOON_MS = 300;

/** Ends when the browser has shown what is drawn by now; in a window that nobody looks at, soon. */
export function nextPicture(page: Pick<Window, 'requestAnimationFrame' | 'setTimeout'>): Promise<void> {
  return new Promise((resolve) => {
    page.setTimeout(resolve, SOON_MS);
    page.requestAnimationFrame(() => page.setTimeout(resolve));
  });
}

/** The same fetch, which asks for nothing, and hands out nothing, before this: an answer would come before the picture. */
export function fetchBehind(fetch: typeof globalThis.fetch, picture: Promise<unknown>): typeof globalThis.fetch {
  let isShown = false;
  const shown = picture.then(() => {
    isShown = true;
  });
  return (path, init) => (isShown ? fetch(path, init) : shown.then(() => fetch(path, init)));
}
