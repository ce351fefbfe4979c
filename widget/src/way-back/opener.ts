/** What a window of ours says to the messenger that has opened it, with a port for the answer. */
export const WANTS_PASS = 'everthread:pass';

/** How the window's name begins; after it comes the language in which the messenger speaks. */
export const NOTIFY_WINDOW = 'everthread-notify:';

export type Handed = { pass: string; url: string | undefined };
export type Purpose = 'notify' | 'home';

/** Asks the messenger that opened this window for a pass, which it has made for it. Undefined where nobody answers. */
export function askOpener(self: Window, purpose: Purpose): Promise<Handed | undefined> {
  const { opener } = self;
  if (!opener) return Promise.resolve(undefined);
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => resolve(undefined), 15_000);
    port1.onmessage = ({ data }) => {
      clearTimeout(giveUp);
      port1.close();
      resolve(isHanded(data) ? data : undefined);
    };
    (opener as Window).postMessage([WANTS_PASS, purpose], self.location.origin, [port2]);
  });
}

const isHanded = (data: unknown): data is Handed =>
  typeof data === 'object' && data !== null && typeof (data as Handed).pass === 'string';

/**
 * Gives passes to the window that was opened, and to no other: whoever asks must be it, and of our origin. Returns its
 * end.
 */
export function servePasses(self: Window, opened: Window, give: (purpose: Purpose) => Promise<Handed>): () => void {
  function heard({ origin, source, data, ports: [port] }: MessageEvent): void {
    if (origin !== self.location.origin || source !== opened || !port || !Array.isArray(data)) return;
    const [type, purpose] = data;
    if (type !== WANTS_PASS || (purpose !== 'notify' && purpose !== 'home')) return;
    give(purpose).then(
      (handed) => port.postMessage(handed),
      () => port.postMessage(null),
    );
  }
  self.addEventListener('message', heard);
  return () => self.removeEventListener('message', heard);
}
