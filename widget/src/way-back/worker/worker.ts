import type { VisitorPush } from '@everthread/shared/models/way-back';
import { OPEN } from '../../in-place/open-message.ts';
import { onPage } from '../on-page.ts';
import { shownPush } from '../shown-push.ts';
import { wayBackWords } from '../words.ts';

declare const self: ServiceWorkerGlobalScope;

// Tells a visitor of answers. One for each workspace, and never in the way of a page: it answers no request. A site may
// import it into a worker of its own, whose scope lies below its script.
const scope = new URL(self.registration.scope);
const isInPlace = scope.pathname.startsWith(`${self.location.pathname}/`);

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));

self.addEventListener('push', (event) => {
  event.waitUntil(hear(read(event.data)));
});

function read(data: PushMessageData | null): VisitorPush | undefined {
  try {
    return data?.json() as VisitorPush;
  } catch {
    return undefined;
  }
}

async function hear(push: VisitorPush | undefined): Promise<void> {
  if (push?.type === 'close') {
    for (const shown of await self.registration.getNotifications({ tag: push.threadId })) shown.close();
    return;
  }
  const { title, options } = shownPush(push, wayBackWords(navigator.languages).w, scope);
  if (isInPlace) options.data.url = onPage(push, scope.origin);
  await self.registration.showNotification(title, options);
}

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const { url } = event.notification.data as { url: string };
  event.waitUntil(open(url));
});

/** A window that shows the thread already comes to the front. */
async function open(url: string): Promise<void> {
  const wanted = new URL(url, self.location.origin);
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const there = windows.find((window) => new URL(window.url).pathname === wanted.pathname && isOurs(wanted));
  if (!there) await self.clients.openWindow(wanted.href);
  else {
    await there.focus();
    if (isInPlace) there.postMessage(OPEN);
  }
}

const isOurs = ({ origin }: URL) => origin === self.location.origin;
