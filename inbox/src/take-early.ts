import type { Early, EarlySocket } from './begin-early.ts';
import type { KeptStore } from './kept/kept-store.ts';

/** The same fetch, by which what was asked for early is not asked for again. */
export function fetchOnce(fetch: typeof globalThis.fetch, { answers }: Pick<Early, 'answers'>): typeof fetch {
  return (path, init) => {
    const key = `${init?.method} ${path}`;
    const answer = answers.get(key);
    answers.delete(key);
    return answer ?? fetch(path, init);
  };
}

/** The same store, which does not look again for what was looked for early. */
export function storeOnce({ store, left }: Pick<Early, 'store' | 'left'>): KeptStore {
  return {
    ...store,
    get<Value>(key: string) {
      const found = left.get(key) as Promise<Value | undefined> | undefined;
      left.delete(key);
      return found ?? store.get<Value>(key);
    },
    put(key, value) {
      left.delete(key);
      store.put(key, value);
    },
    remove(key) {
      left.delete(key);
      store.remove(key);
    },
    clear() {
      left.clear();
      return store.clear();
    },
  };
}

/** The same, to look only: what was looked for early can still be taken. */
export const storeFirst = ({ store, left }: Pick<Early, 'store' | 'left'>): KeptStore => ({
  ...store,
  get: <Value>(key: string) => (left.get(key) as Promise<Value | undefined> | undefined) ?? store.get<Value>(key),
});

/** The socket that was opened early, if it is this one: whoever takes it hears what it has said, from the beginning. */
export function takeSocket(
  early: Pick<Early, 'socket' | 'isTaken'>,
  protocols: readonly string[],
): WebSocket | undefined {
  const begun: EarlySocket | undefined = early.socket;
  early.isTaken = true;
  delete early.socket;
  if (!begun) return undefined;
  const { socket, said } = begun;
  if (begun.protocols.join() !== protocols.join()) {
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    return undefined;
  }
  // Its new owner listens by the time this runs, and no event comes before it.
  queueMicrotask(() => {
    for (const event of said) {
      if (event.type === 'open') socket.onopen?.(event);
      else if (event.type === 'message') socket.onmessage?.(event as MessageEvent);
      else socket.onclose?.(event as CloseEvent);
    }
  });
  return socket;
}
