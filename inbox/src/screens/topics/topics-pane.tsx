import { useApp } from '../../app-context.ts';
import { laterPart } from '../../later.tsx';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { TopicsRoute } from '../../topics-route.ts';
import { classes } from '../../ui/classes.ts';
import { ListHeader } from './list-header.tsx';
import { StatusTabs } from './status-tabs.tsx';
import { TopicList } from './topic-list.tsx';

const FilterBar = laterPart(async () => (await import('../views/around-the-views.ts')).FilterBar);
const BulkBar = laterPart(async () => (await import('./bulk-bar.tsx')).BulkBar);

type TopicsPaneProps = { inbox: InboxModel; route: TopicsRoute; onSearch: () => void };

/** The first pane: which view this is, and its topics. */
export function TopicsPane({ inbox, route, onSearch }: TopicsPaneProps) {
  const { sidebar } = useApp();
  const t = useStrings();
  return (
    <section
      aria-label={t.topics.region}
      class={classes(
        'w-full flex-col border-line bg-surface two:flex two:w-80 two:border-e three:w-88',
        route.shown ? 'hidden' : 'flex',
      )}
    >
      <ListHeader inbox={inbox} route={route} sidebar={sidebar} onSearch={onSearch} />
      <StatusTabs inbox={inbox} route={route} />
      {route.filters && <FilterBar inbox={inbox} route={route} />}
      <TopicList inbox={inbox} route={route} />
      {inbox.selection.count.value > 0 && <BulkBar inbox={inbox} />}
    </section>
  );
}
