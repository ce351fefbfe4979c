import { expect, test, vi } from 'vitest';
import { afterEarly, beginEarly } from './early.ts';
import { connectHost } from './host.ts';

const key = 'k'.repeat(43);
const name = 'everthread:w';
const stored = (kept: object, n?: number) => ['stored', n, kept, true, 'https://shop.test/', 'Shop', ''];
const pause = () => new Promise((resolve) => setTimeout(resolve, 20));

function early() {
  const { port1: page, port2 } = new MessageChannel();
  const asked: unknown[] = [];
  page.onmessage = ({ data }) => asked.push(data);
  const fetchFrom = vi.fn(async (_input: unknown, _init?: RequestInit) => new Response('early'));
  let take = (_port: MessagePort) => {};
  const begun = beginEarly(
    (taken) => {
      take = taken;
    },
    fetchFrom as typeof fetch,
    { workspaceId: 'w', where: (url) => ({ pageUrl: url }) },
  );
  return { begun, page, asked, fetchFrom, give: () => take(port2), end: () => page.close() };
}

const askFor = (use: typeof fetch, body: object) => use('/api/visitor/session', { body: JSON.stringify(body) });

test('the thread is asked for with the key that the page holds, and the answer taken once', async () => {
  const it = early();
  it.give();
  it.page.postMessage(['shown', true, 'red', 'en', undefined, undefined]);
  it.page.postMessage(stored({ [name]: key }, 0));
  await pause();
  expect(it.asked).toEqual([]);
  expect(it.fetchFrom).toHaveBeenCalledOnce();
  const [path, init] = it.fetchFrom.mock.calls[0] ?? [];
  expect(path).toBe('/api/visitor/session');
  expect(init).toMatchObject({ method: 'POST', credentials: 'omit' });
  expect(JSON.parse(`${init?.body}`)).toEqual({ workspaceId: 'w', key, where: { pageUrl: 'https://shop.test/' } });

  const later = vi.fn(async () => new Response('later'));
  const use = afterEarly(it.begun, later as typeof fetch);
  expect(await (await askFor(use, { key })).text()).toBe('early');
  expect(await (await askFor(use, { key })).text()).toBe('later');
  it.end();
});

test.each([
  ['another key', { key: 'x'.repeat(43) }],
  ['proof of who one is', { key, identityToken: 'token' }],
])('for %s it is asked anew', async (_what, body) => {
  const it = early();
  it.give();
  it.page.postMessage(stored({ [name]: key }, 0));
  await pause();
  const use = afterEarly(it.begun, (async () => new Response('later')) as typeof fetch);
  expect(await (await askFor(use, body)).text()).toBe('later');
  it.end();
});

test('an answer that was lost is asked for again, and one is not kept for later', async () => {
  const it = early();
  it.fetchFrom.mockRejectedValue(new TypeError('Failed to fetch'));
  it.give();
  it.page.postMessage(stored({ [name]: key }, 0));
  await pause();
  const later = (async () => new Response('later')) as typeof fetch;
  expect(await (await askFor(afterEarly(it.begun, later), { key })).text()).toBe('later');

  it.fetchFrom.mockResolvedValue(new Response('early'));
  const use = afterEarly(it.begun, later);
  await use('/api/visitor/identify', {});
  expect(await (await askFor(use, { key })).text()).toBe('later');
  it.end();
});

test.each([
  ['no key', {}],
  ['what is no key', { [name]: 'short' }],
  ['another workspace’s key', { 'everthread:x': key }],
])('with %s nothing is asked', async (_what, kept) => {
  const it = early();
  it.give();
  it.page.postMessage(stored(kept, 0));
  await pause();
  expect(it.fetchFrom).not.toHaveBeenCalled();
  it.end();
});

test('for whom the page says who he is, nothing is asked: his proof goes with the question', async () => {
  const it = early();
  it.give();
  it.page.postMessage(['shown', true, 'red', 'en', 'token', undefined]);
  it.page.postMessage(stored({ [name]: key }, 0));
  await pause();
  expect(it.fetchFrom).not.toHaveBeenCalled();
  it.end();
});

test.each(['before', 'after'])('what the page has said is not lost, its port %s the module', async (when) => {
  const it = early();
  const self = Object.assign(new EventTarget(), { parent: {} }) as unknown as Window;
  if (when === 'before') {
    it.give();
    it.page.postMessage(['shown', true, 'red', 'es', undefined, undefined]);
    await pause();
  }
  const host = connectHost(self, 'w', it.begun);
  if (when === 'after') {
    it.give();
    it.page.postMessage(['shown', true, 'red', 'es', undefined, undefined]);
    await pause();
  }
  expect([host.isOpen.value, host.color.value, host.language.value]).toEqual([true, 'red', 'es']);
  it.page.postMessage(stored({ [name]: key }, 0));
  await pause();
  expect(await host.key()).toMatchObject({ key });
  const told = host.store();
  await pause();
  expect(it.asked.at(-1)).toEqual(['store', 1, undefined, undefined, undefined]);
  it.page.postMessage(stored({ [name]: key }, 1));
  expect(await told).toMatchObject({ key, isSaved: true });
  it.end();
});
