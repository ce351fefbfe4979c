import type { MessageId } from '../models/ids.ts';
import { backOffMs } from './back-off.ts';
import type { Clock } from './clock.ts';
import type { WatchPage } from './page-events.ts';

/** What is not yet sent, in the order of writing. `isFailed`: refused for good, kept to be seen and tried again. */
export type Unsent<Item> = { item: Item; isFailed: boolean };

/** Where what is not yet sent is kept. Tabs that share one send each other's items. */
export type UnsentStore<Item> = {
  load(): Promise<readonly Unsent<Item>[]>;
  /** Puts it at the end of the line, or in its place what is already in it. */
  keep(item: Item, isFailed: boolean): Promise<void>;
  drop(item: Item): Promise<void>;
  /** Calls back when another tab has changed it. Returns its end. */
  watch(changed: () => void): () => void;
  /** Does the work while no other tab does its own: the tab that sends leads, until it is done or gone. */
  alone(work: () => Promise<void>): Promise<void>;
};

export type OutboxQueueOptions<Item> = {
  /** Resolves once the server has stored the item. Safe to call again with the same item. */
  send: (item: Item) => Promise<void>;
  /** The server has refused the item for good; the ones behind it go on. */
  onRefused: (item: Item, error: unknown) => void;
  /** What the store holds, at first and whenever another tab has changed it. */
  onKept?: (kept: readonly Unsent<Item>[]) => void;
  /** How often the first in the queue has been tried in vain, 0 when all is well. */
  onStruggle?: (tries: number) => void;
  /** Resolves once sending makes sense. */
  whenReady?: () => Promise<void>;
  store: UnsentStore<Item>;
  watchPage: WatchPage;
  clock: Clock;
  random: () => number;
};

export type OutboxQueue<Item> = {
  push(item: Item): void;
  /** Takes out what was refused and is not to be tried again. */
  discard(item: Item): void;
  close(): void;
};

/**
 * Sends what was written, one after the other in the order of writing, until the server has it or refuses it. Whoever
 * sends begins with the first in the store, and takes it out only once it is sent: no tab overtakes another.
 */
export function createOutboxQueue<Item extends { id: MessageId }>(
  options: OutboxQueueOptions<Item>,
): OutboxQueue<Item> {
  const { clock } = options;
  const store = withMemory(options.store);
  let isSending = false;
  let isAskedAgain = false;
  let isWaiting = false;
  let isClosed = false;
  let tries = 0;
  let endWait = () => {};
  let lastKept: Promise<void> | undefined; // one after the other, or two could be given one place in the line

  function struggle(next: number): void {
    if (next !== tries) options.onStruggle?.(next);
    tries = next;
  }

  /** Whether there may be more to send. */
  async function sendFirst(): Promise<boolean> {
    const first = (await store.load()).find(({ isFailed }) => !isFailed);
    if (!first || isClosed) return false;
    const { item } = first;
    try {
      await options.send(item);
    } catch (error) {
      if (isClosed) return false;
      if (isPassing(error)) {
        struggle(tries + 1);
        isAskedAgain = false;
        isWaiting = true;
        endWait = clock.after(backOffMs(tries, options.random()), sendAll);
        return false;
      }
      struggle(0);
      await store.keep(item, true);
      options.onRefused(item, error);
      return true;
    }
    if (isClosed) return false;
    struggle(0);
    await store.drop(item);
    return true;
  }

  async function sendAll(): Promise<void> {
    endWait();
    isWaiting = false;
    isAskedAgain = true;
    if (isSending || isClosed) return;
    isSending = true;
    while (isAskedAgain && !isClosed) {
      isAskedAgain = false;
      await options.whenReady?.();
      // Nothing to send: no reason to ask for the line, and thereby to leave a trace of it in the browser.
      if (!(await store.load()).some(({ isFailed }) => !isFailed)) continue;
      await store.alone(async () => {
        while (!isClosed && (await sendFirst()));
      });
    }
    isSending = false;
  }

  async function look(): Promise<void> {
    const kept = await store.load();
    if (isClosed) return;
    options.onKept?.(kept);
    // What another tab does to the line is no reason to try sooner what has just failed here.
    if (!isSending && !isWaiting && kept.some(({ isFailed }) => !isFailed)) void sendAll();
  }

  const unwatchPage = options.watchPage((event) => {
    if (event !== 'offline' && event !== 'hidden') void sendAll();
  });
  const unwatchStore = store.watch(() => void look());
  void look();

  return {
    push(item) {
      const kept = lastKept ? lastKept.then(() => store.keep(item, false)) : store.keep(item, false);
      lastKept = kept;
      void kept.then(() => {
        if (lastKept === kept) lastKept = undefined;
        return sendAll();
      });
    },
    discard: (item) => void store.drop(item),
    close() {
      isClosed = true;
      endWait();
      unwatchPage();
      unwatchStore();
    },
  };
}

/** Whether the same request may succeed later: the network failed, the server is busy or broken. */
export function isPassing(error: unknown): boolean {
  const { status } = (error ?? {}) as { status?: number };
  return !status || status === 429 || status >= 500;
}

/** What a store cannot keep or give back is still there for as long as the page lives. */
function withMemory<Item extends { id: MessageId }>(store: UnsentStore<Item>): UnsentStore<Item> {
  const memory = memoryStore<Item>();
  const both = (act: (one: UnsentStore<Item>) => Promise<void>) =>
    Promise.all([act(memory), act(store).catch(() => {})]).then(() => {});
  return {
    load: () => store.load().catch(() => memory.load()),
    keep: (item, isFailed) => both((one) => one.keep(item, isFailed)),
    drop: (item) => both((one) => one.drop(item)),
    watch: store.watch,
    alone: store.alone,
  };
}

/** Keeps what is not yet sent for as long as the page lives. */
export function memoryStore<Item extends { id: MessageId }>(): UnsentStore<Item> {
  let kept: readonly Unsent<Item>[] = [];
  return {
    load: async () => kept,
    keep: async (item, isFailed) => {
      const isKept = kept.some((other) => other.item.id === item.id);
      const now = { item, isFailed };
      kept = isKept ? kept.map((other) => (other.item.id === item.id ? now : other)) : [...kept, now];
    },
    drop: async (item) => {
      kept = kept.filter((other) => other.item.id !== item.id);
    },
    watch: () => () => {},
    alone: (work) => work(),
  };
}
