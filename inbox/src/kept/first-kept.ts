import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Me, Workspace } from '@everthread/shared/models/workspace';
import { listingOf } from '../api/first-paths.ts';
import type { Route } from '../routes.ts';
import { type KeptList, type KeptViews, keptInbox } from './kept-inbox.ts';
import type { KeptStore } from './kept-store.ts';

/** What the first picture is drawn of, where an earlier visit has left it. */
export type FirstKept = {
  me: Me;
  workspaceId: WorkspaceId;
  list: KeptList | undefined;
  views: KeptViews | undefined;
  workspace: Workspace | undefined;
};

/** Finds it for the list of the address. Nothing where nobody is known to have sat here, or what was left cannot be read. */
export const findFirstKept = (store: KeptStore, route: Route, now: () => number): Promise<FirstKept | undefined> =>
  find(store, route, now).catch(() => undefined);

async function find(store: KeptStore, route: Route, now: () => number): Promise<FirstKept | undefined> {
  const me = route.name === 'topics' ? await store.get<Me>('me') : undefined;
  if (!me || route.name !== 'topics') return undefined;
  const { workspaceId } = route;
  const kept = keptInbox(store, { userId: me.user.id, workspaceId }, now);
  const listing = listingOf(route);
  const [list, views, workspace] = await Promise.all([listing && kept.list(listing), kept.views(), kept.workspace()]);
  return { me, workspaceId, list, views, workspace };
}
