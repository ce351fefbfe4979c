import type { VisitorKey } from '@everthread/shared/models/visitor';
import { signal } from '@preact/signals';
import { type FromLoader, type FromMessenger, HELLO, type Page, PORT, VISITOR_KEY } from '../channel.ts';

type KeyChange = { keep?: VisitorKey; forget?: VisitorKey };
/** What the host's storage holds, and where its page is. */
export type Told = { key: VisitorKey | undefined; page: Page | undefined };

/** The page around the messenger, through the loader on it. */
export type Host = ReturnType<typeof connectHost>;

/** Greets the loader and accepts its port: the first one, from the window that embeds us and from nobody else. */
export function connectHost(self: Window) {
  const isOpen = signal(false);
  const color = signal<string | undefined>(undefined);
  const asked = new Map<number, (told: Told) => void>();
  let tellPort = (_port: MessagePort) => {};
  const port = new Promise<MessagePort>((resolve) => {
    tellPort = resolve;
  });
  let n = 0;

  function heard({ data }: MessageEvent<FromLoader | null>): void {
    if (data?.type === 'shown') {
      isOpen.value = data.isOpen === true;
      color.value = typeof data.color === 'string' ? data.color : undefined;
    } else if (data?.type === 'told') {
      const key = typeof data.key === 'string' && VISITOR_KEY.test(data.key) ? (data.key as VisitorKey) : undefined;
      asked.get(data.n)?.({ key, page: data.page });
      asked.delete(data.n);
    }
  }

  function greeted({ source, data, ports: [offered] }: MessageEvent): void {
    if (source !== self.parent || data?.type !== PORT || !offered) return;
    self.removeEventListener('message', greeted);
    offered.onmessage = heard;
    tellPort(offered);
  }

  const say = (message: FromMessenger) => port.then((open) => open.postMessage(message));

  if (self.parent === self) {
    isOpen.value = true;
  } else {
    self.addEventListener('message', greeted);
    self.parent.postMessage({ type: HELLO }, '*');
  }

  return {
    isOpen,
    color,
    /** The visitor's key, after keeping or forgetting one. A key that another tab kept meanwhile wins. */
    key(change: KeyChange = {}): Promise<Told> {
      if (self.parent === self) return Promise.resolve({ key: undefined, page: undefined });
      n += 1;
      const question = n;
      return new Promise((resolve) => {
        asked.set(question, resolve);
        void say({ type: 'key', n: question, ...change });
      });
    },
    close: () => void say({ type: 'close' }),
    unread: (count: number) => void say({ type: 'unread', count }),
  };
}
