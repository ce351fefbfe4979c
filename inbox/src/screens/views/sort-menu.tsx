import type { ViewSort } from '@everthread/shared/models/view';
import { SORTS } from '../../topics-route.ts';
import { Icon } from '../../ui/icon.tsx';
import { Menu, menuItem } from '../../ui/menu.tsx';
import { viewWords } from './view-words.ts';

/** In which order a list stands, to be changed. */
export function SortMenu({ sort, onSort }: { sort: ViewSort; onSort: (sort: ViewSort) => void }) {
  const w = viewWords();
  return (
    <Menu
      label={`${w.sort}: ${w.sortBy[sort]}`}
      class="shrink-0"
      align="end"
      face={<Icon name="sort" class={sort === 'newest' ? 'text-soft' : 'text-accent'} />}
    >
      {SORTS.map((each) => (
        <button key={each} type="button" class={menuItem} aria-pressed={each === sort} onClick={() => onSort(each)}>
          <span class="flex-1">{w.sortBy[each]}</span>
          {each === sort && <Icon name="check" class="text-accent" />}
        </button>
      ))}
    </Menu>
  );
}
