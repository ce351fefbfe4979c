import type { ViewFilters } from '@everthread/shared/models/view';
import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useLocale } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { keyOf } from '../../models/listing.ts';
import { filtersOf } from '../../models/view-counts.ts';
import type { TopicsRoute } from '../../topics-route.ts';
import { Button } from '../../ui/button.tsx';
import { shownView } from '../topics/shown-listing.ts';
import { changeView } from './change-view.ts';
import { AddFilter, FilterChip } from './filter-chips.tsx';
import { FILTER_FIELDS, type FilterField, type Known } from './filter-fields.tsx';
import { mayChangeView } from './may-change-view.ts';
import { viewAsked } from './view-asked.ts';
import { ViewDialog } from './view-dialog.tsx';
import { viewWords } from './view-words.ts';

/** What a list is filtered by, each filter to be changed or taken away, and all of it to be kept as a view. */
export function FilterBar({ inbox, route }: { inbox: InboxModel; route: TopicsRoute }) {
  const app = useApp();
  const { router, toasts } = app;
  const { strings: t, language } = useLocale();
  const w = viewWords();
  const { views } = inbox.topics;
  const [open, setOpen] = useState<FilterField | 'add'>();
  const filters = route.filters ?? {};
  const known: Known = { roster: inbox.roster, ownId: inbox.agentId.value, t, language };
  const used = FILTER_FIELDS.filter((field) => filters[field] !== undefined || field === open);
  const own = views.views.value.find(({ id }) => route.view === `view/${id}`);
  const sort = shownView(route, views)?.sort ?? 'newest';
  const kept = { filters: filtersOf(route.view, views.views.value) ?? {}, sort: own?.sort ?? 'newest' };
  const isChanged = keyOf({ filters, sort }) !== keyOf(kept);

  const save = () => {
    viewAsked.value = 'new';
  };
  const filter = (next: ViewFilters) => router.go({ ...route, filters: next }, 'replace');
  function leave(): void {
    const { filters: _, sort: __, ...rest } = route;
    router.go(rest, 'replace');
  }

  async function update(): Promise<void> {
    if (!own) return;
    try {
      await changeView({ app, t, inbox }, own, { filters, sort });
      leave();
    } catch (error) {
      toasts.show({ tone: 'trouble', text: w.refused(errorWords(error, t)) });
    }
  }

  return (
    <fieldset class="m-0 flex flex-wrap items-center gap-1.5 border-b border-line px-3 pt-0.5 pb-2.5">
      <legend class="sr-only">{w.filters}</legend>
      {used.map((field) => (
        <FilterChip
          key={field}
          field={field}
          filters={filters}
          known={known}
          isOpen={open === field}
          onOpen={() => setOpen(field)}
          onClose={() => setOpen(undefined)}
          onFilter={filter}
        />
      ))}
      <AddFilter
        isBare={used.length === 0}
        fields={FILTER_FIELDS.filter((field) => filters[field] === undefined)}
        isOpen={open === 'add'}
        onOpen={() => setOpen('add')}
        onChoose={setOpen}
        onClose={() => setOpen((now) => (now === 'add' ? undefined : now))}
      />
      <div class="ms-auto flex items-center gap-1">
        <Button size="small" look="quiet" onClick={leave}>
          {w.clear}
        </Button>
        {isChanged && own && mayChangeView(own, inbox) && (
          <Button size="small" onClick={() => void update()}>
            {w.update}
          </Button>
        )}
        {isChanged && (
          <Button size="small" look="primary" onClick={save}>
            {w.save}
          </Button>
        )}
      </div>
      {viewAsked.value === 'new' && <ViewDialog inbox={inbox} route={route} listing={{ filters, sort }} />}
    </fieldset>
  );
}
