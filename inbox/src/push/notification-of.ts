import type { TopicId, WorkspaceId } from '@everthread/shared/models/ids';
import type { PushedNotice, PushPayload } from '@everthread/shared/models/notification';
import type { PushWords } from '../locales/en-push.ts';

/** What a notification keeps: where a click leads, and of which topics it tells. */
export type NotificationData = { path: string; topicIds: TopicId[] };
export type ShownNotification = { title: string; body: string; tag: string; data: NotificationData; renotify: boolean };

/** How a push is shown. One topic has one notification, in place of which a later one comes without a sound. */
export function notificationOf(payload: Exclude<PushPayload, { type: 'close' }>, w: PushWords): ShownNotification {
  if (payload.type === 'test') {
    return { title: w.test, body: w.testHint, tag: 'test', data: { path: '/inbox', topicIds: [] }, renotify: true };
  }
  const { workspaceId, notices, more } = payload;
  const topicIds = [...new Set(notices.map(({ topicId }) => topicId))];
  const [first] = notices;
  if (first && topicIds.length === 1 && more === 0) {
    const newest = notices.at(-1) ?? first;
    return {
      ...words(newest, w),
      tag: first.topicId,
      data: { path: pathTo(workspaceId, newest), topicIds },
      renotify: false,
    };
  }
  const lines = notices.map((notice) => line(notice, w));
  return {
    title: w.several(topicIds.length + more),
    body: [...lines, ...(more > 0 ? [w.more(more)] : [])].join('\n'),
    tag: `many ${workspaceId}`,
    data: { path: `/inbox/${workspaceId}/all`, topicIds },
    renotify: true,
  };
}

/** What a push is shown as that cannot be read, because something has to be. */
export const unreadableNotification = (w: PushWords): ShownNotification => ({
  title: w.product,
  body: w.unreadable,
  tag: 'unreadable',
  data: { path: '/inbox', topicIds: [] },
  renotify: false,
});

function words({ kind, name, text }: PushedNotice, w: PushWords): { title: string; body: string } {
  switch (kind) {
    case 'mention':
      return { title: w.mentioned(name ?? w.colleague), body: text ?? '' };
    case 'assignment':
      return { title: w.assigned(name ?? w.somebody), body: text ?? '' };
    case 'returned':
      return { title: w.returned(name ?? w.somebody), body: w.returnedHint };
    case 'target':
      return { title: w.target(name ?? w.somebody), body: text ?? '' };
    case 'promise':
      return { title: w.promise(name ?? w.somebody), body: text ?? '' };
    case 'mine':
    case 'followed':
    case 'team':
    case 'unassigned':
      return { title: name ?? w.somebody, body: text ?? w.newMessage };
    default:
      return kind satisfies never;
  }
}

function line(notice: PushedNotice, w: PushWords): string {
  const { title, body } = words(notice, w);
  return body ? w.line(title, body) : title;
}

function pathTo(workspaceId: WorkspaceId, { threadId, topicId, messageId }: PushedNotice): string {
  const at = `/inbox/${workspaceId}/all/${threadId}/${topicId}`;
  return messageId ? `${at}?message=${messageId}` : at;
}

/** What is left of a notification's topics once these were read: none, and it can go. */
export const topicsLeft = ({ topicIds }: NotificationData, read: readonly TopicId[]): TopicId[] =>
  topicIds.filter((id) => !read.includes(id));
