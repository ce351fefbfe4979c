import type { ViewFilters } from '@everthread/shared/models/view';
import { useRef } from 'preact/hooks';
import { Icon } from '../../ui/icon.tsx';
import { Picker } from '../topic/picker.tsx';
import {
  chosenIn,
  type FilterField,
  type Known,
  nameOfChosen,
  optionsOf,
  typedOption,
  withChosen,
} from './filter-fields.tsx';
import { viewWords } from './view-words.ts';

const ONE_CHOICE: ReadonlySet<FilterField> = new Set(['page', 'waitingMinutes']);

type FilterChipProps = {
  field: FilterField;
  filters: ViewFilters;
  known: Known;
  without?: readonly string[];
  isOpen: boolean;
  onOpen: () => void;
  onClose: () => void;
  onFilter: (next: ViewFilters) => void;
};

/** One filter: what it is about, what is chosen, to be changed or taken away. `without`: choices that make no sense here. */
export function FilterChip({
  field,
  filters,
  known,
  without = [],
  isOpen,
  onOpen,
  onClose,
  onFilter,
}: FilterChipProps) {
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
      ...optionsOf(field, known).filter(({ id }) => !without.includes(id)),
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

/** What else can be filtered by. */
export function AddFilter({ fields, isBare, isOpen, onOpen, onChoose, onClose }: AddFilterProps) {
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
