import { deviceName } from '@everthread/shared/client/device-name';
import type { Browser } from '../models/device-model.ts';
import { newDeviceOf } from './new-device.ts';
import { registerWorker } from './register-worker.ts';

/** The browser that this page is in. */
export function thisBrowser(page: Window & typeof globalThis): Browser {
  const name = deviceName(page.navigator.userAgent);
  const manager = async () => {
    const registration = await registerWorker(page);
    if (!registration) throw new Error('There is no service worker');
    await page.navigator.serviceWorker.ready;
    return registration.pushManager;
  };
  return {
    name,
    support: supportOf(page),
    permission: () => page.Notification.permission,
    ask: () => page.Notification.requestPermission(),
    subscription: async () => (await manager()).getSubscription(),
    subscribe: async (publicKey) =>
      (await manager()).subscribe({ userVisibleOnly: true, applicationServerKey: publicKey }),
    toNewDevice: (subscription) => newDeviceOf(subscription, name),
    storage: storageOf(page),
  };
}

function supportOf(page: Window & typeof globalThis): Browser['support'] {
  if ('PushManager' in page && 'Notification' in page && 'serviceWorker' in page.navigator) return 'yes';
  // Safari on iPhone and iPad has push in what is on the home screen, and nowhere else.
  return 'standalone' in page.navigator && page.navigator.standalone === false ? 'install-first' : 'no';
}

function storageOf(page: Window): Storage | undefined {
  try {
    return page.localStorage;
  } catch {
    return undefined;
  }
}
