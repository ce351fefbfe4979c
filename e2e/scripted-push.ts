import type { NewDevice } from '@everthread/shared/models/device';
import type { BrowserContext, CDPSession, Page, Worker } from 'playwright-core';
import { vi } from 'vitest';

// A browser subscribes at its maker's own service, which no test may need: so what it would get from there comes from
// the scripted one, and what that has decrypted is handed to the service worker as the browser would. The browser that
// the tests bring shows no notifications: its owner's word and the place where they would hang are scripted too.

const A_WHILE = { timeout: 45_000, interval: 200 };

/** In the page: the owner's word, and the outside service's part of a subscription. */
export function scriptBrowser({ endpoint, keys }: Pick<NewDevice, 'endpoint' | 'keys'>): void {
  if (!('PushManager' in globalThis)) return;
  let own: object | null = null;
  const unsubscribe = async () => {
    own = null;
    return true;
  };
  Object.assign(PushManager.prototype, {
    getSubscription: async () => own,
    subscribe: async () => {
      own = { endpoint, toJSON: () => ({ endpoint, keys }), unsubscribe };
      return own;
    },
  });
  const permission = () => (localStorage.getItem('asked') ? 'granted' : 'default');
  Object.defineProperty(Notification, 'permission', { get: permission });
  Notification.requestPermission = async () => {
    localStorage.setItem('asked', 'yes');
    return permission();
  };
}

type Hung = { title: string; body: string; tag: string; data: unknown; close(): void };

/** What of the service worker's own surroundings is looked at here, and the place where its notifications hang. */
type WorkerScope = {
  hung?: Hung[] | undefined;
  registration: object;
  clients: { openWindow(address: string): Promise<null> };
  dispatchEvent(event: Event): boolean;
  ExtendableEvent: new (type: string) => Event & { waitUntil(work: Promise<unknown>): void };
};

/**
 * The service worker of this scope in a browser. `beside`: a page of the same site that stays, so that the process in
 * which the worker lives outlasts each window.
 */
export async function serviceWorkerOf(context: BrowserContext, beside: Page, scope: string) {
  const devtools: CDPSession = await context.newCDPSession(beside);
  const registrationId = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL === scope);
      if (ours) resolve(ours.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');

  /** Woken where it sleeps; its notifications hang where they can be looked at. */
  async function worker(): Promise<Worker> {
    await devtools.send('ServiceWorker.startWorker', { scopeURL: scope });
    return vi.waitFor(async () => {
      const found = context.serviceWorkers().at(-1);
      if (!found) throw new Error('There is no service worker yet');
      await found.evaluate(hangNotifications);
      return found;
    }, A_WHILE);
  }

  return {
    worker,
    /** Hands it a push, as the browser does with what its service sends. */
    async deliver(payload: unknown): Promise<void> {
      await worker();
      await devtools.send('ServiceWorker.deliverPushMessage', {
        origin: new URL(scope).origin,
        registrationId: await registrationId,
        data: JSON.stringify(payload),
      });
    },
    notifications: async () =>
      (await worker()).evaluate(() =>
        ((globalThis as unknown as WorkerScope).hung ?? []).map(({ title, body, tag }) => ({ title, body, tag })),
      ),
    /** What a click on the notification does: the address that it opens, where no window is open. */
    click: async () =>
      (await worker()).evaluate(async () => {
        const own = globalThis as unknown as WorkerScope;
        const opened: string[] = [];
        own.clients.openWindow = async (address) => {
          opened.push(address);
          return null;
        };
        const done: Promise<unknown>[] = [];
        const event = Object.assign(new own.ExtendableEvent('notificationclick'), {
          notification: own.hung?.[0],
          // Only a person's click may bring a window to the front.
          waitUntil: (work: Promise<unknown>) => void done.push(work.catch(() => {})),
        });
        own.dispatchEvent(event);
        await Promise.all(done);
        return opened;
      }),
  };
}

/** In the service worker. */
function hangNotifications(): void {
  const scope = globalThis as unknown as WorkerScope;
  if (scope.hung) return;
  scope.hung = [];
  Object.assign(scope.registration, {
    getNotifications: async () => [...(scope.hung ?? [])],
    showNotification: async (title: string, options: Omit<Hung, 'title' | 'close'>) => {
      const close = () => {
        scope.hung = scope.hung?.filter(({ tag }) => tag !== options.tag);
      };
      close();
      scope.hung?.push({ title, ...options, close });
    },
  });
}
