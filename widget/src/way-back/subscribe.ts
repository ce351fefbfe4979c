import type { VisitorKey } from '@everthread/shared/models/visitor';
import { newVisitorDevice } from './visitor-device.ts';

export type Subscribed = { name: 'done' } | { name: 'denied' } | { name: 'failed' };

type Browser = Pick<Window, 'navigator'> & {
  Notification: Pick<typeof Notification, 'requestPermission'>;
  trustedTypes?: TrustedTypes;
};
type TrustedTypes = {
  createPolicy(name: string, rules: { createScriptURL(): string }): { createScriptURL(url: string): string };
};

/** Whether this browser can be pushed to, here and now. On iOS only an app on the Home Screen can. */
export const canSubscribe = (page: Window): boolean =>
  'serviceWorker' in page.navigator && 'PushManager' in page && 'Notification' in page;

/**
 * Asks for permission, subscribes this browser for the workspace's key, and tells the server by which key it is known.
 * Must follow a press. One service worker for each workspace: a registration holds one key.
 */
export async function subscribe(
  page: Browser,
  {
    workspaceId,
    publicKey,
    keyOf,
  }: { workspaceId: string; publicKey: string; keyOf: () => Promise<VisitorKey | undefined> },
): Promise<Subscribed> {
  if ((await page.Notification.requestPermission()) !== 'granted') return { name: 'denied' };
  try {
    const scope = `/notify/${workspaceId}`;
    const subscription = await subscribeBy(page, { script: `${scope}/worker.js`, scope, publicKey });
    const key = await keyOf();
    if (!key) return { name: 'failed' };
    const answer = await fetch('/api/visitor/push-device', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(newVisitorDevice(workspaceId, key, subscription.toJSON())),
      credentials: 'omit',
    });
    return { name: answer.ok ? 'done' : 'failed' };
  } catch {
    return { name: 'failed' };
  }
}

/** Subscribes with the service worker of this script, which takes over no page outside of its scope. */
export async function subscribeBy(
  page: Pick<Browser, 'navigator' | 'trustedTypes'>,
  { script, scope, publicKey }: { script: string; scope: string; publicKey: string },
): Promise<PushSubscription> {
  const { pushManager } = await registerWorker(page, script, scope);
  return subscribeFor(pushManager, publicKey);
}

async function registerWorker(
  page: Pick<Browser, 'navigator' | 'trustedTypes'>,
  script: string,
  scope: string,
): Promise<ServiceWorkerRegistration> {
  const { serviceWorker } = page.navigator;
  const registration = await serviceWorker.register(trusted(page, script), { scope, updateViaCache: 'none' });
  const { installing, waiting } = registration;
  const coming = installing ?? waiting;
  // A subscription wants a worker that is active.
  if (coming && !registration.active) {
    await new Promise<void>((resolve) => {
      coming.addEventListener('statechange', () => coming.state === 'activated' && resolve());
      if (coming.state === 'activated') resolve();
    });
  }
  return registration;
}

/** One that was made for another key, as the workspace's was once, gives way. */
async function subscribeFor(pushManager: PushManager, publicKey: string): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey: publicKey };
  const known = await pushManager.getSubscription();
  const knownKey = known?.options?.applicationServerKey;
  if (known && knownKey && toBase64url(knownKey) !== publicKey) await known.unsubscribe();
  return pushManager.subscribe(options);
}

const toBase64url = (bytes: ArrayBuffer): string =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

let policy: { createScriptURL(url: string): string } | undefined;

/** The page's policy lets nothing become a script but the worker's address, by this one name. */
function trusted(page: Pick<Browser, 'trustedTypes'>, url: string): string {
  policy ??= page.trustedTypes?.createPolicy('visitor-worker', { createScriptURL: () => url });
  return policy ? policy.createScriptURL(url) : url;
}
