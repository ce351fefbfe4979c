import { backOffMs } from '@everthread/shared/client/back-off';
import type { Clock } from '@everthread/shared/client/clock';
import { isPassing } from '@everthread/shared/client/outbox-queue';
import type { VisitorKey } from '@everthread/shared/models/visitor';
import type { Api } from './api.ts';

/** Tells the server that this device has forgotten a key, until it has heard it. Returns its end. */
export function logOutOf(key: VisitorKey | undefined, api: Pick<Api, 'logOut'>, clock: Clock): () => void {
  let endWait = () => {};
  let tries = 0;

  async function tell(forgotten: VisitorKey): Promise<void> {
    try {
      await api.logOut(forgotten);
    } catch (error) {
      tries += 1;
      if (isPassing(error)) endWait = clock.after(backOffMs(tries, Math.random()), () => void tell(forgotten));
    }
  }

  if (key) void tell(key);
  return () => endWait();
}
