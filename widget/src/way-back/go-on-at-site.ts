/** What the messenger on the site's page says to our own page that has opened it, with a port for the answer. */
export const GOES_ON = 'everthread:goes-on';

const PATIENCE_MS = 3_000;

/**
 * Gives a pass to the messenger on the page that was opened, and to no other: it must be ours, the first frame there, and
 * on the site to which that page was to lead. Returns its end.
 */
export function letGoOn(
  self: Window,
  opened: Window,
  site: string,
  give: () => Promise<string | undefined>,
): () => void {
  function heard({ origin, source, data, ports: [port] }: MessageEvent): void {
    if (origin !== self.location.origin || (source as Window | null)?.parent !== opened || !port) return;
    if (!Array.isArray(data) || data[0] !== GOES_ON || data[1] !== site) return;
    give().then(
      (pass) => port.postMessage(pass),
      () => port.postMessage(undefined),
    );
  }
  self.addEventListener('message', heard);
  return () => self.removeEventListener('message', heard);
}

/**
 * Asks the page that has opened this one, where that is ours, for a pass. The browser says on which site we are: what the
 * page around us says of itself would be no word to go by.
 */
export function askToGoOn(self: Window): Promise<string | undefined> {
  const sites = self.location.ancestorOrigins;
  const opener = self.top?.opener as Window | null | undefined;
  if (!opener || sites?.length !== 1 || sites[0] === self.location.origin) return Promise.resolve(undefined);
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const answer = (pass: unknown) => {
      clearTimeout(giveUp);
      port1.close();
      resolve(typeof pass === 'string' ? pass : undefined);
    };
    const giveUp = setTimeout(() => answer(undefined), PATIENCE_MS);
    port1.onmessage = ({ data }) => answer(data);
    opener.postMessage([GOES_ON, sites[0]], self.location.origin, [port2]);
  });
}
