import type { SearchFilters } from '@everthread/shared/models/search';
import { useState } from 'preact/hooks';
import { findingWords } from '../../commands/finding-words.ts';
import { Chip } from './chip.tsx';
import { AGES, daysAgo, startOfDay } from './choices.ts';

type DateFilterProps = { filters: SearchFilters; onNarrow: (filters: SearchFilters) => void };

/** When it was said: lately, or between two days. */
export function DateFilter({ filters, onNarrow }: DateFilterProps) {
  const w = findingWords();
  const [choice, setChoice] = useState('');
  const { after, before, ...others } = filters;
  const chosen = after || before ? choice || 'between' : choice === 'between' ? choice : '';

  function choose(value: string): void {
    setChoice(value);
    if (value === 'between') return;
    onNarrow(value ? { ...others, after: daysAgo(Number(value), Date.now()) } : others);
  }

  function setDay(name: 'after' | 'before', day: string): void {
    const { [name]: _, ...rest } = filters;
    const at = startOfDay(day, name === 'before' ? 1 : 0);
    onNarrow(at ? { ...rest, [name]: at } : rest);
  }

  return (
    <>
      <Chip
        label={w.search.when}
        value={chosen}
        choices={[...AGES.map((days) => [`${days}`, w.search.past(days)] as const), ['between', w.search.between]]}
        onChoose={choose}
      />
      {chosen === 'between' &&
        (['after', 'before'] as const).map((name) => (
          <label key={name} class="inline-flex h-8 shrink-0 items-center gap-1 text-small text-soft">
            {w.search[name]}
            <input
              type="date"
              onChange={({ currentTarget }) => setDay(name, currentTarget.value)}
              class="h-8 rounded-full border border-line bg-surface px-2 text-small"
            />
          </label>
        ))}
    </>
  );
}
