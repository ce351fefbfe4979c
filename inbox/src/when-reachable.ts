type Page = {
  navigator: { onLine: boolean; serviceWorker?: { controller: unknown } };
  addEventListener: (type: 'online', then: () => void, options: { once: true }) => void;
  fetch: (url: string, init: RequestInit) => Promise<unknown>;
};

/** `when`: the server can be asked. `knock`: looks whether it can be, whatever the browser says of the network. */
export type Reachable = { when: Promise<void>; knock: () => Promise<void> };

/**
 * A browser never asks again for a module that it could not fetch: without a network, better not asked at all. Nothing where
 * it can be asked now, else when it can be.
 */
export function whenReachable(page: Page): Reachable | undefined {
  if (page.navigator.onLine || page.navigator.serviceWorker?.controller) return undefined;
  const { promise: when, resolve } = Promise.withResolvers<void>();
  page.addEventListener('online', resolve, { once: true });
  const knock = () =>
    page.fetch('/inbox', { method: 'HEAD', cache: 'no-store' }).then(
      () => resolve(),
      () => {},
    );
  return { when, knock };
}
