import type { TeamMessage } from '@everthread/shared/models/message';
import { useComputed } from '@preact/signals';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useCommands } from '../../commands/use-commands.tsx';
import { errorWords } from '../../error-words.ts';
import { laterPart } from '../../later.tsx';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { keyOf } from '../../models/listing.ts';
import { pathOf, type Route } from '../../routes.ts';
import { classes } from '../../ui/classes.ts';
import { FirstIcon } from '../../ui/first-icon.tsx';
import { Placard } from '../../ui/placard.tsx';
import { ThreadPane, threadScreens, VisitorPane } from '../thread/around-the-thread.ts';
import { loseComposer } from '../thread/composer-id.ts';
import { topicDoings } from '../topic/around-the-topic.ts';
import { ListHeader } from './list-header.tsx';
import { LiveNotice } from './live-notice.tsx';
import { goTo, neighbour } from './neighbour.ts';
import { commonTopic } from './selected-topic.ts';
import { shownListing } from './shown-listing.ts';
import { Sidebar } from './sidebar.tsx';
import { Drawer } from './sidebar-place.tsx';
import { StatusTabs } from './status-tabs.tsx';
import { TopicList } from './topic-list.tsx';
import { useChosenTopic } from './use-chosen-topic.ts';

type InboxScreenProps = { inbox: InboxModel; route: Extract<Route, { name: 'topics' }> };

const FilterBar = laterPart(async () => (await import('../views/around-the-views.ts')).FilterBar);

const ReturnedNews = laterPart(async () => (await threadScreens()).ReturnedNews);
const BulkBar = laterPart(async () => (await import('./bulk-bar.tsx')).BulkBar);

const isWide = () => matchMedia('(width >= 48rem)').matches;

