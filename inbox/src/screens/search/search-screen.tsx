import { realClock } from '@everthread/shared/client/clock';
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { CommandContext } from '../../commands/command.ts';
import { findingWords } from '../../commands/finding-words.ts';
import { SEARCH_MAX_LENGTH } from '../../limits.ts';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { SearchModel } from '../../models/search-model.ts';
import { ComboboxInput } from '../../ui/combobox-input.tsx';
import { Icon } from '../../ui/icon.tsx';
import { stepIn } from '../../ui/list-steps.ts';
import { OverlayDialog } from '../../ui/overlay-dialog.tsx';
import { FilterBar } from './filter-bar.tsx';
import { placeOfResult } from './place-of-result.ts';
import { ResultList } from './result-list.tsx';
import { type Result, resultsOf } from './results.ts';

type SearchScreenProps = {
  context: CommandContext;
  text: string | undefined;
  typedAhead: () => string;
  onClose: () => void;
};

const PAGE = 6;

// Whoever comes back from what he opened finds what he had found.
const kept = new WeakMap<InboxModel, SearchModel>();

function searchOf(inbox: InboxModel): SearchModel {
  const search = kept.get(inbox) ?? new SearchModel(inbox.find, realClock);
  kept.set(inbox, search);
  return search;
}

/** Everything that was ever said, found by its words. */
export function SearchScreen({ context, text, typedAhead, onClose }: SearchScreenProps) {
  const t = useStrings();
  const w = findingWords();
  const { inbox, route, app } = context;
  const search = useMemo(() => searchOf(inbox), [inbox]);
  const dialog = useRef<HTMLDialogElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [activeId, setActiveId] = useState<string>();
  const listId = useId();
  const results = useMemo(() => resultsOf(search.answer.value), [search.answer.value]);
  const active = Math.max(
    0,
    results.findIndex(({ id }) => id === activeId),
  );

  useLayoutEffect(() => {
    const [typed = '', ...entered] = text === undefined ? typedAhead().split('\n') : [text];
    if (typed) search.type(typed);
    else input.current?.select();
    if (entered.length > 0) openFirst();
  }, []);
  useLayoutEffect(() => {
    document.getElementById(`${listId}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, activeId]);

  function open(result: Result | undefined): void {
    if (!result) return;
    if (result.kind === 'older') {
      void search.askOlder();
      return;
    }
    dialog.current?.close();
    onClose();
    app.router.go(placeOfResult(result, route));
  }

  /** What is found first; where the search is not done, once it is. */
  function openFirst(): void {
    search.whenReady(() => dialog.current?.open && open(resultsOf(search.answer.peek())[0]));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.isComposing) return;
    const next = stepIn({ count: results.length, at: active, page: PAGE }, event.key);
    if (next !== undefined) setActiveId(results[next]?.id);
    else if (event.key === 'Enter') {
      if (event.repeat) return;
      if (search.state.value === 'ready') open(results[active]);
      else openFirst();
    } else return;
    event.preventDefault();
  }

  return (
    <OverlayDialog dialog={dialog} label={t.search.title} onClose={onClose}>
      <div class="flex items-center gap-2 border-b border-line ps-4 pe-2">
        <Icon name="search" class="text-faint" />
        <ComboboxInput
          field={input}
          label={t.search.title}
          listId={listId}
          active={results.length > 0 ? active : undefined}
          isExpanded={results.length > 0}
          autofocus
          enterkeyhint="search"
          maxLength={SEARCH_MAX_LENGTH}
          placeholder={w.search.placeholder}
          value={search.text.value}
          onInput={({ currentTarget }) => {
            setActiveId(undefined);
            search.type(currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          class="h-12 min-w-0 flex-1 bg-transparent text-read outline-none"
        />
        <button
          type="button"
          aria-label={t.close}
          onClick={() => dialog.current?.close()}
          class="inline-flex size-9 items-center justify-center rounded-medium text-soft hover:bg-raised"
        >
          <Icon name="close" />
        </button>
      </div>
      <FilterBar filters={search.filters.value} roster={inbox.roster} onNarrow={search.narrow} />
      <ResultList
        id={listId}
        search={search}
        roster={inbox.roster}
        results={results}
        active={active}
        onActive={setActiveId}
        onOpen={open}
      />
    </OverlayDialog>
  );
}
