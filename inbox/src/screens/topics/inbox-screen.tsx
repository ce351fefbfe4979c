import { useEffect, useLayoutEffect } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useCommands } from '../../commands/use-commands.tsx';
import { laterPart } from '../../later.tsx';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { keyOf } from '../../models/listing.ts';
import type { TopicsRoute } from '../../topics-route.ts';
import { threadScreens } from '../thread/around-the-thread.ts';
import { isWide } from './is-wide.ts';
import { LiveNotice } from './live-notice.tsx';
import { shownListing } from './shown-listing.ts';
import { Sidebar } from './sidebar.tsx';
import { Drawer } from './sidebar-place.tsx';
import { ThreadPlace } from './thread-place.tsx';
import { TopicsPane } from './topics-pane.tsx';
import { useChosenTopic } from './use-chosen-topic.ts';
import { useMovedTopic } from './use-moved-topic.ts';
import { useStatusChange } from './use-status-change.ts';
import { useUnsentWarning } from './use-unsent-warning.ts';
import { useWantedNext } from './use-wanted-next.ts';

const ReturnedNews = laterPart(async () => (await threadScreens()).ReturnedNews);

/** Three panes: the topics, the thread, its visitor. On a phone one at a time. */
export function InboxScreen({ inbox, route }: { inbox: InboxModel; route: TopicsRoute }) {
  const { sidebar } = useApp();
  const t = useStrings();
  const { shown } = route;
  const listing = shownListing(route, inbox.topics.views);
  const topic = useChosenTopic(inbox, shown?.topicId);

  useLayoutEffect(() => inbox.start(), [inbox]);
  useLayoutEffect(() => listing && inbox.showList(listing), [inbox, listing && keyOf(listing)]);
  useLayoutEffect(() => inbox.showThread(shown?.threadId, shown?.topicId), [inbox, shown?.threadId, shown?.topicId]);
  useMovedTopic(inbox, route, topic);
  useWantedNext(inbox, shown);
  useUnsentWarning(inbox);

  // Whoever has chosen a list wants to see it.
  useEffect(() => sidebar.close, [route.view]);

  // On a phone whoever comes back to the list is where he left it.
  const topicId = shown?.topicId;
  useEffect(() => {
    if (!isWide()) return () => document.querySelector<HTMLElement>(`[data-topic="${topicId}"]`)?.focus();
  }, [topicId]);

  const changeStatus = useStatusChange(inbox, route, topic);
  const onStatus = (to: 'open' | 'done') => void changeStatus(to);
  const commands = useCommands({ inbox, route, topic, setStatus: onStatus });

  const views = (onHide: () => void) => (
    <Sidebar inbox={inbox} route={route} onShortcuts={() => commands.show({ name: 'help' })} onHide={onHide} />
  );
  return (
    <div class="flex h-full flex-col">
      <LiveNotice live={inbox.live} />
      <ReturnedNews inbox={inbox} route={route} />
      <main class="relative flex min-h-0 flex-1 overflow-hidden">
        <h1 class="sr-only">{t.topics.region}</h1>
        {sidebar.isKept.value && (
          <aside class="hidden w-55 shrink-0 border-e border-line bg-ground roomy:block">{views(sidebar.hide)}</aside>
        )}
        {sidebar.isOver.value && <Drawer onClose={sidebar.close}>{views(sidebar.close)}</Drawer>}
        <TopicsPane inbox={inbox} route={route} onSearch={() => commands.show({ name: 'search' })} />
        <ThreadPlace inbox={inbox} route={route} topic={topic} onStatus={onStatus} />
      </main>
      {commands.layer}
    </div>
  );
}
