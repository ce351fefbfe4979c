import type { MessageId } from '../models/ids.ts';
import { backOffMs } from './back-off.ts';
import type { Clock } from './clock.ts';
import type { WatchPage } from './page-events.ts';

/** Where what is not yet sent is kept. */
export type UnsentStore<Item> = {
  load(): Promise<readonly Item[]>;
  save(items: readonly Item[]): Promise<void>;
};

export type OutboxQueueOptions<Item> = {
  /** Resolves once the server has stored the item. Safe to call again with the same item. */
  send: (item: Item) => Promise<void>;
  /** The server has refused the item for good; the ones behind it go on. */
  onRefused: (item: Item, error: unknown) => void;
  /** How often the first in the queue has been tried in vain, 0 when all is well. */
  onStruggle?: (tries: number) => void;
  store: UnsentStore<Item>;
  watchPage: WatchPage;
  clock: Clock;
  random: () => number;
};

export type OutboxQueue<Item> = { push(item: Item): void; close(): void };

/** Sends what was written, one after the other in the order of writing, until the server has it or refuses it. */
export function createOutboxQueue<Item extends { id: MessageId }>(
  options: OutboxQueueOptions<Item>,
): OutboxQueue<Item> {
  const { store, clock } = options;
  let items: readonly Item[] = [];
  let isLoaded = false;
  let isSending = false;
  let isClosed = false;
  let tries = 0;
  let endWait = () => {};

  function keep(next: readonly Item[]): void {
    items = next;
    // Before that, saving would overwrite what an earlier page has left.
    if (isLoaded) void store.save(items);
  }

  function struggle(next: number): void {
    if (next !== tries) options.onStruggle?.(next);
    tries = next;
  }

  async function sendNext(): Promise<void> {
    const [item] = items;
    endWait();
    if (!item || !isLoaded || isSending || isClosed) return;
    isSending = true;
    const outcome = await options.send(item).then(
      () => ({ isDone: true as const }),
      (error: unknown) => ({ isDone: !isPassing(error), error }),
    );
    isSending = false;
    if (isClosed) return;
    if (outcome.isDone) {
      struggle(0);
      keep(items.filter(({ id }) => id !== item.id));
      if ('error' in outcome) options.onRefused(item, outcome.error);
      void sendNext();
    } else {
      struggle(tries + 1);
      endWait = clock.after(backOffMs(tries, options.random()), sendNext);
    }
  }

  const unwatch = options.watchPage((event) => {
    if (event !== 'offline' && event !== 'hidden') void sendNext();
  });
  void store
    .load()
    .catch(() => [])
    .then((kept) => {
      if (isClosed) return;
      isLoaded = true;
      const written = items;
      items = kept;
      if (written.length > 0) keep([...kept.filter(({ id }) => !written.some((item) => item.id === id)), ...written]);
      void sendNext();
    });

  return {
    push(item) {
      if (!items.some(({ id }) => id === item.id)) keep([...items, item]);
      void sendNext();
    },
    close() {
      isClosed = true;
      endWait();
      unwatch();
    },
  };
}

/** Whether the same request may succeed later: the network failed, the server is busy or broken. */
export function isPassing(error: unknown): boolean {
  const { status } = (error ?? {}) as { status?: number };
  return !status || status === 429 || status >= 500;
}

/** Keeps what is not yet sent for as long as the page lives. */
export function memoryStore<Item>(): UnsentStore<Item> {
  let kept: readonly Item[] = [];
  return {
    load: async () => kept,
    save: async (items) => {
      kept = items;
    },
  };
}
