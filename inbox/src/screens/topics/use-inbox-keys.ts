import type { ThreadId, WorkspaceId } from '@everthread/shared/models/ids';
import type { TopicRow } from '@everthread/shared/models/topic';
import type { ListedStatus } from '@everthread/shared/models/topic-page';
import { useEffect, useRef } from 'preact/hooks';
import type { Mode } from '../../models/drafts-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { Router } from '../../router.ts';
import type { Route } from '../../routes.ts';
import { COMPOSER_ID } from '../thread/composer.tsx';
import { messageAtHand, quoteMessage } from '../thread/quote-message.ts';
import { afterPaint } from './after-paint.ts';
import { type Command, commandOf, placeOf } from './shortcuts.ts';

type TopicsRoute = Extract<Route, { name: 'topics' }>;

type InboxKeys = {
  inbox: InboxModel;
  router: Router;
  route: TopicsRoute;
  onStatus: (status: 'open' | 'done') => void;
  onHelp: () => void;
};

/** The whole inbox by keyboard. */
export function useInboxKeys(keys: InboxKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const ends = new AbortController();
    const steps = afterPaint();
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open], [popover]:popover-open')) return;
      const command = commandOf(event, placeOf(event.target));
      if (!command) return;
      if (command === 'next' || command === 'previous') {
        const { inbox } = latest.current;
        const row = neighbour(inbox, command === 'next' ? 1 : -1);
        if (!row) return;
        // The row is chosen in the next picture, its thread in the one after. Going on quickly draws the last one only.
        inbox.topics.select(row.topic.id);
        steps.put(() => goTo(row, latest.current.router, latest.current.route));
        event.preventDefault();
      } else if (steps.hurry()) {
        // What follows is meant for the topic that was just chosen, once it is here.
        setTimeout(() => run(command, latest.current));
        event.preventDefault();
      } else if (run(command, latest.current)) event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown, { signal: ends.signal });
    return () => {
      ends.abort();
      steps.drop();
    };
  }, []);
}

function run(
  command: Exclude<Command, 'next' | 'previous'>,
  { inbox, router, route, onStatus, onHelp }: InboxKeys,
): boolean {
  const { shown } = route;
  switch (command) {
    case 'done':
    case 'reopen':
      if (shown) onStatus(command === 'done' ? 'done' : 'open');
      return shown !== undefined;
    case 'reply':
      return write('message', inbox, shown?.threadId);
    case 'note':
      return write('note', inbox, shown?.threadId);
    case 'quote':
      return quote(inbox, shown?.threadId);
    case 'leave':
      return leave(router, route);
    case 'visitor':
      if (shown) router.go({ ...route, shown: { ...shown, pane: shown.pane === 'visitor' ? 'thread' : 'visitor' } });
      return shown !== undefined;
    case 'help':
      onHelp();
      return true;
    case 'open':
    case 'waiting':
      return list(command, router, route.workspaceId);
    case 'list-done':
      return list('done', router, route.workspaceId);
    default:
      return command satisfies never;
  }
}

/** The row beside the chosen one; the first when none is chosen. */
export function neighbour(inbox: InboxModel, step: 1 | -1): TopicRow | undefined {
  const rows = inbox.topics.rows.peek();
  const chosen = rows.findIndex(({ topic }) => topic.id === inbox.topics.selectedId.peek());
  return chosen < 0 ? rows[0] : rows[chosen + step];
}

export function goTo(row: TopicRow | undefined, router: Router, route: TopicsRoute): boolean {
  if (!row) return false;
  const { threadId, id: topicId } = row.topic;
  // Going through the list by key leaves one step in the history, not one a topic.
  router.go({ ...route, shown: { threadId, topicId, pane: 'thread' } }, route.shown ? 'replace' : 'push');
  return true;
}

function write(mode: Mode, inbox: InboxModel, threadId: ThreadId | undefined): boolean {
  if (!threadId) return false;
  inbox.drafts.setMode(threadId, mode);
  document.getElementById(COMPOSER_ID)?.focus();
  return true;
}

function quote(inbox: InboxModel, threadId: ThreadId | undefined): boolean {
  const thread = inbox.current.peek();
  const message = thread && messageAtHand(thread);
  if (!threadId || !message) return false;
  quoteMessage(inbox.drafts, threadId, message);
  document.getElementById(COMPOSER_ID)?.focus();
  return true;
}

function leave(router: Router, route: TopicsRoute): boolean {
  const { activeElement } = document;
  if (activeElement?.id === COMPOSER_ID) {
    const row = document.querySelector<HTMLElement>('[data-topic-list] [aria-current]');
    if (row?.checkVisibility()) row.focus();
    else document.querySelector<HTMLElement>('[data-thread-title]')?.focus();
    return true;
  }
  if (!route.shown) return false;
  const { shown, ...list } = route;
  if (shown.pane === 'visitor') router.go({ ...route, shown: { ...shown, pane: 'thread' } });
  else router.go(list);
  return true;
}

function list(status: ListedStatus, router: Router, workspaceId: WorkspaceId): boolean {
  router.go({ name: 'topics', workspaceId, status });
  return true;
}
