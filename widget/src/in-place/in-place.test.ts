import { expect, test, vi } from 'vitest';
import { IN_PLACE } from '../channel.ts';
import { findInPlace, type InPlace } from '../messenger/way-back/in-place.ts';
import { OPEN } from './open-message.ts';
import { serveInPlace } from './serve-in-place.ts';

const WORKER = new URL('https://shop.example/everthread-worker.js');
const SCOPE = 'https://shop.example/everthread-worker.js/w1';
const SUBSCRIPTION = { endpoint: 'https://push.example/1', keys: { p256dh: 'p', auth: 'a' } };

type Options = { permission?: string; answer?: string; known?: { scope: string } | undefined; origin?: string };

/** A site's page and the messenger on it, and what was asked of the browser and of the server. */
function site({ permission = 'default', answer = 'granted', known, origin = WORKER.origin }: Options = {}) {
  const hung = [{ close: vi.fn() }];
  const registration = (scope: string) => ({
    scope,
    active: {},
    pushManager: {
      getSubscription: async () => ({ toJSON: () => SUBSCRIPTION }),
      subscribe: async () => ({ toJSON: () => SUBSCRIPTION }),
    },
    getNotifications: async () => hung,
  });
  const serviceWorker = Object.assign(new EventTarget(), {
    register: vi.fn(async (_script: string, { scope }: { scope: string }) => registration(new URL(scope, WORKER).href)),
    getRegistration: async () => known && registration(known.scope),
  });
  const page = {
    location: { origin },
    navigator: { serviceWorker },
    PushManager: {},
    Notification: { permission, requestPermission: async () => answer },
  };
  const calls: unknown[][] = [];
  const everthread = vi.fn((...call: unknown[]) => calls.push(call));
  serveInPlace(page as never, WORKER, 'w1', everthread);
  const listener = calls.find(([name, event]) => name === 'on' && event === IN_PLACE)?.[2] as
    | ((port: MessagePort) => void)
    | undefined;

  const asked: unknown[] = [];
  let isPushedTo = true;
  const asVisitor = async (path: string, body?: unknown) => {
    asked.push(body ? [path, body] : path);
    return { publicKey: 'vapid', devices: [{ isCurrent: true, isPushedTo }] } as never;
  };
  const thread = {
    handToPage: (event: string, port: MessagePort) => void (event === IN_PLACE && listener?.(port)),
    whereIs: async () => ({ key: 'k'.repeat(43) }) as never,
  };
  return {
    serviceWorker,
    calls,
    asked,
    hung,
    isAnothers: () => {
      isPushedTo = false;
    },
    found: () => new Promise<InPlace>((resolve) => void findInPlace(thread, asVisitor, 'w1', resolve)),
  };
}

const KEPT = ['push-device', { workspaceId: 'w1', key: 'k'.repeat(43), ...SUBSCRIPTION }];

test('a press asks on the site’s own page, and the subscription hangs on the visitor’s own key', async () => {
  const { found, serviceWorker, asked } = site();
  expect(await (await found()).ask()).toBe('done');
  expect(serviceWorker.register).toHaveBeenCalledWith(WORKER.href, {
    scope: '/everthread-worker.js/w1', // below the script, where no page of the site lies
    updateViaCache: 'none',
  });
  expect(asked).toEqual(['push-key', KEPT]);
});

test('who refuses is subscribed nowhere', async () => {
  const { found, serviceWorker, asked } = site({ answer: 'denied' });
  expect(await (await found()).ask()).toBe('denied');
  expect(serviceWorker.register).not.toHaveBeenCalled();
  expect(asked).toEqual(['push-key']);
});

test('a browser that is subscribed says so whenever the messenger is there, and what hung is read', async () => {
  const { found, asked, hung } = site({ permission: 'granted', known: { scope: SCOPE } });
  await found();
  expect(asked).toEqual(['push-key', 'devices', KEPT]);
  expect(hung[0]?.close).toHaveBeenCalled();
});

test('Q5 what another has left in this browser is not his who is here now', async () => {
  const { found, asked, isAnothers } = site({ permission: 'granted', known: { scope: SCOPE } });
  isAnothers();
  await found();
  expect(asked).toEqual(['push-key', 'devices']);
});

test('a worker that the site has for its own pages is left alone', async () => {
  const { found, asked, hung } = site({ permission: 'granted', known: { scope: 'https://shop.example/' } });
  await found();
  expect(asked).toEqual(['push-key']);
  expect(hung[0]?.close).not.toHaveBeenCalled();
});

test('a worker of another site’s is none', () => {
  expect(site({ origin: 'https://other.example' }).calls).toEqual([]);
});

test('a click opens the messenger on a page that is there, if it is our worker that says so', () => {
  const { serviceWorker, calls } = site();
  const say = (data: unknown, scriptURL: string) =>
    serviceWorker.dispatchEvent(Object.assign(new Event('message'), { data, source: { scriptURL } }));
  say(OPEN, 'https://shop.example/other.js');
  say('other', WORKER.href);
  expect(calls).toHaveLength(1);
  say(OPEN, WORKER.href);
  expect(calls.at(-1)).toEqual(['open']);
});
