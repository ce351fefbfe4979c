import type { Clock } from '@everthread/shared/client/clock';
import type { Search, SearchAnswer, SearchFilters } from '@everthread/shared/models/search';
import { createModel, signal } from '@preact/signals';

/** Nobody reads what is found for half a word: so long the fingers may rest. */
const PAUSE_MS = 120;

export type Find = (search: Search) => Promise<SearchAnswer>;

export type SearchState = 'idle' | 'loading' | 'ready' | 'failed';

/** What is looked for, and what was found. The last results stand until the next are there. */
export const SearchModel = createModel((find: Find, clock: Clock) => {
  const text = signal('');
  const filters = signal<SearchFilters>({});
  const answer = signal<SearchAnswer | undefined>(undefined);
  const state = signal<SearchState>('idle');
  const older = signal<'idle' | 'loading' | 'failed'>('idle');
  const error = signal<unknown>(undefined);
  let asked = 0;
  let endPause = () => {};
  let onReady: (() => void) | undefined;

  const isEmpty = () => text.peek().trim() === '' && Object.keys(filters.peek()).length === 0;
  const wanted = (): Search => ({ text: text.peek(), filters: filters.peek() });

  async function ask(): Promise<void> {
    endPause();
    const own = ++asked;
    older.value = 'idle';
    if (isEmpty()) {
      answer.value = undefined;
      state.value = 'idle';
      return;
    }
    state.value = 'loading';
    try {
      const found = await find(wanted());
      if (own !== asked) return;
      answer.value = found;
      state.value = 'ready';
    } catch (caught) {
      if (own !== asked) return;
      error.value = caught;
      state.value = 'failed';
    }
    const act = state.peek() === 'ready' ? onReady : undefined;
    onReady = undefined;
    act?.();
  }

  return {
    text,
    filters,
    answer,
    state,
    older,
    error,
    ask,
    /** Each letter counts; asked is once the fingers rest. */
    type(next: string) {
      text.value = next;
      onReady = undefined;
      endPause();
      if (isEmpty()) return void ask();
      asked++; // what is on its way is not wanted any more
      state.value = 'loading';
      endPause = clock.after(PAUSE_MS, () => void ask());
    },
    /** At once where the results stand, or once they do: unless something else is looked for by then. */
    whenReady(act: () => void) {
      if (state.peek() === 'ready') act();
      else if (state.peek() === 'loading') onReady = act;
    },
    narrow(next: SearchFilters) {
      filters.value = next;
      onReady = undefined;
      void ask();
    },
    async askOlder() {
      const before = answer.peek();
      if (before?.next == null || older.peek() === 'loading') return;
      const own = asked;
      older.value = 'loading';
      try {
        const page = await find({ ...wanted(), next: before.next });
        if (own !== asked) return;
        answer.value = { ...before, messages: [...before.messages, ...page.messages], next: page.next };
        older.value = 'idle';
      } catch {
        if (own === asked) older.value = 'failed';
      }
    },
    end() {
      asked++;
      endPause();
    },
  };
});
export type SearchModel = InstanceType<typeof SearchModel>;
