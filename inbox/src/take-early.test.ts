import { expect, test, vi } from 'vitest';
import { fetchOnce, storeFirst, storeOnce, takeSocket } from './take-early.ts';

test('what was asked for early is not asked for again, and only the first time', async () => {
  const fetch = vi.fn(async () => new Response('later'));
  const answers = new Map([['GET /api/account/me', Promise.resolve(new Response('early'))]]);
  const ask = fetchOnce(fetch, { answers });
  const read = async (method: string) => (await ask('/api/account/me', { method })).text();
  expect([await read('PUT'), await read('GET'), await read('GET')]).toEqual(['later', 'early', 'later']);
});

function kept() {
  const get = vi.fn(async () => 'now');
  const others = { put: vi.fn(), keys: vi.fn(), remove: vi.fn(), clear: vi.fn(async () => {}) };
  const left = new Map([['me', Promise.resolve('early')]]);
  return { left, store: storeOnce({ store: { ...others, get } as never, left }) };
}

test('what was looked for early is taken once', async () => {
  const { store } = kept();
  expect([await store.get('me'), await store.get('me'), await store.get('other')]).toEqual(['early', 'now', 'now']);
});

test('whoever only looks at what was looked for early leaves it there', async () => {
  const { left, store } = kept();
  const first = storeFirst({ store, left });
  expect([await first.get('me'), await first.get('me'), await first.get('other')]).toEqual(['early', 'early', 'now']);
  expect(await store.get('me')).toBe('early');
});

test.each([
  ['kept anew', (store: ReturnType<typeof kept>['store']) => store.put('me', 'x')],
  ['removed', (store: ReturnType<typeof kept>['store']) => store.remove('me')],
  ['forgotten with everything', (store: ReturnType<typeof kept>['store']) => store.clear()],
])('what was found early is nothing any more once it is %s', async (_how, change) => {
  const { store } = kept();
  await change(store);
  expect(await store.get('me')).toBe('now');
});

function begun(...said: string[]) {
  const socket = { onopen: null, onmessage: null, onclose: null, close: vi.fn() } as unknown as WebSocket;
  return { socket, protocols: ['v', 'ticket.1'], said: said.map((type) => new Event(type)) };
}

test('who takes the early socket hears what it has said, in order', async () => {
  const early = { socket: begun('open', 'message', 'message', 'close') };
  const socket = takeSocket(early, ['v', 'ticket.1']);
  const heard: string[] = [];
  if (!socket) throw new Error('It was not taken');
  socket.onopen = () => void heard.push('open');
  socket.onmessage = () => void heard.push('message');
  socket.onclose = () => void heard.push('close');
  expect(heard).toEqual([]);
  await Promise.resolve();
  expect(heard).toEqual(['open', 'message', 'message', 'close']);
  expect(takeSocket(early, ['v', 'ticket.1'])).toBeUndefined();
});

test('a socket by another ticket is closed, and nobody hears of it', async () => {
  const early = { socket: begun('open') };
  const { socket } = early.socket;
  expect(takeSocket(early, ['v', 'ticket.2'])).toBeUndefined();
  await Promise.resolve();
  expect(socket.close).toHaveBeenCalledOnce();
});

test('who comes before the early socket opens his own, and no second one opens', () => {
  const early: Parameters<typeof takeSocket>[0] = {};
  expect(takeSocket(early, ['v', 'ticket.1'])).toBeUndefined();
  expect(early.isTaken).toBe(true);
});
