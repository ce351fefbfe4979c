import { backOffMs } from '@everthread/shared/client/back-off';
import { realClock } from '@everthread/shared/client/clock';
import { signal } from '@preact/signals';

const TRIES = 4;

/** Whether a part could not be had, however often it was asked for: after a new version the old one's files are gone. */
export const isPartLost = signal(false);

let fragments = 0;

/**
 * Fetches a part of the messenger, and asks again where it does not come. A browser remembers a module that it could not
 * fetch as failed for as long as the page stays: each further try asks under another fragment, which no server sees.
 */
export async function askAgain<Part>(
  load: (fragment: string) => Promise<Part>,
  clock = realClock,
  random = Math.random,
): Promise<Part> {
  let fragment = '';
  for (let tries = 1; ; tries += 1) {
    await whenOnline();
    try {
      return await load(fragment);
    } catch (error) {
      if (tries === TRIES) {
        isPartLost.value = true;
        throw error;
      }
      fragments += 1;
      fragment = `#${fragments}`;
      await new Promise<void>((resolve) => clock.after(backOffMs(tries, random()), resolve));
    }
  }
}

function whenOnline(): Promise<unknown> | undefined {
  return navigator.onLine
    ? undefined
    : new Promise((resolve) => window.addEventListener('online', resolve, { once: true }));
}
