import { useApp } from '../../app-context.ts';
import { laterPart } from '../../later.tsx';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { TopicsRoute } from '../../topics-route.ts';
import { Button } from '../../ui/button.tsx';
import { FirstIcon } from '../../ui/first-icon.tsx';
import { shownView, sortedBy, withFilters } from './shown-listing.ts';
import type { SidebarPlace } from './sidebar-place.tsx';
import { viewName } from './view-names.ts';

const around = () => import('../views/around-the-views.ts');
const ViewMenu = laterPart(async () => (await around()).ViewMenu);
const SortMenu = laterPart(
  async () => (await around()).SortMenu,
  () => <FirstIcon name="sort" class="text-soft" />,
);

type ListHeaderProps = { inbox: InboxModel; route: TopicsRoute; sidebar: SidebarPlace; onSearch: () => void };

/** Which view this is, and the order of its list. */
export function ListHeader({ inbox, route, sidebar, onSearch }: ListHeaderProps) {
  const { router } = useApp();
  const t = useStrings();
  const name = viewName(route.view, inbox, t);
  const sort = shownView(route, inbox.topics.views)?.sort ?? 'newest';

  const own = inbox.topics.views.views.value.find(({ id }) => route.view === `view/${id}`);

  return (
    <div class="flex h-14 shrink-0 items-center gap-1 ps-2 pe-2">
      <Button
        look="quiet"
        size="icon"
        aria-label={t.views.show}
        title={t.views.show}
        class={sidebar.isKept.value ? 'roomy:hidden' : ''}
        onClick={sidebar.toggle}
      >
        <FirstIcon name="sidebar" class="rtl:-scale-x-100" />
      </Button>
      <h2 dir="auto" class="line min-w-0 flex-1 px-2 text-read font-semibold">
        {name ?? ''}
      </h2>
      <Button
        look="quiet"
        size="icon"
        aria-label={t.search.title}
        aria-keyshortcuts="/"
        title={t.search.title}
        onClick={onSearch}
      >
        <FirstIcon name="search" />
      </Button>
      {own && <ViewMenu key={own.id} inbox={inbox} route={route} view={own} />}
      <Button
        look="quiet"
        size="icon"
        aria-label={t.views.filter}
        title={t.views.filter}
        aria-pressed={route.filters !== undefined}
        class="aria-pressed:bg-raised aria-pressed:text-accent"
        onClick={() => router.go(withFilters(route, inbox.topics.views), 'replace')}
      >
        <FirstIcon name="filter" />
      </Button>
      <div class="flex size-8 shrink-0 items-center justify-center">
        <SortMenu sort={sort} onSort={(next) => router.go(sortedBy(next, route, inbox.topics.views), 'replace')} />
      </div>
    </div>
  );
}