/** Three panes: the topics, the thread, its visitor. On a phone one at a time. */
export function InboxScreen({ inbox, route }: InboxScreenProps) {
  const { router, toasts, undo, now } = useApp();
  const t = useStrings();
  const { shown } = route;
  const listing = shownListing(route, inbox.topics.views);
  const sidebar = useApp().sidebar;
  const { topic, status: topicStatus } = useChosenTopic(inbox, shown?.topicId);
  const thread = inbox.current.value;

  useLayoutEffect(() => inbox.start(), [inbox]);
  useLayoutEffect(() => listing && inbox.showList(listing), [inbox, listing && keyOf(listing)]);
  useLayoutEffect(() => inbox.showThread(shown?.threadId, shown?.topicId), [inbox, shown?.threadId, shown?.topicId]);

  // What draws a thread is wanted next, once the list is there.
  const hasRows = useComputed(() => inbox.topics.rows.value.length > 0).value;
  useEffect(() => {
    if (hasRows || shown) threadScreens().catch(() => {}); // said where it is shown
  }, [hasRows, shown !== undefined]);

  // Whoever has chosen a list wants to see it.
  useEffect(() => sidebar.close, [route.view]);

  // Closing the window would lose what has not been sent; the browser asks first.
  useEffect(() => {
    const ends = new AbortController();
    addEventListener('beforeunload', (event) => inbox.hasUnsent() && event.preventDefault(), { signal: ends.signal });
    return () => ends.abort();
  }, [inbox]);

  // What one looks at has become part of another thread.
  const movedTo = shown && (inbox.joined.value.get(shown.threadId) ?? topic?.threadId);
  useLayoutEffect(() => {
    if (shown && movedTo && movedTo !== shown.threadId)
      router.go({ ...route, shown: { ...shown, threadId: topic?.threadId ?? movedTo } }, 'replace');
  }, [movedTo, shown?.threadId]);

  // A topic that was merged away leads on to where its messages are.
  const mergedIntoId = topic?.mergedIntoId;
  useLayoutEffect(() => {
    if (shown && mergedIntoId) router.go({ ...route, shown: { ...shown, topicId: mergedIntoId } }, 'replace');
  }, [shown?.topicId, mergedIntoId]);

  // On a phone the list gives way to the thread, so the focus goes along.
  useEffect(() => {
    if (shown && !isWide()) document.querySelector<HTMLElement>('[data-thread-title]')?.focus();
  }, [shown?.topicId]);

  // The topics beside this one are probably wanted next.
  const isReady = thread?.state.value === 'ready';
  useEffect(() => {
    if (!isReady) return;
    for (const beside of [neighbour(inbox, 1), neighbour(inbox, -1)]) {
      if (beside) inbox.prepare(beside.topic.threadId);
    }
  }, [inbox, isReady, shown?.topicId]);

  async function setStatus(to: 'open' | 'done'): Promise<void> {
    if (!topic || topicStatus === to || (to === 'open' && topicStatus !== 'done')) return;
    const { status, snoozedUntil } = topic;
    const next = to === 'done' ? (neighbour(inbox, 1) ?? neighbour(inbox, -1)) : undefined;
    const nth = undo.begin();
    const change = inbox.changes.make(topic, { status: to });
    if (to === 'done') {
      const { shown: _, ...list } = route;
      if (!isWide() || !goTo(next, router, route)) router.go(list);
    }
    const again = () => void inbox.changes.make(topic, { status: to }).catch(tell);
    const tell = (error: unknown) => {
      const words = `${to === 'done' ? t.thread.notDone : t.thread.notReopened}. ${errorWords(error, t)}`;
      toasts.show({ tone: 'trouble', text: words, action: { label: t.tryAgain, run: again } });
    };
    try {
      const changeId = await change;
      if (!changeId) return;
      const label = to === 'done' ? t.thread.markedDone : t.thread.reopened;
      undo.offer({ label, undo: () => inbox.changes.undo(topic.id, changeId, { status, snoozedUntil }), nth });
    } catch (error) {
      tell(error);
    } finally {
      undo.end(nth);
    }
  }

  /** To all that are chosen, with the code that comes behind the inbox; or to the one on the screen. */
  async function onAllStatus(to: 'open' | 'done'): Promise<void> {
    const common = commonTopic(inbox.selection.topics.peek());
    if (!common) return setStatus(to);
    const { act } = await topicDoings();
    const done = to === 'done' ? t.thread.markedDone : t.thread.reopened;
    await act({ app: { toasts, undo, now }, inbox, t, topic: common }, { status: to }, done);
  }

  const onStatus = (to: 'open' | 'done') => void onAllStatus(to);
  const commands = useCommands({ inbox, route, topic, status: topicStatus, setStatus: onStatus });

  const linkTo = ({ threadId, topicId, id: messageId }: TeamMessage) =>
    location.origin + pathOf({ ...route, shown: { threadId, topicId, pane: 'thread', messageId } });

  const views = (onHide: () => void) => (
    <Sidebar inbox={inbox} route={route} onShortcuts={() => commands.show({ name: 'help' })} onHide={onHide} />
  );
  const pane = shown?.pane ?? 'list';
  const { shown: _, ...list } = route;
  const listPath = pathOf(list);
  const at = (to: 'thread' | 'visitor') => pathOf(shown ? { ...route, shown: { ...shown, pane: to } } : route);
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
        <section
          aria-label={t.topics.region}
          class={classes(
            'w-full flex-col border-e border-line bg-surface two:flex two:w-80 three:w-88',
            pane === 'list' ? 'flex' : 'hidden',
          )}
        >
          <ListHeader
            inbox={inbox}
            route={route}
            sidebar={sidebar}
            onSearch={() => commands.show({ name: 'search' })}
          />
          <StatusTabs inbox={inbox} route={route} />
          {route.filters && <FilterBar inbox={inbox} route={route} />}
          <TopicList inbox={inbox} route={route} />
          {inbox.selection.count.value > 0 && <BulkBar inbox={inbox} />}
        </section>
        <section
          aria-label={t.thread.region}
          class={classes('relative min-w-0 flex-1 flex-col bg-surface two:flex', pane === 'thread' ? 'flex' : 'hidden')}
        >
          {shown && thread ? (
            <ThreadPane
              key={shown.threadId}
              inbox={inbox}
              threadId={shown.threadId}
              thread={thread}
              topic={topic}
              status={topicStatus}
              soughtId={shown.messageId}
              listPath={listPath}
              visitorPath={at(pane === 'visitor' ? 'thread' : 'visitor')}
              linkTo={linkTo}
              onStatus={onStatus}
              onLost={loseComposer}
            />
          ) : (
            <Placard title={t.thread.choose} hint={t.thread.chooseHint} />
          )}
        </section>
        {shown && thread && (
          <aside
            aria-label={t.thread.visitor}
            class={classes(
              'w-full shrink-0 overflow-y-auto border-s border-line bg-surface three:static three:block three:w-76 three:shadow-none',
              pane === 'visitor' ? 'two:absolute two:inset-y-0 two:end-0 two:w-76 two:shadow-float' : 'hidden',
            )}
          >
            <div class="flex h-14 items-center px-2 three:hidden">
              <a
                href={at('thread')}
                aria-label={t.back}
                class="inline-flex size-9 items-center justify-center rounded-medium text-soft hover:bg-raised"
              >
                <FirstIcon name="back" class="size-5" />
              </a>
            </div>
            <VisitorPane key={shown.threadId} inbox={inbox} thread={thread} route={route} />
          </aside>
        )}
      </main>
      {commands.layer}
    </div>
  );
}
