import type { AgentId } from '@everthread/shared/models/ids';
import { useComputed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { laterPart } from '../../later.tsx';
import { useLocale, useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { keyOf } from '../../models/listing.ts';
import { pathOf } from '../../routes.ts';
import { firstList, type TopicsRoute } from '../../topics-route.ts';
import { Button } from '../../ui/button.tsx';
import { Placard } from '../../ui/placard.tsx';
import { inRem, VirtualList } from '../../ui/virtual-list.tsx';
import { shownListing } from './shown-listing.ts';
import { TOPIC_ROW_HEIGHT, TopicRow } from './topic-row.tsx';
import { countOf, PARTS } from './view-names.ts';

const FirstSteps = laterPart(async () => (await import('./first-steps.tsx')).FirstSteps);

type TopicListProps = { inbox: InboxModel; route: TopicsRoute };

export function TopicList({ inbox, route }: TopicListProps) {
  const { now } = useApp();
  const locale = useLocale();
  const { strings: t } = locale;
  const { topics, typing, roster } = inbox;
  const { workspaceId, status } = route;
  const hasMoreFailed = useComputed(() => topics.moreState.value === 'failed').value;
  const listing = shownListing(route, topics.views);
  const rows = topics.rows.value;
  void roster.workspace.value; // the names of assignees come with it
  const chosenId = topics.selectedId.value;
  const selected = inbox.selection.ids.value;

  // Moving on by key takes the focus along while it is in the list, or where a row that is done has left it.
  useEffect(() => {
    const at = document.activeElement;
    const list = at?.closest('[data-topic-list]') ?? at?.querySelector(':scope > [data-topic-list]');
    list?.querySelector<HTMLElement>('[aria-current]')?.focus();
  }, [chosenId]);

  if (!listing) {
    if (!topics.views.isKnown.value) return <Bones />;
    return (
      <Placard title={t.views.unknown} hint={t.views.unknownHint}>
        <a href={pathOf(firstList(workspaceId))} class="font-medium text-accent hover:underline">
          {t.views.toAll}
        </a>
      </Placard>
    );
  }

  if (rows.length === 0) {
    if (topics.state.value === 'loading') return <Bones />;
    if (topics.state.value === 'failed') {
      return (
        <Placard title={t.topics.failed}>
          <Button onClick={() => void topics.refresh()}>{t.tryAgain}</Button>
        </Placard>
      );
    }
    if (route.filters || !topics.views.isKnown.value) return <Placard title={t.views.noneMatch} />;
    if (route.view === 'mentions') return <Placard title={t.views.notNamed} hint={t.views.notNamedHint} />;
    const allAnswered = <Placard title={t.topics.empty[status]} hint={t.topics.emptyHint[status]} />;
    const all = topics.counts.value.all;
    const mayBeNew = status === 'open' && all && PARTS.every((part) => countOf(all, part) === 0);
    if (!mayBeNew || roster.workspace.value?.seenOrigins.length !== 0 || !roster.isManager.value) return allAnswered;
    return <FirstSteps workspaceId={workspaceId} otherwise={allAnswered} />;
  }

  const { shown: _, ...bare } = route;
  const [before, after = ''] = pathOf(bare).split(/(?=\?)/);
  const nameOf = (id: AgentId | null) => (id ? roster.nameOfAgent(id) : undefined);
  const minute = now.now.value;
  const writing = typing.typists.value;
  const tabStopId = rows.some(({ topic }) => topic.id === chosenId) ? chosenId : rows[0]?.topic.id;
  return (
    <div data-topic-list class="contents">
      <VirtualList
        key={keyOf(listing)}
        items={rows}
        keyOf={({ topic }) => topic.id}
        rowHeight={TOPIC_ROW_HEIGHT}
        label={t.topics.region}
        shownKey={chosenId}
        onNearEnd={() => topics.hasMore.value && topics.moreState.value === 'idle' && void topics.loadMore()}
        row={(row, at) => (
          <TopicRow
            key={row.topic.id}
            row={row}
            at={at}
            of={rows.length}
            locale={locale}
            now={minute}
            isTyping={writing.get(row.topic.visitor.id)?.isVisitor ?? false}
            path={`${before}/${row.topic.threadId}/${row.topic.id}${after}`}
            assignee={row.topic.assigneeId === inbox.agentId.value ? undefined : nameOf(row.topic.assigneeId)}
            isByWaiting={listing.sort !== 'newest'}
            selection={inbox.selection}
            isSelected={selected.has(row.topic.id)}
            isSelecting={selected.size > 0}
            isChosen={row.topic.id === chosenId}
            isTabStop={row.topic.id === tabStopId}
            isLeaving={row.topic.id === topics.leavingId.value}
          />
        )}
        foot={
          hasMoreFailed && (
            <div class="flex items-center justify-between gap-3 p-4">
              <span class="text-soft">{t.topics.moreFailed}</span>
              <Button size="small" onClick={() => void topics.loadMore()}>
                {t.tryAgain}
              </Button>
            </div>
          )
        }
      />
    </div>
  );
}

function Bones() {
  const t = useStrings();
  return (
    <div aria-busy="true" aria-label={t.loading} role="status">
      {[72, 96, 60, 84, 68].map((width) => (
        <div key={width} class="flex items-center gap-3 px-4" style={{ blockSize: inRem(TOPIC_ROW_HEIGHT) }}>
          <div class="bone size-8 rounded-full" />
          <div class="flex-1">
            <div class="bone h-3.5" style={{ inlineSize: `${width}px` }} />
            <div class="bone mt-2 h-3" style={{ inlineSize: `${width + 96}px` }} />
          </div>
        </div>
      ))}
    </div>
  );
}
