import type { WorkspaceId } from '@everthread/shared/models/ids';
import { useLocale } from '../../locale.ts';
import { LIST_STATUSES } from '../../models/topic-list.ts';
import type { TopicsModel } from '../../models/topics-model.ts';
import { pathOf } from '../../routes.ts';
import { classes } from '../../ui/classes.ts';

export function StatusTabs({ topics, workspaceId }: { topics: TopicsModel; workspaceId: WorkspaceId }) {
  const { strings: t, language } = useLocale();
  return (
    <nav aria-label={t.topics.tabs} class="flex gap-1 px-3 pb-2">
      {LIST_STATUSES.map((status) => {
        const isShown = topics.status.value === status;
        return (
          <a
            key={status}
            href={pathOf({ name: 'topics', workspaceId, status })}
            aria-current={isShown ? 'page' : undefined}
            class={classes(
              'flex items-center gap-1.5 rounded-medium px-2.5 py-1.5 font-medium transition-colors',
              isShown ? 'bg-raised text-ink' : 'text-soft hover:bg-hover hover:text-ink',
            )}
          >
            {t.topics[status]}
            <span class={classes('min-w-4 text-small tabular-nums', isShown ? 'text-soft' : 'text-faint')}>
              {topics.hasCounts.value ? topics.counts.value[status].toLocaleString(language) : ''}
            </span>
          </a>
        );
      })}
    </nav>
  );
}
