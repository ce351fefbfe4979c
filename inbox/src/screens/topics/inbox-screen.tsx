import type { TeamMessage } from '@everthread/shared/models/message';
import { useComputed } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useCommands } from '../../commands/use-commands.tsx';
import { laterPart } from '../../later.tsx';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { keyOf } from '../../models/listing.ts';
import { pathOf } from '../../routes.ts';
import type { TopicsRoute } from '../../topics-route.ts';
import { classes } from '../../ui/classes.ts';
import { Placard } from '../../ui/placard.tsx';
import { ThreadPane, threadScreens } from '../thread/around-the-thread.ts';
import { loseComposer } from '../thread/composer-id.ts';
import { isWide } from './is-wide.ts';
import { LiveNotice } from './live-notice.tsx';
import { shownListing } from './shown-listing.ts';
import { Sidebar } from './sidebar.tsx';
import { Drawer } from './sidebar-place.tsx';
import { TopicsPane } from './topics-pane.tsx';
import { useChosenTopic } from './use-chosen-topic.ts';
import { useMovedTopic } from './use-moved-topic.ts';
import { useStatusChange } from './use-status-change.ts';
import { useUnsentWarning } from './use-unsent-warning.ts';
import { useWantedNext } from './use-wanted-next.ts';
import { VisitorAside } from './visitor-aside.tsx';

const ReturnedNews = laterPart(async () => (await threadScreens()).ReturnedNews);

/** Three panes: the topics, the thread, its visitor. On a phone one at a time. */
export function InboxScreen({ inbox, route }: { inbox: InboxModel; route: TopicsRoute }) {
  const { sidebar } = useApp();
  const t = useStrings();
  const { shown } = route;
  const listing = shownListing(route, inbox.topics.views);
  const topic = useChosenTopic(inbox, shown?.topicId);
  const thread = inbox.current.value;
  const hasTopics = useComputed(() => inbox.topics.rows.value.length > 0).value;

  useLayoutEffect(() => inbox.start(), [inbox]);
  useLayoutEffect(() => listing && inbox.showList(listing), [inbox, listing && keyOf(listing)]);
  useLayoutEffect(() => inbox.showThread(shown?.threadId, shown?.topicId), [inbox, shown?.threadId, shown?.topicId]);
  useMovedTopic(inbox, route, topic);
  useWantedNext(inbox, shown);
  useUnsentWarning(inbox);

  // Whoever has chosen a list wants to see it.
  useEffect(() => sidebar.close, [route.view]);

  // On a phone the list gives way to the thread, so the focus goes along.
  useEffect(() => {
    if (shown && !isWide()) document.querySelector<HTMLElement>('[data-thread-title]')?.focus();
  }, [shown?.topicId]);

  const changeStatus = useStatusChange(inbox, route, topic);
  const onStatus = (to: 'open' | 'done') => void changeStatus(to);
  const commands = useCommands({ inbox, route, topic, setStatus: onStatus });

  const linkTo = ({ threadId, topicId, id: messageId }: TeamMessage) =>
    location.origin + pathOf({ ...route, shown: { threadId, topicId, pane: 'thread', messageId } });
  const pathTo = (pane: 'thread' | 'visitor') => pathOf(shown ? { ...route, shown: { ...shown, pane } } : route);
  const { shown: _, ...list } = route;

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
        <section
          aria-label={t.thread.region}
          class={classes(
            'relative min-w-0 flex-1 flex-col bg-surface two:flex',
            shown?.pane === 'thread' ? 'flex' : 'hidden',
          )}
        >
          {shown && thread ? (
            <ThreadPane
              key={shown.threadId}
              inbox={inbox}
              threadId={shown.threadId}
              thread={thread}
              topic={topic}
              soughtId={shown.messageId}
              listPath={pathOf(list)}
              visitorPath={pathTo(shown.pane === 'visitor' ? 'thread' : 'visitor')}
              linkTo={linkTo}
              onStatus={onStatus}
              onLost={loseComposer}
            />
          ) : (
            hasTopics && <Placard title={t.thread.choose} hint={t.thread.chooseHint} />
          )}
        </section>
        {shown && thread && (
          <VisitorAside inbox={inbox} route={route} shown={shown} thread={thread} threadPath={pathTo('thread')} />
        )}
      </main>
      {commands.layer}
    </div>
  );
}
