import { IN_PLACE } from '../channel.ts';
import { canSubscribe, subscribeBy } from '../way-back/subscribe.ts';
import { OPEN } from './open-message.ts';

/** What the page says to the messenger: that it can be pushed to, and as what it is; how an attempt ended. */
export type FromPage =
  | [type: 'here', subscription: PushSubscriptionJSON | undefined]
  | [type: 'subscribed', subscription: PushSubscriptionJSON]
  | [type: 'denied' | 'failed'];
export type ToPage = [type: 'ask', publicKey: string];

type Page = Window & { Notification: typeof Notification };
type Call = (name: string, ...args: unknown[]) => unknown;

/**
 * Asks for permission and subscribes on the site's own page, when the messenger says so. The worker's scope is an address
 * below its own script, where no page lies: it takes over none, and stands beside any other worker of the site.
 */
export function serveInPlace(page: Page, worker: URL, workspaceId: string, everthread: Call): void {
  if (!canSubscribe(page) || worker.origin !== page.location.origin) return;
  const { serviceWorker } = page.navigator;
  const scope = `${worker.pathname}/${workspaceId}`;

  /** What hangs there is read now. */
  async function known(): Promise<PushSubscriptionJSON | undefined> {
    if (page.Notification.permission !== 'granted') return undefined;
    const registration = await serviceWorker.getRegistration(scope);
    if (registration?.scope !== new URL(scope, worker).href) return undefined; // the site's own, for all of its pages
    for (const shown of await registration.getNotifications()) shown.close();
    return (await registration.pushManager.getSubscription())?.toJSON();
  }

  async function ask(publicKey: string): Promise<FromPage> {
    if ((await page.Notification.requestPermission()) !== 'granted') return ['denied'];
    const subscription = await subscribeBy(page, { script: worker.href, scope, publicKey });
    return ['subscribed', subscription.toJSON()];
  }

  everthread('on', IN_PLACE, async (port: unknown) => {
    if (!(port instanceof MessagePort)) return;
    const say = (message: FromPage) => port.postMessage(message);
    port.onmessage = ({ data: [type, publicKey] }: MessageEvent<ToPage>) => {
      if (type === 'ask') ask(publicKey).then(say, () => say(['failed']));
    };
    say(['here', await known().catch(() => undefined)]);
  });
  serviceWorker.addEventListener('message', ({ data, source }) => {
    if (data === OPEN && (source as ServiceWorker | null)?.scriptURL === worker.href) everthread('open');
  });
}
