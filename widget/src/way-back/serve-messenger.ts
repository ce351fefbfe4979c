import { FIRST, type FromMessenger, HELLO, type Kept, keyName, PORT } from '../channel.ts';
import { forgetSite, ownName } from './own-key.ts';

/** Called when the messenger wants to be left, or to begin anew for somebody else. */
type Calls = { onClose: () => void; onUnread: (count: number) => void };

/**
 * Stands in for the loader on our own page: hands the messenger in `frame` its port, and keeps what it keeps in our own
 * storage. Returns its end.
 */
export function serveMessenger(
  self: Window,
  frame: HTMLIFrameElement,
  { workspaceId, language, storage }: { workspaceId: string; language: string; storage: Storage },
  { onClose, onUnread }: Calls,
): () => void {
  const prefix = keyName(workspaceId);
  const ends = new AbortController();
  let port: MessagePort | undefined;

  const ours = (): Kept =>
    Object.fromEntries(
      Object.entries(storage)
        .filter(([name]) => name.startsWith(ownName(prefix)))
        .map(([name, value]) => [name.slice(ownName('').length), String(value)]),
    );
  const sayStored = (n?: number) =>
    port?.postMessage(['stored', n, ours(), true, self.location.href, self.document.title, self.document.referrer]);

  function heard({ data }: MessageEvent): void {
    const message = data as FromMessenger;
    if (message[0] === 'store') {
      const [, n, name, was, value] = message;
      if (name?.startsWith(prefix) && (storage.getItem(ownName(name)) ?? undefined) === was) {
        if (value) storage.setItem(ownName(name), value);
        else storage.removeItem(ownName(name));
        if (!value && name === prefix) forgetSite(storage, workspaceId);
      }
      sayStored(n);
    } else if (message[0] === 'close') onClose();
    else if (message[0] === 'restart') frame.src += '';
    else if (message[0] === 'tell' && message[1] === 'unread') onUnread(Number(message[2]) || 0);
    // Nothing was written here before it came: its own composer may be shown at once.
    else if (message[0] === 'tell' && message[1] === 'ready') port?.postMessage(['take', '', 0, 0, false]);
  }

  self.addEventListener(
    'message',
    ({ source, origin, data }) => {
      if (source !== frame.contentWindow || origin !== self.location.origin || data !== HELLO) return;
      const channel = new MessageChannel();
      port?.close();
      port = channel.port1;
      port.onmessage = heard;
      frame.contentWindow?.postMessage(PORT, origin, [channel.port2]);
      port.postMessage(['shown', true, '', language, undefined, undefined]);
      sayStored(FIRST);
    },
    ends,
  );
  self.addEventListener('storage', ({ key }) => key?.startsWith(ownName(prefix)) && sayStored(), ends);
  return () => {
    ends.abort();
    port?.close();
  };
}
