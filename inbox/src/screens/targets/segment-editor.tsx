import { segmentOf } from '@everthread/shared/client/segment-of';
import type { SegmentFilters } from '@everthread/shared/models/segment';
import { useState } from 'preact/hooks';
import { useLocale } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { AddFilter, FilterChip } from '../views/filter-chips.tsx';
import type { FilterField, Known } from '../views/filter-fields.tsx';

const FIELDS: readonly FilterField[] = [
  'team',
  'assignee',
  'tag',
  'visitorTag',
  'priority',
  'language',
  'page',
  'attributes',
  'channel',
];

type SegmentEditorProps = {
  inbox: InboxModel;
  label: string;
  whenAll: string; // what it means that there is no filter
  filters: SegmentFilters;
  disabled: boolean;
  onSave: (filters: SegmentFilters) => void;
};

/** Of which topics something holds: filters, as those of a list. */
export function SegmentEditor({ inbox, label, whenAll, filters, disabled, onSave }: SegmentEditorProps) {
  const { strings: t, language } = useLocale();
  const [open, setOpen] = useState<FilterField | 'add'>();
  const known: Known = { roster: inbox.roster, ownId: inbox.agentId.value, t, language };
  const used = FIELDS.filter((field) => Object.hasOwn(filters, field) || field === open);
  return (
    <fieldset disabled={disabled} class="m-0 flex min-w-0 flex-wrap items-center gap-1.5">
      <legend class="mb-1.5 font-medium">{label}</legend>
      {used.map((field) => (
        <FilterChip
          key={field}
          field={field}
          filters={filters}
          known={known}
          without={NOBODYS}
          isOpen={open === field}
          onOpen={() => setOpen(field)}
          onClose={() => setOpen(undefined)}
          onFilter={(next) => onSave(segmentOf(next))}
        />
      ))}
      {!disabled && (
        <AddFilter
          isBare={used.length === 0}
          fields={FIELDS.filter((field) => !used.includes(field))}
          isOpen={open === 'add'}
          onOpen={() => setOpen('add')}
          onChoose={setOpen}
          onClose={() => setOpen((now) => (now === 'add' ? undefined : now))}
        />
      )}
      {used.length === 0 && <p class="basis-full text-small text-soft">{whenAll}</p>}
    </fieldset>
  );
}

/** Whoever looks is not asked. */
const NOBODYS = ['me'];
