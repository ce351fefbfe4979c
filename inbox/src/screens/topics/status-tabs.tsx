import { useLocale } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { keyOf } from '../../models/listing.ts';
import { pathOf } from '../../routes.ts';
import type { TopicsRoute } from '../../topics-route.ts';
import { classes } from '../../ui/classes.ts';
import { shownView } from './shown-listing.ts';
import { countOf, PARTS, writeCount } from './view-names.ts';

/** The parts of a view. What is done, and what its filters leave when they are not saved, is not counted. */
export function StatusTabs({ inbox, route }: { inbox: InboxModel; route: TopicsRoute }) {
  const locale = useLocale();
  const { strings: t } = locale;
  const { topics } = inbox;
  const view = shownView(route, topics.views);
  if (view?.filters.status) return null;
  const { filters: _unsaved, ...saved } = route;
  const own = shownView(saved, topics.views);
  const counts = view && own && keyOf(view) === keyOf(own) ? topics.counts.value[route.view] : undefined;
  const { shown: _, ...list } = route;
  return (
    <nav aria-label={t.topics.tabs} class="flex gap-0.5 px-3 pb-2">
      {PARTS.map((status) => {
        const isShown = route.status === status;
        const count = writeCount(countOf(counts, status), locale);
        return (
          <a
            key={status}
            href={pathOf({ ...list, status })}
            aria-current={isShown ? 'page' : undefined}
            class={classes(
              'flex items-center gap-1 rounded-medium px-2 py-1 font-medium',
              isShown ? 'bg-raised text-ink' : 'text-soft hover:bg-hover hover:text-ink',
            )}
          >
            {t.topics[status]}
            {status !== 'done' && (
              // Its room is kept: a count that comes moves nothing.
              <span class={classes('min-w-3 text-small tabular-nums', isShown ? 'text-soft' : 'text-faint')}>
                {count}
              </span>
            )}
          </a>
        );
      })}
    </nav>
  );
}
