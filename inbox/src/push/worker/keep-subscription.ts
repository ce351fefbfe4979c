import { deviceName } from '@everthread/shared/client/device-name';
import type { Devices } from '@everthread/shared/models/device';
import { newDeviceOf } from '../new-device.ts';

/** The browser has a new subscription, or has lost the old one: from now on the server knows it by that. */
export async function keepSubscription(
  { pushManager }: ServiceWorkerRegistration,
  { oldSubscription, newSubscription }: Pick<PushSubscriptionChangeEvent, 'oldSubscription' | 'newSubscription'>,
): Promise<void> {
  const subscription = newSubscription ?? (await subscribeAnew(pushManager));
  if (!subscription) return; // nobody is signed in: the inbox sees to it when it is opened
  const name = deviceName(navigator.userAgent);
  const answer = await fetch('/api/account/devices', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...newDeviceOf(subscription, name),
      ...(oldSubscription && { replaces: oldSubscription.endpoint }),
    }),
  });
  // Its user has taken it off the list meanwhile.
  if (answer.status === 404) await subscription.unsubscribe();
}

async function subscribeAnew(pushManager: PushManager): Promise<PushSubscription | undefined> {
  const answer = await fetch('/api/account/devices');
  if (!answer.ok) return undefined;
  const { publicKey } = (await answer.json()) as Devices;
  return pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey });
}
