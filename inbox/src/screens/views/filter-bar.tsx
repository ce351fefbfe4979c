import type { ViewFilters } from '@everthread/shared/models/view';
import { useRef, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useLocale } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { keyOf } from '../../models/listing.ts';
import { filtersOf } from '../../models/view-counts.ts';
import type { TopicsRoute } from '../../topics-route.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Picker } from '../topic/picker.tsx';
import { shownView } from '../topics/shown-listing.ts';
import {
  chosenIn,
  FILTER_FIELDS,
  type FilterField,
  type Known,
  nameOfChosen,
  optionsOf,
  typedOption,
  withChosen,
} from './filter-fields.tsx';
import { mayChangeView } from './may-change-view.ts';
import { ViewDialog } from './view-dialog.tsx';
import { viewWords } from './view-words.ts';

const ONE_CHOICE: ReadonlySet<FilterField> = new Set(['page', 'waitingMinutes']);

/** What a list is filtered by, each filter to be changed or taken away, and all of it to be kept as a view. */
export function FilterBar({ inbox, route }: { inbox: InboxModel; route: TopicsRoute }) {
  const { router, toasts } = useApp();
  const { strings: t, language } = useLocale();
  const w = viewWords();
  const { views } = inbox.topics;
  const [open, setOpen] = useState<FilterField | 'add'>();
  const [isSaving, setSaving] = useState(false);
  const filters = route.filters ?? {};
  const known: Known = { roster: inbox.roster, ownId: inbox.agentId.value, t, language };
  const used = FILTER_FIELDS.filter((field) => filters[field] !== undefined || field === open);
  const own = views.views.value.find(({ id }) => route.view === `view/${id}`);
  const sort = shownView(route, views)?.sort ?? 'newest';
  const kept = { filters: filtersOf(route.view, views.views.value) ?? {}, sort: own?.sort ?? 'newest' };
  const isChanged = keyOf({ filters, sort }) !== keyOf(kept);

  const filter = (next: ViewFilters) => router.go({ ...route, filters: next }, 'replace');
  function leave(): void {
    const { filters: _, sort: __, ...rest } = route;
    router.go(rest, 'replace');
  }

  async function update(): Promise<void> {
    if (!own) return;
    try {
      await views.change(own.id, { filters, sort });
      leave();
      toasts.show({ tone: 'news', text: w.updated });
    } catch (error) {
      toasts.show({ tone: 'trouble', text: w.refused(errorWords(error, t)) });
    }
  }

  return (
    <fieldset class="m-0 flex flex-wrap items-center gap-1.5 border-b border-line px-3 pt-0.5 pb-2.5">
      <legend class="sr-only">{w.filters}</legend>
      {used.map((field) => (
        <Chip
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
          <Button size="small" look="primary" onClick={() => setSaving(true)}>
            {w.save}
          </Button>
        )}
      </div>
      {isSaving && (
        <ViewDialog inbox={inbox} route={route} listing={{ filters, sort }} onClose={() => setSaving(false)} />
      )}
    </fieldset>
  );
}

type ChipProps = {
  field: FilterField;
  filters: ViewFilters;
  known: Known;
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
  onFilter: (next: ViewFilters) => void;
};

function Chip({ field, filters, known, isOpen, onOpen, onClose, onFilter }: ChipProps) {
  const w = viewWords();
  const anchor = useRef<HTMLButtonElement>(null);
  const chosen = chosenIn(filters, field);
  const name = w.fields[field];
  const isOne = ONE_CHOICE.has(field);
  const words = chosen.map((id) => nameOfChosen(field, id, known)).join(', ');
  const toggle = (id: string) =>
    onFilter(
      withChosen(
        filters,
        field,
        chosen.includes(id) ? chosen.filter((each) => each !== id) : isOne ? [id] : [...chosen, id],
      ),
    );

  function choices(typed: string) {
    const entered = typedOption(field, typed);
    const options = [
      ...optionsOf(field, known),
      ...(field === 'attributes' || field === 'page' ? chosen : [])
        .filter((id) => id !== entered?.id)
        .map((id) => ({ id, label: nameOfChosen(field, id, known) })),
    ];
    return [
      ...options.map((option) => ({
        ...option,
        isChosen: chosen.includes(option.id),
        run: () => toggle(option.id),
      })),
      ...(entered ? [{ ...entered, fitsAlways: true, run: () => toggle(entered.id) }] : []),
    ];
  }

  return (
    <span class="inline-flex h-7 max-w-full items-center rounded-medium border border-line bg-surface">
      <button
        ref={anchor}
        type="button"
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        onClick={onOpen}
        class="flex h-full min-w-0 items-center gap-1 rounded-s-medium ps-2 pe-1.5 text-small hover:bg-raised"
      >
        <span class="shrink-0 text-faint">{name}</span>
        <bdi class="truncate font-medium">{words}</bdi>
      </button>
      <button
        type="button"
        aria-label={w.remove(name)}
        onClick={() => onFilter(withChosen(filters, field, []))}
        class="flex h-full items-center rounded-e-medium px-1 text-faint hover:bg-raised hover:text-ink"
      >
        <Icon name="close" class="size-3" />
      </button>
      {isOpen && (
        <Picker
          label={name}
          anchor={anchor}
          choices={choices}
          isMany={!isOne}
          onClose={onClose}
          {...(field === 'page' && { placeholder: w.pagePlaceholder })}
          {...(field === 'attributes' && { placeholder: w.attributePlaceholder })}
        />
      )}
    </span>
  );
}

type AddFilterProps = {
  fields: readonly FilterField[];
  isBare: boolean;
  isOpen: boolean;
  onOpen: () => void;
  onChoose: (field: FilterField) => void;
  onClose: () => void;
};

function AddFilter({ fields, isBare, isOpen, onOpen, onChoose, onClose }: AddFilterProps) {
  const w = viewWords();
  const anchor = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={anchor}
        type="button"
        aria-label={w.add}
        aria-haspopup="listbox"
        aria-expanded={isOpen}
        onClick={onOpen}
        class="flex h-7 items-center gap-1 rounded-medium px-1.5 text-small text-soft hover:bg-raised hover:text-ink"
      >
        <Icon name="plus" class="size-3.5" />
        {isBare && w.add}
      </button>
      {isOpen && (
        <Picker
          label={w.add}
          anchor={anchor}
          choices={() => fields.map((id) => ({ id, label: w.fields[id], run: () => onChoose(id) }))}
          onClose={onClose}
        />
      )}
    </>
  );
}
