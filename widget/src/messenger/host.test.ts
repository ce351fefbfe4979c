import type { VisitorKey } from '@everthread/shared/models/visitor';
import { expect, test } from 'vitest';
import { HELLO, PORT } from '../channel.ts';
import { connectHost } from './host.ts';

const key = 'k'.repeat(43) as VisitorKey;
const name = 'everthread:w';

/** A window in a frame: what it says to its parent, and a way to say something to it. */
function frame() {
  const said: unknown[] = [];
  const parent = { postMessage: (...message: unknown[]) => said.push(message) };
  const self = Object.assign(new EventTarget(), { parent }) as unknown as Window;
  const hear = (message: { source: unknown; data: unknown; ports?: readonly unknown[] }) =>
    self.dispatchEvent(Object.assign(new Event('message'), { ports: [], ...message }));
  return { self, parent, said, hear, host: connectHost(self, 'w') };
}

function greeted() {
  const it = frame();
  const { port1, port2 } = new MessageChannel();
  it.hear({ source: it.parent, data: PORT, ports: [port2] });
  const heard: unknown[] = [];
  port1.onmessage = ({ data }) => heard.push(data);
  return { ...it, port: port1, heard };
}

const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

test('greets its parent with nothing secret', () => {
  expect(frame().said).toEqual([[HELLO, '*']]);
});

test('takes a port from its parent only, and only the first', async () => {
  const { self, parent, hear, host } = frame();
  const [stranger, first, second] = [new MessageChannel(), new MessageChannel(), new MessageChannel()];
  const heard: string[] = [];
  for (const [name, { port1 }] of Object.entries({ stranger, first, second })) port1.onmessage = () => heard.push(name);

  hear({ source: {}, data: PORT, ports: [stranger.port2] });
  hear({ source: self, data: PORT, ports: [stranger.port2] });
  hear({ source: parent, data: 'other', ports: [stranger.port2] });
  hear({ source: parent, data: null, ports: [stranger.port2] });
  hear({ source: parent, data: PORT, ports: [] });
  hear({ source: parent, data: PORT, ports: [first.port2] });
  hear({ source: parent, data: PORT, ports: [second.port2] });
  host.close();
  await pause();
  expect(heard).toEqual(['first']);
  for (const channel of [stranger, first, second]) channel.port1.close();
});

test('asks for the key and gets what the page holds', async () => {
  const { host, port, heard } = greeted();
  const told = host.key({ keep: key });
  await pause();
  expect(heard).toEqual([['store', 1, name, undefined, key]]);
  port.postMessage(['stored', 1, { [name]: key, other: 'x' }, true, 'https://shop.test/', 'Shop', '']);
  const page = { url: 'https://shop.test/', title: 'Shop', referrer: '' };
  expect(await told).toMatchObject({ key, page, isSaved: true });
  port.close();
});

test('a key that is none is none', async () => {
  const { host, port } = greeted();
  for (const [n, wrong] of ['short', 7, { length: 43 }, `${key}x`].entries()) {
    const told = host.key();
    port.postMessage(['stored', n + 1, { [name]: wrong }, true, '', '', '']);
    expect((await told).key).toBeUndefined();
  }
  port.close();
});

test('knows whether it is shown, and ignores what it does not know', async () => {
  const { host, port } = greeted();
  for (const data of [null, 7, 'x', {}, [], ['constructor'], ['stored', 9, null], ['take']]) port.postMessage(data);
  port.postMessage(['shown', true, 'rgb(1, 2, 3)', 'es', 'token', undefined]);
  await pause();
  expect(host.isOpen.value).toBe(true);
  expect(host.color.value).toBe('rgb(1, 2, 3)');
  expect(host.language.value).toBe('es');
  expect(host.claim.value).toEqual({ token: 'token', forget: undefined });
  port.close();
});
