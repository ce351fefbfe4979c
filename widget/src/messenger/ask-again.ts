import { backOffMs } from '@everthread/shared/client/back-off';
import { realClock } from '@everthread/shared/client/clock';
import { signal } from '@preact/signals';

const TRIES = 4;

/** Whether a part could not be had, however often it was asked for: after a new version the old one's files are gone. */
export const isPartLost = signal(false);

/**
 * Fetches a part of the messenger, and asks again where it does not come. A browser remembers a module that it could not
 * fetch as failed for as long as the page stays: each further try asks under another fragment, which no server sees.
 */
export async function askAgain<Part>(
  load: (fragment: string) => Promise<Part>,
  clock = realClock,
  random = Math.random,
): Promise<Part> {
  for (let tries = 1; ; tries += 1) {
    if (!navigator.onLine) await new Promise((resolve) => addEventListener('online', resolve, { once: true }));
    try {
      return await load(tries > 1 ? `#${clock.now()}` : '');
    } catch (error) {
      if (tries === TRIES) {
        isPartLost.value = true;
        throw error;
      }
      await new Promise<void>((resolve) => clock.after(backOffMs(tries, random()), resolve));
    }
  }
}
