import { findingWords } from '../../commands/finding-words.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import type { Strings } from '../../locales/en.ts';
import type { RosterModel } from '../../models/roster-model.ts';
import type { SearchModel } from '../../models/search-model.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ResultLine } from './result-line.tsx';
import type { Result } from './results.ts';

type ResultListProps = {
  id: string;
  search: SearchModel;
  roster: RosterModel;
  results: readonly Result[];
  active: number;
  onActive: (id: string) => void;
  onOpen: (result: Result) => void;
};

export function ResultList({ id, search, roster, results, active, onActive, onOpen }: ResultListProps) {
  const t = useStrings();
  const w = findingWords();
  const state = search.state.value;
  return (
    <div
      class="max-h-[min(36rem,calc(100dvh-11rem))] overflow-y-auto overscroll-contain"
      aria-busy={state === 'loading'}
    >
      <p
        role="status"
        class={results.length > 0 && state !== 'failed' ? 'sr-only' : 'px-6 py-10 text-center text-soft'}
      >
        {said(search, results.length, t)}
      </p>
      {state === 'failed' && (
        <p class="-mt-6 pb-8 text-center">
          <Button onClick={() => void search.ask()}>{t.tryAgain}</Button>
        </p>
      )}
      {state !== 'failed' && (
        <div
          id={id}
          role="listbox"
          aria-label={w.search.results}
          class={classes('p-1.5 empty:hidden', state === 'loading' && 'opacity-60')}
        >
          {results.map((result, at) => (
            <div key={result.id} role="presentation">
              {result.kind !== 'older' && results[at - 1]?.kind !== result.kind && (
                <p role="presentation" class="px-2.5 pt-2 pb-1 text-small text-faint">
                  {w.search.kinds[result.kind]}
                </p>
              )}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys */}
              {/* biome-ignore lint/a11y/useFocusableInteractive: and the focus */}
              <div
                id={`${id}-${at}`}
                role="option"
                aria-selected={at === active}
                onPointerMove={() => at !== active && onActive(result.id)}
                onClick={() => onOpen(result)}
                class={classes(
                  'flex cursor-pointer items-start gap-3 rounded-medium px-2.5 py-2',
                  at === active && 'bg-hover',
                )}
              >
                {result.kind === 'older' ? (
                  <span class="w-full text-center font-medium text-accent">{w.search.older[search.older.value]}</span>
                ) : (
                  <ResultLine result={result} roster={roster} />
                )}
              </div>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function said(search: SearchModel, count: number, t: Strings): string {
  const w = findingWords();
  switch (search.state.value) {
    case 'idle':
      return w.search.hint;
    case 'loading':
      return count > 0 ? '' : t.loading;
    case 'failed':
      return `${w.search.failed}. ${errorWords(search.error.value, t)}`;
    default:
      return count > 0 ? w.palette.count(count) : w.search.nothing;
  }
}
