type Page = {
  navigator: { onLine: boolean; serviceWorker?: { controller: unknown } };
  addEventListener: (type: 'online', then: () => void, options: { once: true }) => void;
};

/**
 * A browser never asks again for a module that it could not fetch: without a network, better not asked at all. Nothing where
 * it can be asked now, else when it can be.
 */
export function whenReachable(page: Page): Promise<void> | undefined {
  if (page.navigator.onLine || page.navigator.serviceWorker?.controller) return undefined;
  return new Promise((resolve) => page.addEventListener('online', resolve, { once: true }));
}
