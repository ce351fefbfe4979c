import { type Kept, keyName } from '../src/channel.ts';
import type { Change, Host, Told } from '../src/messenger/host.ts';

/** The storage of a host's page as its tabs share it, and what each tab's messenger has of it. */
export function hostPage(workspaceId = 'w', kept: Kept = {}) {
  let now: Kept = kept;
  const watchers = new Map<() => void, object>(); // and whose they are
  return {
    kept: () => now,
    put: (next: Kept) => {
      now = next;
    },
    tab(): Pick<Host, 'store' | 'watch'> {
      const self = {};
      return {
        async store(change?: Change): Promise<Told> {
          if (change && now[change.name] === change.was) {
            const { [change.name]: _gone, ...rest } = now;
            now = change.value ? { ...rest, [change.name]: change.value } : rest;
            for (const [changed, tab] of watchers) if (tab !== self) changed();
          }
          return { key: now[keyName(workspaceId)] as Told['key'], page: undefined, isSaved: true, kept: now };
        },
        watch(changed) {
          watchers.set(changed, self);
          return () => watchers.delete(changed);
        },
      };
    },
  };
}
