import type { Device } from '@everthread/shared/models/device';
import type { DeviceId, UserId } from '@everthread/shared/models/ids';
import { createModel, signal } from '@preact/signals';
import type { NotificationsApi } from '../api/notifications-api.ts';

/** What a browser can do for pushes. */
export type Browser = {
  name: string;
  /** `install-first`: only once it is on the home screen. */
  support: 'yes' | 'no' | 'install-first';
  permission(): NotificationPermission;
  ask(): Promise<NotificationPermission>;
  subscription(): Promise<PushSubscription | null>;
  subscribe(publicKey: string): Promise<PushSubscription>;
  toNewDevice(subscription: PushSubscription): Parameters<NotificationsApi['keepDevice']>[0];
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined;
};

export type DeviceState = 'unknown' | 'unsupported' | 'install-first' | 'denied' | 'off' | 'working' | 'on';

/** Whether this browser is pushed to, and which other devices of its agent are. */
export const DeviceModel = createModel(
  (
    userId: UserId,
    api: Pick<NotificationsApi, 'devices' | 'keepDevice' | 'forgetDevice' | 'testDevice'>,
    browser: Browser,
  ) => {
    const key = `everthread.device.${userId}`;
    const state = signal<DeviceState>('unknown');
    const devices = signal<readonly Device[]>([]);
    const ownId = signal<DeviceId | undefined>(undefined);
    let turns = 0; // by hand: what was asked for before says nothing any more

    function rest(): DeviceState {
      if (browser.support !== 'yes') return browser.support === 'no' ? 'unsupported' : 'install-first';
      if (browser.permission() === 'denied') return 'denied';
      return ownId.peek() ? 'on' : 'off';
    }

    function remember(id: DeviceId | undefined): void {
      ownId.value = id;
      if (id) browser.storage?.setItem(key, id);
      else browser.storage?.removeItem(key);
    }

    async function keep(subscription: PushSubscription): Promise<void> {
      const device = await api.keepDevice(browser.toNewDevice(subscription));
      devices.value = [device, ...devices.peek().filter(({ id }) => id !== device.id)];
      remember(device.id);
    }

    async function renew(publicKey: string): Promise<void> {
      await (await browser.subscription())?.unsubscribe();
      await keep(await browser.subscribe(publicKey));
    }

    async function attempt(work: () => Promise<void>): Promise<void> {
      turns += 1;
      state.value = 'working';
      try {
        await work();
      } finally {
        state.value = rest();
      }
    }

    return {
      state,
      devices,
      ownId,

      /**
       * Asks which devices there are, and says that this one still wants to be told, where its agent has turned it on. A
       * subscription that the server has given up, or that was made for another key, is made anew; not one that he has
       * taken off the list elsewhere.
       */
      async load(): Promise<void> {
        const remembered = browser.storage?.getItem(key) as DeviceId | null | undefined;
        const before = turns;
        const found = await api.devices();
        if (turns !== before) return;
        devices.value = found.devices;
        const isForgotten = found.forgotten.some((id) => id === remembered);
        if (isForgotten) await (await browser.subscription())?.unsubscribe();
        const isOn =
          Boolean(remembered) && !isForgotten && browser.support === 'yes' && browser.permission() === 'granted';
        if (isOn) {
          const subscription = await browser.subscription();
          const isKnown = found.devices.some(({ id }) => id === remembered);
          if (subscription && isKnown && isMadeFor(subscription, found.publicKey)) await keep(subscription);
          else await renew(found.publicKey);
        } else remember(undefined);
        state.value = rest();
      },
      /** Only on a press: the browser asks its owner. */
      turnOn: () =>
        attempt(async () => {
          const { publicKey } = await api.devices();
          if ((await browser.ask()) === 'granted') await renew(publicKey);
        }),
      turnOff: () =>
        attempt(async () => {
          const id = ownId.peek();
          if (id) await api.forgetDevice(id);
          devices.value = devices.peek().filter((device) => device.id !== id);
          remember(undefined);
          await (await browser.subscription())?.unsubscribe();
        }),
      /** Another of one's devices. */
      async forget(id: DeviceId): Promise<void> {
        await api.forgetDevice(id);
        devices.value = devices.peek().filter((device) => device.id !== id);
      },
      async test() {
        const id = ownId.peek();
        const outcome = id ? await api.testDevice(id) : 'gone';
        if (outcome === 'gone') remember(undefined);
        state.value = rest();
        return outcome;
      },
    };
  },
);
export type DeviceModel = InstanceType<typeof DeviceModel>;

/** A subscription serves one key. Some browsers do not say which. */
function isMadeFor({ options }: PushSubscription, publicKey: string): boolean {
  const made = options?.applicationServerKey;
  if (!made) return true;
  const text = btoa(String.fromCharCode(...new Uint8Array(made)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '') === publicKey;
}
