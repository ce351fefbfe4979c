import type { VisitorPush } from '@everthread/shared/models/way-back';
import { fill, type WayBackPageWords } from './words.ts';

export type ShownPush = {
  title: string;
  options: { body: string; tag: string; renotify: boolean; data: { url: string } };
};

/**
 * How a push is shown: a thread has one notification, in place of which a later one comes. What cannot be read is shown
 * too, because something has to be; a click leads to the workspace's own page.
 */
export function shownPush(
  push: Exclude<VisitorPush, { type: 'close' }> | undefined,
  w: WayBackPageWords,
  scope: URL,
): ShownPush {
  if (!push) {
    const url = scope.href.replace('/notify/', '/talk/');
    return { title: w.newMessage, options: { body: '', tag: 'unreadable', renotify: false, data: { url } } };
  }
  const { team, name, text, count, threadId, url } = push;
  const several = count > 1 ? fill(w.newMessages, { count: String(count) }) : w.newMessage;
  const options = { tag: threadId, renotify: true, data: { url } };
  if (text === null)
    return { title: name ? fill(w.from, { name, team }) : team, options: { ...options, body: several } };
  return {
    title: fill(name ? w.from : '{team}', { name: name ?? '', team }),
    options: { ...options, body: count > 1 ? `${text}\n${several}` : text },
  };
}
