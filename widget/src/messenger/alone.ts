import type { Clock } from '@everthread/shared/client/clock';
import { keyName, LEASE } from '../channel.ts';
import type { Host } from './host.ts';

const RENEW_MS = 1_000;
const LOOK_MS = 400;
/** A lease that nobody has renewed for so long is its holder's no more. Counted, not compared: clocks may be wrong. */
const LOOKS_UNTIL_TAKEN = 9;

type Work = () => Promise<void>;
type Locks = Pick<LockManager, 'request'>;

/**
 * One tab at a time: by the browser's locks where it has them for us, otherwise by a lease in the host's storage. That
 * a lease is not quite exclusive is no harm: the server takes a message once.
 */
export function aloneIn(
  host: Pick<Host, 'store'>,
  workspaceId: string,
  { locks, clock, me }: { locks: Locks | undefined; clock: Clock; me: string },
): (work: Work) => Promise<void> {
  const name = keyName(workspaceId) + LEASE;
  const pause = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));
  const held = async () => (await host.store()).kept[name];
  let canLock = !!locks;

  async function takeLease(): Promise<void> {
    let seen: string | undefined;
    let looks = 0;
    for (;;) {
      const lease = await held();
      looks = lease && lease === seen ? looks + 1 : 0;
      seen = lease;
      if (!lease || looks >= LOOKS_UNTIL_TAKEN) {
        const mine = `${me} 0`;
        await host.store({ name, was: lease, value: mine });
        // Storage takes a moment to be the same in all tabs.
        await pause(20);
        if ((await held()) === mine) return;
      }
      await pause(LOOK_MS);
    }
  }

  async function underLease(work: Work): Promise<void> {
    await takeLease();
    let count = 0;
    let endRenewing = () => {};
    const renew = async () => {
      endRenewing = clock.after(RENEW_MS, renew);
      const was = `${me} ${count}`;
      count += 1;
      await host.store({ name, was, value: `${me} ${count}` });
    };
    endRenewing = clock.after(RENEW_MS, renew);
    try {
      await work();
    } finally {
      endRenewing();
      await host.store({ name, was: `${me} ${count}` });
    }
  }

  return async (work) => {
    if (!locks || !canLock) return underLease(work);
    let hasBegun = false;
    try {
      await locks.request(name, () => {
        hasBegun = true;
        return work();
      });
    } catch (error) {
      // A frame of a third party may be denied them.
      if (hasBegun) throw error;
      canLock = false;
      await underLease(work);
    }
  };
}
