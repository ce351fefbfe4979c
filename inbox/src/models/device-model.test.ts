import type { Device } from '@everthread/shared/models/device';
import { DeviceId, UserId } from '@everthread/shared/models/ids';
import { expect, test, vi } from 'vitest';
import { type Browser, DeviceModel } from './device-model.ts';

const USER = UserId.parse('0e4e5c2a-8d0b-4c55-9a5e-3f6c1f0a7d10');
const idOf = (n: number) => DeviceId.parse(`0e4e5c2a-8d0b-4c55-9a5e-00000000000${n}`);
const KEY = 'BAAA';

/** A browser, and a server that knows the devices which it was told of. */
function start(of: Partial<Browser> = {}) {
  let permission: NotificationPermission = 'default';
  let subscription: { n: number; options: unknown; unsubscribe: () => Promise<boolean> } | null = null;
  let made = 0;
  const server: Device[] = [];
  const forgotten: DeviceId[] = [];
  const storage = new Map<string, string>();
  const unsubscribe = async () => {
    subscription = null;
    return true;
  };
  const browser = {
    name: 'Chrome · Linux',
    support: 'yes',
    permission: () => permission,
    ask: vi.fn(async () => {
      permission = 'granted';
      return permission;
    }),
    subscription: async () => subscription,
    subscribe: async (publicKey: string) => {
      made += 1;
      subscription = { n: made, options: { applicationServerKey: Buffer.from(publicKey, 'base64url') }, unsubscribe };
      return subscription;
    },
    toNewDevice: (kept: { n: number }) => ({ endpoint: `https://push.example/${kept.n}`, keys: {}, name: 'x' }),
    storage: {
      getItem: (name: string) => storage.get(name) ?? null,
      setItem: (name: string, value: string) => void storage.set(name, value),
      removeItem: (name: string) => void storage.delete(name),
    },
    ...of,
  } as unknown as Browser;
  const api = {
    devices: async () => ({ publicKey: api.publicKey, devices: [...server], forgotten: [...forgotten] }),
    publicKey: KEY,
    keepDevice: vi.fn(async ({ endpoint }: { endpoint: string }) => {
      const id = idOf(Number(endpoint.at(-1)));
      const device = { id, name: 'x', isCurrent: true, createdAt: '', lastReachedAt: null };
      if (!server.some((known) => known.id === id)) server.push(device);
      return device;
    }),
    forgetDevice: async (id: DeviceId) => {
      server.splice(0, server.length, ...server.filter((d) => d.id !== id));
      forgotten.push(id);
    },
    testDevice: async () => 'gone' as const,
  };
  const newModel = () => new DeviceModel(USER, api, browser);
  return { api, browser, server, storage, newModel, made: () => made, deny: () => (permission = 'denied') };
}

test('nobody is asked before he presses; then the device is on, and off again with another press', async () => {
  const { newModel, browser, server } = start();
  const model = newModel();
  await model.load();
  expect([model.state.value, vi.mocked(browser.ask).mock.calls.length]).toEqual(['off', 0]);
  await model.turnOn();
  expect([model.state.value, server.map(({ id }) => id)]).toEqual(['on', [idOf(1)]]);
  await model.turnOff();
  expect([model.state.value, server, await browser.subscription()]).toEqual(['off', [], null]);
});

test('a window that opens later says that it still wants to be told', async () => {
  const { newModel, api, made } = start();
  await newModel().turnOn();
  const later = newModel();
  await later.load();
  expect([later.state.value, api.keepDevice.mock.calls.length, made()]).toEqual(['on', 2, 1]);
});

test('what the server has given up, or was made for another key, is made anew', async () => {
  const { newModel, api, server, made } = start();
  await newModel().turnOn();
  server.splice(0);
  const second = newModel();
  await second.load();
  expect([second.state.value, second.ownId.value, made()]).toEqual(['on', idOf(2), 2]);
  api.publicKey = 'BBBB';
  const third = newModel();
  await third.load();
  expect([third.state.value, made()]).toEqual(['on', 3]);
});

test('one that its agent has taken off the list elsewhere stays off it, and is asked for nothing', async () => {
  const { newModel, api, server, made, browser } = start();
  await newModel().turnOn();
  await api.forgetDevice(idOf(1));
  const later = newModel();
  await later.load();
  expect([later.state.value, later.ownId.value, server, made()]).toEqual(['off', undefined, [], 1]);
  expect(await browser.subscription()).toBeNull();
  await later.turnOn();
  const again = newModel();
  await again.load();
  expect([again.state.value, again.ownId.value]).toEqual(['on', idOf(2)]);
});

test('a test that shows the subscription to be gone turns it off', async () => {
  const { newModel } = start();
  const model = newModel();
  await model.turnOn();
  expect([await model.test(), model.state.value]).toEqual(['gone', 'off']);
});

test.each([
  ['no', 'unsupported'],
  ['install-first', 'install-first'],
] as const)('where a browser’s support is %s it says %s', async (support, state) => {
  const model = start({ support }).newModel();
  await model.load();
  expect(model.state.value).toBe(state);
});

test('who has refused is told how to change that', async () => {
  const { newModel, deny } = start();
  deny();
  const model = newModel();
  await model.load();
  expect(model.state.value).toBe('denied');
});
