import { type Clock, realClock } from '@everthread/shared/client/clock';

/** What the messenger on the site's page says to our own page that has opened it, with a port for the answer. */
export const GOES_ON = 'everthread:goes-on';

const PATIENCE_MS = 3_000;
const OPEN_FOR_MS = 5 * 60_000;

/** `given`: he is known there now. `over`: nobody has asked in time, and nobody is let in any more. */
export type WentOn = 'given' | 'over';

/**
 * Gives a pass to the messenger on the page that was opened, and to no other: it must be ours, the first frame there, and
 * on the site to which that page was to lead. After five minutes to nobody. Says what became of it; returns its end.
 */
export function letGoOn(
  self: Window,
  opened: Window,
  site: string,
  give: () => Promise<string | undefined>,
  onEnd: (how: WentOn) => void = () => {},
  clock: Clock = realClock,
): () => void {
  let hasGiven = false;
  function heard({ origin, source, data, ports: [port] }: MessageEvent): void {
    if (origin !== self.location.origin || (source as Window | null)?.parent !== opened || !port) return;
    if (!Array.isArray(data) || data[0] !== GOES_ON || data[1] !== site) return;
    give().then(
      (pass) => {
        port.postMessage(pass);
        if (!pass) return;
        hasGiven = true;
        onEnd('given');
      },
      () => port.postMessage(undefined),
    );
  }
  function end(): void {
    endWait();
    self.removeEventListener('message', heard);
  }
  const endWait = clock.after(OPEN_FOR_MS, () => {
    end();
    if (!hasGiven) onEnd('over');
  });
  self.addEventListener('message', heard);
  return end;
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
