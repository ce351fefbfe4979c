import type { Holiday } from '@everthread/shared/models/schedule';
import { useId, useRef, useState } from 'preact/hooks';
import { isPassing } from '../../api/api-error.ts';
import type { HoursApi } from '../../api/hours-api.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { useHoursWords } from '../../locales/en-hours.ts';
import { Button } from '../../ui/button.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { LoadFailed } from '../load-failed.tsx';
import { newOnes } from './week.ts';

type CalendarImportProps = {
  holidays: readonly Holiday[];
  api: HoursApi;
  onFound: (added: readonly Holiday[]) => void;
  onAddress: (url: string) => Promise<void>;
};
type State =
  | { name: 'idle' }
  | { name: 'reading' }
  | { name: 'done'; words: string }
  | { name: 'failed'; words: string; again?: () => void };

const MAX_BYTES = 512 * 1024;

/** Adds a calendar by its address, or copies the holidays of a file to those that there are. */
export function CalendarImport(props: CalendarImportProps) {
  const { api, onAddress } = props;
  const latest = useRef(props);
  latest.current = props;
  const t = useStrings();
  const w = useHoursWords();
  const id = useId();
  const [state, setState] = useState<State>({ name: 'idle' });
  const address = useRef<HTMLInputElement>(null);
  const file = useRef<HTMLInputElement>(null);

  async function attempt(work: () => Promise<string>): Promise<void> {
    setState({ name: 'reading' });
    try {
      setState({ name: 'done', words: await work() });
    } catch (error) {
      const words = errorWords(error, t);
      setState({ name: 'failed', words, ...(isPassing(error) && { again: () => void attempt(work) }) });
    }
  }

  const add = useOneAtATime((url: string) =>
    attempt(async () => {
      await onAddress(url);
      if (address.current) address.current.value = '';
      return w.calendar.isAdded;
    }),
  );

  const copy = (text: string) =>
    attempt(async () => {
      const { holidays: found } = await api.readCalendar({ text });
      const { holidays, onFound } = latest.current; // they may have been changed while it was read
      const added = newOnes(found, holidays);
      if (added.length > 0) onFound(added);
      return added.length > 0 ? w.calendar.added(added.length) : w.calendar.nothingNew;
    });

  async function readFile(input: HTMLInputElement): Promise<void> {
    const [picked] = input.files ?? [];
    if (!picked) return;
    if (picked.size > MAX_BYTES) setState({ name: 'failed', words: w.calendar.tooLarge });
    else await copy(await picked.text());
    input.value = '';
  }

  return (
    <>
      <form
        class="mt-3 flex flex-wrap items-end gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          const url = address.current?.value.trim();
          if (url) void add(url);
        }}
      >
        <div class="flex min-w-56 flex-1 flex-col gap-1.5">
          <label for={id} class="font-medium">
            {w.calendar.url}
          </label>
          <input
            ref={address}
            id={id}
            inputMode="url"
            dir="ltr"
            autocomplete="off"
            maxLength={2000}
            placeholder="https://…/holidays.ics"
            class="h-10 rounded-medium border border-strong-line bg-surface px-3 text-read"
          />
        </div>
        <Button type="submit" class="h-10" disabled={state.name === 'reading'}>
          {w.calendar.add}
        </Button>
        <Button class="h-10" disabled={state.name === 'reading'} onClick={() => file.current?.click()}>
          {w.calendar.file}
        </Button>
        <input
          ref={file}
          type="file"
          accept=".ics,text/calendar"
          tabIndex={-1}
          aria-hidden="true"
          class="hidden"
          onChange={({ currentTarget }) => void readFile(currentTarget)}
        />
      </form>
      <p role="status" class={state.name === 'failed' ? 'mt-2 text-danger' : 'mt-2 text-soft'}>
        {state.name === 'reading' && w.calendar.reading}
        {(state.name === 'done' || (state.name === 'failed' && !state.again)) && state.words}
      </p>
      {state.name === 'failed' && state.again && <LoadFailed says={state.words} onRetry={state.again} />}
    </>
  );
}
