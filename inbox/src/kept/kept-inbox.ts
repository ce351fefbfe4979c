import type { ThreadId, UserId, WorkspaceId } from '@everthread/shared/models/ids';
import type { TeamThread } from '@everthread/shared/models/thread';
import type { TopicRow } from '@everthread/shared/models/topic';
import type { View } from '@everthread/shared/models/view';
import type { Workspace } from '@everthread/shared/models/workspace';
import type { Listing } from '../models/listing.ts';
import type { Counts } from '../models/view-counts.ts';
import { keptRoot, listKey, viewsKey, workspaceKey } from './kept-keys.ts';
import type { KeptStore } from './kept-store.ts';

const MOST_THREADS = 50;
const MOST_LISTS = 8;
const MOST_ROWS = 50;
const A_WEEK_MS = 7 * 24 * 60 * 60 * 1000;

export type KeptList = { listing: Listing; rows: readonly TopicRow[] };
export type KeptViews = { views: readonly View[]; counts: Counts };
type Dated<Value> = { at: number; value: Value };

/** What is kept of one agent's inbox in one workspace, under a key of his own. */
export type KeptInbox = ReturnType<typeof keptInbox>;

export function keptInbox(store: KeptStore, who: { userId: UserId; workspaceId: WorkspaceId }, now: () => number) {
  const root = keptRoot(who.userId, who.workspaceId);
  const keyOfList = (listing: Listing) => listKey(who.userId, who.workspaceId, listing);
  const keyOfViews = viewsKey(who.userId, who.workspaceId);
  const keyOfWorkspace = workspaceKey(who.userId, who.workspaceId);
  const threadKey = (id: ThreadId) => `${root}/thread/${id}`;
  let isEnded = false;

  function put(key: string, value: unknown): void {
    if (!isEnded) store.put(key, { at: now(), value } satisfies Dated<unknown>);
  }

  async function get<Value>(key: string): Promise<Value | undefined> {
    const kept = await store.get<Dated<Value>>(key);
    return !isEnded && kept && now() - kept.at < A_WEEK_MS ? kept.value : undefined;
  }

  /** Removes the oldest of more than so many. */
  async function thin(prefix: string, most: number): Promise<void> {
    const keys = await store.keys(prefix);
    if (keys.length <= most) return;
    const dated = await Promise.all(
      keys.map(async (key) => ({ key, at: (await store.get<Dated<unknown>>(key))?.at ?? 0 })),
    );
    for (const { key } of dated.toSorted((a, b) => b.at - a.at).slice(most)) store.remove(key);
  }

  return {
    list: (listing: Listing) => get<KeptList>(keyOfList(listing)),
    views: () => get<KeptViews>(keyOfViews),
    workspace: () => get<Workspace>(keyOfWorkspace),
    thread: (id: ThreadId) => get<TeamThread>(threadKey(id)),

    keepList({ listing, rows }: KeptList) {
      put(keyOfList(listing), { listing, rows: rows.slice(0, MOST_ROWS) } satisfies KeptList);
      void thin(`${root}/list/`, MOST_LISTS);
    },
    keepViews: (views: KeptViews) => put(keyOfViews, views),
    keepWorkspace: (workspace: Workspace) => put(keyOfWorkspace, workspace),
    keepThread(thread: TeamThread) {
      put(threadKey(thread.id), thread);
      void thin(`${root}/thread/`, MOST_THREADS);
    },
    forgetThread: (id: ThreadId) => store.remove(threadKey(id)),
    /** Nothing is kept any more, whoever still tries to. */
    end() {
      isEnded = true;
    },
    /** Its agent has signed in again. */
    goOn() {
      isEnded = false;
    },
  };
}
