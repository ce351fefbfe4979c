import { BUILT_IN_VIEWS, type ViewKey } from '@everthread/shared/models/built-in-views';
import type { MessageId, ThreadId, TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import type { WorkStatus } from '@everthread/shared/models/topic';
import type { ViewFilters, ViewSort } from '@everthread/shared/models/view';

/** `messageId`: the message that a link points at. */
export type ShownThread = { threadId: ThreadId; topicId: TopicId; pane: 'thread' | 'visitor'; messageId?: MessageId };

/**
 * A list of topics and what of it is open. `status`: the part of a view that does not name its statuses. `filters` and
 * `sort` stand in place of the view's own until they are saved.
 */
export type TopicsRoute = {
  name: 'topics';
  workspaceId: WorkspaceId;
  view: ViewKey;
  status: WorkStatus;
  sort?: ViewSort;
  filters?: ViewFilters;
  shown?: ShownThread;
};

/** Where one is who has not gone anywhere yet. */
export const firstList = (workspaceId: WorkspaceId): TopicsRoute => listOf(workspaceId, 'all');

/** The list of a view, with nothing open in it. */
export const listOf = (workspaceId: WorkspaceId, view: ViewKey): TopicsRoute => ({
  name: 'topics',
  workspaceId,
  view,
  status: view === 'snoozed' || view === 'done' ? view : 'open',
});

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const VIEWS = `${BUILT_IN_VIEWS.join('|')}|(?:team|view)/${UUID}`;
const TOPICS = new RegExp(`^/inbox/(${UUID})(?:/(${VIEWS}|open|waiting)(?:/(${UUID})/(${UUID})(/visitor)?)?)?$`);
const MESSAGE = new RegExp(`^${UUID}$`);
const STATUSES: readonly string[] = ['open', 'waiting', 'snoozed', 'done'] satisfies WorkStatus[];
export const SORTS: readonly ViewSort[] = ['newest', 'waiting', 'priority', 'promise', 'target'];

// Before there were views the lists were those of a status.
const ONCE: Readonly<Record<string, { view: ViewKey; status: WorkStatus }>> = {
  open: { view: 'all', status: 'open' },
  waiting: { view: 'all', status: 'waiting' },
};

/** What an address means, if it is that of a list. */
export function readTopicsRoute(path: string, search: string): TopicsRoute | undefined {
  const found = TOPICS.exec(path);
  if (!found) return undefined;
  const [, workspaceId, name = 'all', threadId, topicId, visitor] = found;
  const query = new URLSearchParams(search);
  const { view, status } = ONCE[name] ?? listOf(workspaceId as WorkspaceId, name as ViewKey);
  const [wanted, sort] = [query.get('status') ?? '', query.get('sort') ?? ''];
  const filters = readFilters(query.get('filters'));
  const list: TopicsRoute = {
    name: 'topics',
    workspaceId: workspaceId as WorkspaceId,
    view,
    status: STATUSES.includes(wanted) ? (wanted as WorkStatus) : status,
    ...(SORTS.includes(sort as ViewSort) && { sort: sort as ViewSort }),
    ...(filters && { filters }),
  };
  if (!threadId) return list;
  const pane = visitor ? 'visitor' : 'thread';
  const shown = { threadId: threadId as ThreadId, topicId: topicId as TopicId, pane } as const;
  const messageId = query.get('message') ?? '';
  return { ...list, shown: MESSAGE.test(messageId) ? { ...shown, messageId: messageId as MessageId } : shown };
}

/** Filters as somebody's link brings them. The server looks at them closely; here it is enough that they can be drawn. */
function readFilters(text: string | null): ViewFilters | undefined {
  if (!text) return undefined;
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as ViewFilters) : undefined;
  } catch {
    return undefined;
  }
}

/** The address of a list and of what is open in it. */
export function pathOfTopics({ workspaceId, view, status, sort, filters, shown }: TopicsRoute): string {
  const query = new URLSearchParams();
  if (status !== listOf(workspaceId, view).status) query.set('status', status);
  if (sort) query.set('sort', sort);
  if (filters) query.set('filters', JSON.stringify(filters));
  if (shown?.messageId) query.set('message', shown.messageId);
  const at = shown ? `/${shown.threadId}/${shown.topicId}${shown.pane === 'visitor' ? '/visitor' : ''}` : '';
  const asked = query.size > 0 ? `?${query}` : '';
  return `/inbox/${workspaceId}/${view}${at}${asked}`;
}
