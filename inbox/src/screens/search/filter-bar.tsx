import type { AgentId, TagId, TeamId } from '@everthread/shared/models/ids';
import type { SearchFilters } from '@everthread/shared/models/search';
import { findingWords } from '../../commands/finding-words.ts';
import { useStrings } from '../../locale.ts';
import type { RosterModel } from '../../models/roster-model.ts';
import { Icon } from '../../ui/icon.tsx';
import { Chip } from './chip.tsx';
import { WORK_STATUSES } from './choices.ts';
import { DateFilter } from './date-filter.tsx';

type FilterBarProps = { filters: SearchFilters; roster: RosterModel; onNarrow: (filters: SearchFilters) => void };

/** What the results are narrowed to, a choice each. */
export function FilterBar({ filters, roster, onNarrow }: FilterBarProps) {
  const t = useStrings();
  const s = findingWords().search;
  const agents = [...roster.agents.value.values()].map(({ id, name }) => [id as string, name] as const);
  const teams = [...roster.teams.value.values()].map(({ id, name }) => [id as string, name] as const);
  const tags = (roster.workspace.value?.tags ?? []).map(({ id, name }) => [id as string, name] as const);

  const set = <Name extends keyof SearchFilters>(name: Name, value: SearchFilters[Name] | undefined) => {
    const { [name]: _, ...others } = filters;
    onNarrow(value === undefined ? others : { ...others, [name]: value });
  };
  const one = (value: string) => (value ? [value] : undefined);

  return (
    <fieldset
      aria-label={s.filters}
      class="flex min-w-0 gap-1.5 border-b border-line px-3 py-2 max-two:goes-on two:flex-wrap"
    >
      <Chip
        label={s.in}
        value={filters.in ?? ''}
        choices={[
          ['messages', s.inMessages],
          ['notes', s.inNotes],
        ]}
        onChoose={(value) => set('in', (value || undefined) as SearchFilters['in'])}
      />
      <Chip
        label={s.from}
        value={filters.from ?? ''}
        choices={[['visitor', s.fromVisitor], ['team', s.fromTeam], ...agents]}
        onChoose={(value) => set('from', (value || undefined) as SearchFilters['from'])}
      />
      <Chip
        label={s.status}
        value={filters.status?.[0] ?? ''}
        choices={WORK_STATUSES.map((status) => [status, t.topics[status]])}
        onChoose={(value) => set('status', one(value) as SearchFilters['status'])}
      />
      <Chip
        label={s.assignee}
        value={filters.assignee?.[0] ?? ''}
        choices={[['nobody', s.nobody], ...agents]}
        onChoose={(value) => set('assignee', one(value) as ('nobody' | AgentId)[] | undefined)}
      />
      {teams.length > 0 && (
        <Chip
          label={s.team}
          value={filters.team?.[0] ?? ''}
          choices={[['nobody', s.noTeam], ...teams]}
          onChoose={(value) => set('team', one(value) as ('nobody' | TeamId)[] | undefined)}
        />
      )}
      {tags.length > 0 && (
        <Chip
          label={s.tag}
          value={filters.tag?.[0] ?? ''}
          choices={tags}
          onChoose={(value) => set('tag', one(value) as TagId[] | undefined)}
        />
      )}
      <DateFilter filters={filters} onNarrow={onNarrow} />
      <button
        type="button"
        aria-pressed={filters.hasFile === true}
        onClick={() => set('hasFile', filters.hasFile ? undefined : true)}
        class="inline-flex h-8 shrink-0 items-center gap-1 rounded-full border border-line px-2.5 text-small text-soft aria-pressed:border-accent aria-pressed:bg-chosen aria-pressed:text-accent-strong"
      >
        <Icon name="clip" class="size-3.5" /> {s.hasFile}
      </button>
      {Object.keys(filters).length > 0 && (
        <button
          type="button"
          onClick={() => onNarrow({})}
          class="h-8 shrink-0 px-2 text-small font-medium text-accent hover:underline"
        >
          {s.clear}
        </button>
      )}
    </fieldset>
  );
}
