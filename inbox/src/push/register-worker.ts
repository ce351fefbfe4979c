const WORKER = '/inbox/worker.js';
const SCOPE = '/inbox';

let registered: Promise<ServiceWorkerRegistration | undefined> | undefined;

/** The inbox's service worker, registered once a page: `undefined` where there can be none. */
export function registerWorker(page: Window): Promise<ServiceWorkerRegistration | undefined> {
  registered ??= register(page).catch(() => undefined);
  return registered;
}

async function register(page: Window): Promise<ServiceWorkerRegistration | undefined> {
  const { serviceWorker } = page.navigator;
  if (!serviceWorker) return undefined;
  return serviceWorker.register(trusted(page), { scope: SCOPE, updateViaCache: 'none' });
}

type TrustedTypes = {
  createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(url: string): string };
};

/** The page's policy lets nothing become a script but this one address, by this one name. */
function trusted(page: Window): string {
  const { trustedTypes } = page as Window & { trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('inbox-worker', { createScriptURL: () => WORKER });
  return policy ? policy.createScriptURL(WORKER) : WORKER;
}
