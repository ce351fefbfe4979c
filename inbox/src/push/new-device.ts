import type { NewDevice } from '@everthread/shared/models/device';

/** A browser's subscription as the server is told of it. */
export function newDeviceOf(subscription: PushSubscription, name: string): NewDevice {
  const { endpoint, keys = {} } = subscription.toJSON();
  return { endpoint: endpoint ?? '', keys: { p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' }, name };
}
