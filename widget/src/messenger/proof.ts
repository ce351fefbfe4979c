import type { Clock } from '@everthread/shared/client/clock';
import { effect } from '@preact/signals';
import type { Proof } from './api.ts';
import type { Host } from './host.ts';

const PATIENCE_MS = 20_000;

/** The page's proof of who the visitor is, and its word for a fresh one. */
export function proofOf(host: Pick<Host, 'claim' | 'freshToken'>, clock: Clock): Proof {
  let renewing: Promise<boolean> | undefined;
  const token = () => host.claim.peek()?.token;
  return {
    token,
    renew(ended) {
      if (ended === undefined) return Promise.resolve(false);
      // Somebody else has asked for it meanwhile.
      if (token() !== ended) return Promise.resolve(token() !== undefined);
      renewing ??= new Promise<boolean>((resolve) => {
        host.freshToken();
        const settle = (isNew: boolean) => {
          endPatience();
          queueMicrotask(() => endWatch());
          resolve(isNew);
        };
        const endPatience = clock.after(PATIENCE_MS, () => settle(false));
        const endWatch = effect(() => {
          const now = host.claim.value?.token;
          if (now !== ended) settle(now !== undefined);
        });
      }).finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
  };
}
