import { setTimeout as sleep } from 'node:timers/promises';
import type { VisitorKey } from '@everthread/shared/models/visitor';
import { type Kept, keyName, UNSENT } from '../../widget/src/channel.ts';
import type { Change, Told } from '../../widget/src/messenger/host.ts';
import type { Random } from './random.ts';

/** What the browser keeps for the host page, for all tabs of one visitor. */
export type HostStorage = {
  kept: Kept;
  watchers: Map<string, Set<() => void>>; // by tab
  /** Whether this browser has locks for a third party's frame; else the tabs agree by a lease. */
  hasLocks: boolean;
  lastLock: Promise<unknown>;
};

export const newHostStorage = (hasLocks: boolean): HostStorage => ({
  ...{ kept: {}, watchers: new Map(), hasLocks },
  lastLock: Promise.resolve(),
});

export const keyIn = ({ kept }: HostStorage, workspaceId: string): string | undefined => kept[keyName(workspaceId)];

/** The ids of what lies in the queue. */
export const unsentIn = ({ kept }: HostStorage, workspaceId: string): string[] =>
  Object.keys(kept)
    .filter((name) => name.startsWith(keyName(workspaceId) + UNSENT))
    .map((name) => name.split(':').at(-1) ?? '');

/** What the loader does for the messenger in its tab. A tab that has crashed hears no answer. */
export function hostPage(storage: HostStorage, workspaceId: string, tab: string, random: Random, alive: AbortSignal) {
  const never = new Promise<never>(() => {});
  const own = new Set<() => void>();
  storage.watchers.set(tab, own);

  async function store(change?: Change): Promise<Told> {
    await sleep(random.between(0, 3));
    if (alive.aborted) return never;
    if (change && storage.kept[change.name] === change.was) {
      const { [change.name]: _gone, ...rest } = storage.kept;
      storage.kept = change.value ? { ...rest, [change.name]: change.value } : rest;
      for (const [other, watchers] of storage.watchers) {
        if (other !== tab) for (const changed of watchers) setTimeout(() => watchers.has(changed) && changed(), 1);
      }
    }
    await sleep(random.between(0, 3));
    if (alive.aborted) return never;
    const { kept } = storage;
    return { key: keyIn(storage, workspaceId) as VisitorKey | undefined, page: undefined, isSaved: true, kept };
  }

  const died = new Promise<void>((resolve) => alive.addEventListener('abort', () => resolve()));
  alive.addEventListener('abort', () => own.clear());
  const name = keyName(workspaceId);

  return {
    store,
    key: ({ keep, forget }: { keep?: VisitorKey; forget?: VisitorKey } = {}) =>
      store(forget ? { name, was: forget } : keep && { name, value: keep }),
    watch(changed: () => void) {
      own.add(changed);
      return () => own.delete(changed);
    },
    locks: storage.hasLocks
      ? {
          /** A browser gives up the locks of a tab that dies. */
          request(_name: string, work: () => Promise<void>) {
            const turn = storage.lastLock.then(() => Promise.race([alive.aborted ? undefined : work(), died]));
            storage.lastLock = turn.catch(() => {});
            return turn;
          },
        }
      : undefined,
  };
}
