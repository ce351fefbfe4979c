import type { ThreadId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import type { ListedStatus } from '@everthread/shared/models/topic-page';

/** Every address that the inbox has. */
export type Route =
  | { name: 'home' }
  | { name: 'sign-in' | 'sign-up' | 'confirm' | 'forgot' | 'reset' | 'sessions' | 'new-workspace' | 'unknown' }
  | { name: 'install'; workspaceId: WorkspaceId }
  | { name: 'topics'; workspaceId: WorkspaceId; status: ListedStatus; shown?: ShownThread };

export type ShownThread = { threadId: ThreadId; topicId: TopicId; pane: 'thread' | 'visitor' };

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const TOPICS = new RegExp(`^/inbox/(${UUID})/(open|waiting|done)(?:/(${UUID})/(${UUID})(/visitor)?)?$`);
const INSTALL = new RegExp(`^/inbox/(${UUID})/install$`);

const PLAIN: Readonly<Record<string, Route>> = {
  '/inbox': { name: 'home' },
  '/inbox/sign-in': { name: 'sign-in' },
  '/inbox/sign-up': { name: 'sign-up' },
  '/inbox/confirm': { name: 'confirm' },
  '/inbox/forgot': { name: 'forgot' },
  '/inbox/reset': { name: 'reset' },
  '/inbox/account/sessions': { name: 'sessions' },
  '/inbox/new-workspace': { name: 'new-workspace' },
};

/** What an address means. */
export function routeOf(pathname: string): Route {
  const path = pathname.replace(/\/+$/, '');
  const plain = Object.hasOwn(PLAIN, path) ? PLAIN[path] : undefined;
  if (plain) return plain;
  const install = INSTALL.exec(path);
  if (install) return { name: 'install', workspaceId: install[1] as WorkspaceId };
  const topics = TOPICS.exec(path);
  if (!topics) return { name: 'unknown' };
  const [, workspaceId, status, threadId, topicId, visitor] = topics;
  const list = { name: 'topics', workspaceId: workspaceId as WorkspaceId, status: status as ListedStatus } as const;
  if (!threadId) return list;
  const pane = visitor ? 'visitor' : 'thread';
  return { ...list, shown: { threadId: threadId as ThreadId, topicId: topicId as TopicId, pane } };
}

/** The address of a route. */
export function pathOf(route: Route): string {
  switch (route.name) {
    case 'home':
    case 'unknown':
      return '/inbox';
    case 'sessions':
      return '/inbox/account/sessions';
    case 'install':
      return `/inbox/${route.workspaceId}/install`;
    case 'topics': {
      const list = `/inbox/${route.workspaceId}/${route.status}`;
      if (!route.shown) return list;
      const { threadId, topicId, pane } = route.shown;
      return `${list}/${threadId}/${topicId}${pane === 'visitor' ? '/visitor' : ''}`;
    }
    default:
      return `/inbox/${route.name}`;
  }
}

/** Where to return to after signing in: a place of our own, or nowhere. */
export function returnPath(search: string): string | undefined {
  const path = new URLSearchParams(search).get('to');
  return path?.startsWith('/inbox/') && routeOf(path).name !== 'unknown' ? path : undefined;
}
