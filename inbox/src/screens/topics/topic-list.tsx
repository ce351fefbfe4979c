import type { WorkspaceId } from '@everthread/shared/models/ids';
import { useStrings } from '../../locale.ts';
import type { TopicsModel } from '../../models/topics-model.ts';
import type { TypingModel } from '../../models/typing-model.ts';
import { pathOf } from '../../routes.ts';
import { Button } from '../../ui/button.tsx';
import { Placard } from '../../ui/placard.tsx';
import { VirtualList } from '../../ui/virtual-list.tsx';
import { TOPIC_ROW_HEIGHT, TopicRow } from './topic-row.tsx';

type TopicListProps = { topics: TopicsModel; typing: TypingModel; workspaceId: WorkspaceId };

export function TopicList({ topics, typing, workspaceId }: TopicListProps) {
  const t = useStrings();
  const rows = topics.rows.value;
  const status = topics.status.value;
  const chosenId = topics.selectedId.value;

  if (rows.length === 0) {
    if (topics.state.value === 'loading') return <Bones />;
    if (topics.state.value === 'failed') {
      return (
        <Placard title={t.topics.failed}>
          <Button onClick={() => void topics.refresh()}>{t.tryAgain}</Button>
        </Placard>
      );
    }
    const total = Object.values(topics.counts.value).reduce((sum, count) => sum + count, 0);
    return (
      <Placard title={t.topics.empty[status]} hint={t.topics.emptyHint[status]}>
        {total === 0 && (
          <a
            href={pathOf({ name: 'settings', workspaceId, section: 'install' })}
            class="font-medium text-accent hover:underline"
          >
            {t.topics.installHint}
          </a>
        )}
      </Placard>
    );
  }

  const tabStopId = rows.some(({ topic }) => topic.id === chosenId) ? chosenId : rows[0]?.topic.id;
  return (
    <div data-topic-list class="contents">
      <VirtualList
        key={status}
        items={rows}
        keyOf={({ topic }) => topic.id}
        rowHeight={TOPIC_ROW_HEIGHT}
        label={t.topics.region}
        shownKey={chosenId}
        onNearEnd={() => topics.hasMore.value && topics.moreState.value === 'idle' && void topics.loadMore()}
        row={(row) => (
          <TopicRow
            row={row}
            typing={typing}
            path={pathOf({
              name: 'topics',
              workspaceId,
              status,
              shown: { threadId: row.topic.threadId, topicId: row.topic.id, pane: 'thread' },
            })}
            isChosen={row.topic.id === chosenId}
            isTabStop={row.topic.id === tabStopId}
            isLeaving={row.topic.status !== status}
          />
        )}
        foot={
          topics.moreState.value === 'failed' && (
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
        <div key={width} class="flex items-center gap-3 px-4" style={{ blockSize: `${TOPIC_ROW_HEIGHT}px` }}>
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
