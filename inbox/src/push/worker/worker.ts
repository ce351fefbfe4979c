import type { TopicId } from '@everthread/shared/models/ids';
import type { PushPayload } from '@everthread/shared/models/notification';
import { enPush as w } from '../../locales/en-push.ts';
import { askToOpen } from '../ask-to-open.ts';
import { chooseWindow } from '../choose-window.ts';
import { type NotificationData, notificationOf, topicsLeft, unreadableNotification } from '../notification-of.ts';
import { answerFile, answerPage, type Build, forgetOldShells, keepShell, kindOf, SLOW_MS } from '../shell.ts';
import { keepSubscription } from './keep-subscription.ts';

declare const self: ServiceWorkerGlobalScope;
/** Put here by the build. */
declare const INBOX_BUILD: Build;
declare const INBOX_ICONS: { icon: string; badge: string };

self.addEventListener('install', (event) => {
  const begin = async () => {
    await keepShell(caches, INBOX_BUILD, fetch);
    await self.skipWaiting(); // an older one would go on keeping an older page
  };
  event.waitUntil(begin());
});

self.addEventListener('activate', (event) => {
  const begin = async () => {
    await forgetOldShells(caches, INBOX_BUILD);
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  };
  event.waitUntil(begin());
});

self.addEventListener('fetch', (event) => {
  const kind = kindOf(event.request, self.location.origin);
  if (kind === 'file') event.respondWith(answerFile(caches, event.request));
  if (kind !== 'page') return;
  const network = Promise.resolve(event.preloadResponse as Promise<Response | undefined>).then(
    (early) => early ?? fetch(event.request),
  );
  network.catch(() => {}); // where the kept page was quicker nobody waits for it
  const slow = new Promise((resolve) => setTimeout(resolve, SLOW_MS));
  event.respondWith(answerPage(caches, INBOX_BUILD, network, slow));
});

self.addEventListener('push', (event) => {
  event.waitUntil(take(read(event.data)));
});

function read(data: PushMessageData | null): PushPayload | undefined {
  try {
    return data?.json() as PushPayload | undefined;
  } catch {
    return undefined;
  }
}

async function take(payload: PushPayload | undefined): Promise<void> {
  if (payload?.type === 'close') await close(payload.topicIds);
  else {
    const { title, ...options } = payload ? notificationOf(payload, w) : unreadableNotification(w);
    await self.registration.showNotification(title, { ...options, ...INBOX_ICONS } as NotificationOptions);
  }
  await countNotifications();
}

// A window of the inbox, in which something was read.
self.addEventListener('message', (event) => {
  const payload = event.data as PushPayload | null;
  if (payload?.type === 'close') event.waitUntil(close(payload.topicIds));
});

/** Takes away what tells only of these topics; what tells of others as well tells from now on of those. */
async function close(topicIds: readonly TopicId[]): Promise<void> {
  for (const notification of await self.registration.getNotifications()) {
    const data = notification.data as NotificationData | null;
    if (!data?.topicIds.some((id) => topicIds.includes(id))) continue;
    const left = topicsLeft(data, topicIds);
    if (left.length === 0) notification.close();
    else {
      const { title, body, tag } = notification;
      const quietly = { body, tag, data: { ...data, topicIds: left }, silent: true };
      await self.registration.showNotification(title, { ...quietly, ...INBOX_ICONS });
    }
  }
}

/** The number at the app's icon, until a window is open and knows better. */
async function countNotifications(): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  if (windows.length > 0 || !navigator.setAppBadge) return;
  const shown = await self.registration.getNotifications();
  const topics = new Set(shown.flatMap(({ data }) => (data as NotificationData | null)?.topicIds ?? []));
  await (topics.size > 0 ? navigator.setAppBadge(topics.size) : navigator.clearAppBadge());
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { path } = (event.notification.data as NotificationData | null) ?? { path: '/inbox' };
  event.waitUntil(open(path));
});

async function open(path: string): Promise<void> {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const window = chooseWindow(windows, path);
  if (!window) return void (await self.clients.openWindow(path));
  const isTaken = askToOpen(window, path);
  await window.focus().catch(() => {}); // it is led there all the same
  if (await isTaken) return;
  await window.navigate(path).catch(() => self.clients.openWindow(path));
}

self.addEventListener('pushsubscriptionchange', (event) => {
  event.waitUntil(keepSubscription(self.registration, event as PushSubscriptionChangeEvent));
});
