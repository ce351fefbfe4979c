import type { NewDevice } from '@everthread/shared/models/device';
import type { Browser, BrowserContext, CDPSession, Worker } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { newKey } from '../api/test/conversations.ts';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import { accessibilityTroubles } from './accessible.ts';
import { launchBrowser } from './browser.ts';
import { newMessageId, surroundingsOfSystem } from './people.ts';
import { startSystem } from './system.ts';

// A browser subscribes at its maker's own service, which no test may need: so what it would get from there comes from
// the scripted one, and what that has decrypted is handed to the service worker as the browser would. The browser that
// the tests bring shows no notifications: its owner's word and the place where they would hang are scripted too.

const A_WHILE = { timeout: 45_000, interval: 200 };

let browser: Browser;
let running: Awaited<ReturnType<typeof startSystem>>;
let context: BrowserContext;
let agent: TestAgent;
let device: NewDevice;
let devtools: CDPSession;
let registrationId: Promise<string>;
beforeAll(async () => {
  // Browsers have service workers on https, and on this machine's own name.
  [browser, running] = await Promise.all([launchBrowser(), startSystem('localhost')]);
  const surroundings = surroundingsOfSystem(running.system);
  agent = await newAgent(await newWorkspace(surroundings, 'Leaf & Clay'), 'owner', 'Mara');
  device = running.push.subscribe(surroundings.config.push.agentKeys.publicKey);
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  const [name = '', value = ''] = agent.cookie.split(/=(.*)/s);
  await context.addCookies([{ name, value, url: running.system.appUrl }]);
  await context.addInitScript(scriptBrowser, device);
  // Of the same site, so that its process, in which the service worker lives, outlasts each window of the inbox.
  const beside = await context.newPage();
  await beside.goto(`${running.system.appUrl}/w.js`);
  devtools = await context.newCDPSession(beside);
  registrationId = new Promise((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find(({ scopeURL }) => scopeURL === `${running.system.appUrl}/inbox`);
      if (ours) resolve(ours.registrationId);
    });
  });
  await devtools.send('ServiceWorker.enable');
});
let hasStopped = false;
const stop = async () => {
  if (!hasStopped) await running.stop();
  hasStopped = true;
};
afterAll(() => Promise.all([browser.close(), stop()]));

/** In the page: the owner's word, and the outside service's part of a subscription. */
function scriptBrowser({ endpoint, keys }: Pick<NewDevice, 'endpoint' | 'keys'>): void {
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

const url = (path: string) => `${running.system.appUrl}/inbox/${agent.workspaceId}${path}`;
const received = () => running.push.received.filter(({ endpoint }) => endpoint === device.endpoint);

async function visitorWrites(text: string): Promise<void> {
  const answer = await fetch(`${running.system.apiUrl}/api/visitor/threads`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: running.system.appUrl },
    body: JSON.stringify({
      workspaceId: agent.workspaceId,
      key: newKey(),
      message: { id: newMessageId(), text },
    }),
  });
  expect(answer.status).toBe(201);
}

