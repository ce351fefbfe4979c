/** A browser's subscription as the server is told of it. */
export function newVisitorDevice(workspaceId: string, key: string, { endpoint, keys = {} }: PushSubscriptionJSON) {
  return { workspaceId, key, endpoint, keys: { p256dh: keys.p256dh, auth: keys.auth } };
}