/** Hands a push to the service worker, as the browser does with what its service sends. */
async function deliver(payload: unknown): Promise<void> {
  await worker();
  await devtools.send('ServiceWorker.deliverPushMessage', {
    origin: running.system.appUrl,
    registrationId: await registrationId,
    data: JSON.stringify(payload),
  });
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

/** The inbox's service worker, woken where it sleeps, whose notifications hang where they can be looked at. */
async function worker(): Promise<Worker> {
  await devtools.send('ServiceWorker.startWorker', { scopeURL: `${running.system.appUrl}/inbox` });
  return vi.waitFor(async () => {
    const found = context.serviceWorkers().at(-1);
    if (!found) throw new Error('There is no service worker yet');
    await found.evaluate(hangNotifications);
    return found;
  }, A_WHILE);
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

const notifications = async () =>
  (await worker()).evaluate(() =>
    ((globalThis as unknown as WorkerScope).hung ?? []).map(({ title, body, tag }) => ({ title, body, tag })),
  );

/** What a click on the notification does: the address that it opens, where no window is open. */
const click = async () =>
  (await worker()).evaluate(async () => {
    const scope = globalThis as unknown as WorkerScope;
    const opened: string[] = [];
    scope.clients.openWindow = async (address) => {
      opened.push(address);
      return null;
    };
    const done: Promise<unknown>[] = [];
    const event = Object.assign(new scope.ExtendableEvent('notificationclick'), {
      notification: scope.hung?.[0],
      // Only a person's click may bring a window to the front.
      waitUntil: (work: Promise<unknown>) => void done.push(work.catch(() => {})),
    });
    scope.dispatchEvent(event);
    await Promise.all(done);
    return opened;
  });

test('an agent turns it on with a press, is shown what he chooses from, and a test arrives', async () => {
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  await page.goto(url('/settings/notifications'));
  await page.getByText('You are not told on this device.').waitFor();
  expect(await accessibilityTroubles(page)).toEqual([]);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByText('You are told on this device.').waitFor();
  await page.getByRole('button', { name: 'Send a test' }).click();
  await page.getByText('Sent. It should be there in a moment.').waitFor();
  expect(received().map(({ payload }) => payload)).toEqual([{ type: 'test' }]);

  await page.getByRole('checkbox', { name: 'A visitor writes in a topic of yours: Sound' }).uncheck();
  await page.getByText('Saved: A visitor writes in a topic of yours').waitFor();
  await page.getByRole('switch', { name: 'Every day' }).check();
  await page.getByLabel('Until').fill('06:30');
  await page.getByText('Saved: Quiet hours').first().waitFor();
  await page.getByRole('switch', { name: 'Every day' }).uncheck();
  await page.reload();
  await page.getByText('You are told on this device.').waitFor();
  expect(await page.getByRole('checkbox', { name: 'A visitor writes in a topic of yours: Sound' }).isChecked()).toBe(
    false,
  );
  expect(await accessibilityTroubles(page)).toEqual([]);

  const { errors, url: manifest } = await (await context.newCDPSession(page)).send('Page.getAppManifest');
  expect([errors, new URL(manifest).pathname]).toEqual([[], '/inbox/manifest.webmanifest']);
  expect(troubles).toEqual([]);
  await page.close();
});

test('a visitor writes while nobody is there: the push tells who and what, and a click leads to the message', async () => {
  await visitorWrites('Is the blue teapot back?');
  await vi.waitFor(() => expect(received()).toHaveLength(2), A_WHILE);
  const [, push] = received();
  await deliver(push?.payload);

  await vi.waitFor(async () => {
    expect(await notifications()).toMatchObject([{ title: 'A visitor', body: 'Is the blue teapot back?' }]);
  }, A_WHILE);
  const [address = ''] = await click();
  expect(address).toMatch(/^\/inbox\/[\w-]{36}\/all\/[\w-]{36}\/[\w-]{36}\?message=[\w-]{36}$/);
  const page = await context.newPage();
  await page.goto(running.system.appUrl + address);
  await page.getByRole('region', { name: 'Messages' }).getByText('Is the blue teapot back?').waitFor();
  await page.close();
});

test('what is read goes from the screen; a click finds the window that is open', async () => {
  const page = await context.newPage();
  await page.goto(url('/all'));
  await page.getByRole('link', { name: 'Is the blue teapot back?' }).waitFor();
  await deliver(received()[1]?.payload);
  await vi.waitFor(async () => expect(await notifications()).toHaveLength(1), A_WHILE);
  expect(await click()).toEqual([]);
  await page.waitForURL(/\/all\/[\w-]{36}\/[\w-]{36}\?message=/);

  await visitorWrites('And the green one?');
  await page.getByRole('link', { name: 'And the green one?' }).waitFor();
  await vi.waitFor(async () => expect(await page.title()).toMatch(/^\(1\) /), A_WHILE);
  const [topicId] = await page.evaluate(async (workspaceId) => {
    const answer = await fetch(`/api/workspaces/${workspaceId}/notifications`);
    const { unread } = (await answer.json()) as { unread: { topic: { id: string; threadId: string } }[] };
    return unread.map(({ topic }) => topic.id);
  }, agent.workspaceId);
  await deliver({
    type: 'show',
    workspaceId: agent.workspaceId,
    notices: [
      { kind: 'unassigned', topicId, threadId: topicId, messageId: null, name: null, text: 'And the green one?' },
    ],
    more: 0,
  });
  await vi.waitFor(async () => expect(await notifications()).toHaveLength(1), A_WHILE);
  await page.getByRole('link', { name: 'And the green one?' }).click();
  await vi.waitFor(async () => expect(await notifications()).toEqual([]), A_WHILE);
  await vi.waitFor(async () => expect(await page.title()).not.toMatch(/^\(/), A_WHILE);

  // Read elsewhere, with no window open: the push says so.
  await deliver(received()[1]?.payload);
  await vi.waitFor(async () => expect(await notifications()).toHaveLength(1), A_WHILE);
  const shown = received()[1]?.payload as { notices: { topicId: string }[] };
  await deliver({ type: 'close', topicIds: shown.notices.map((notice) => notice.topicId) });
  await vi.waitFor(async () => expect(await notifications()).toEqual([]), A_WHILE);
  await page.close();
});

/** In the page: all that is kept of lists; threads are kept apart, and sooner. */
async function textKept(): Promise<string> {
  const result = <Value>(request: IDBRequest<Value>) =>
    new Promise<Value>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await result(indexedDB.open('everthread-inbox'));
  const kept = await result(database.transaction('kept').objectStore('kept').getAll());
  database.close();
  return JSON.stringify(kept.filter(({ value }) => value?.rows));
}

test('with the server gone a reload shows the list as it was', async () => {
  const page = await context.newPage();
  const row = (name: string) => page.getByRole('link', { name });
  await page.goto(url('/all'));
  await row('And the green one?').waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready);
  await vi.waitFor(async () => expect(await page.evaluate(textKept)).toContain('And the green one?'), A_WHILE);
  await stop();

  await page.reload();
  await row('And the green one?').waitFor();
  await row('Is the blue teapot back?').waitFor();
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url: address }) => new URL(address).pathname);
  });
  expect(kept).toContain('/inbox');
  expect(kept.filter((path) => path !== '/inbox' && !path.startsWith('/assets/inbox-'))).toEqual([]);
});
