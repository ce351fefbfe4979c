import { realClock } from '@everthread/shared/client/clock';
import type { SiteImport } from '@everthread/shared/models/site-import';
import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { type SiteImportWords, useSiteImportWords } from '../../locales/en-site-import.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { SiteImportModel } from '../../models/site-import-model.ts';
import { newId } from '../../new-id.ts';
import { Button } from '../../ui/button.tsx';
import { LoadFailed } from '../load-failed.tsx';

const COUNTS = ['new', 'updated', 'same', 'edited', 'forbidden', 'failed'] as const;
const SHOWN = 5;

/** Articles from the pages of a site: an address, and how far it is. */
export function ImportSite({ inbox }: { inbox: InboxModel }) {
  const { account, toasts } = useApp();
  const t = useStrings();
  const w = useSiteImportWords();
  const id = useId();
  const [url, setUrl] = useState('');
  const model = useMemo(() => {
    const call = createCall(window.fetch.bind(window), account.turnAway);
    const root = `/api/workspaces/${inbox.workspaceId.peek()}/site-imports`;
    return new SiteImportModel(
      {
        list: async () => (await call<{ imports: SiteImport[] }>('GET', root)).imports,
        begin: async (wanted) => (await call<{ import: SiteImport }>('POST', root, wanted)).import,
        stop: async (one) => (await call<{ import: SiteImport }>('POST', `${root}/${one}/stop`, {})).import,
      },
      realClock,
      newId,
    );
  }, [inbox, account]);
  useEffect(() => {
    void model.load();
    return model.end;
  }, [model]);

  async function attempt(what: () => Promise<void>): Promise<void> {
    try {
      await what();
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.notBegun}. ${errorWords(error, t)}` });
    }
  }

  const { value: imports } = model.imports;
  const isRunning = imports?.some(({ state }) => state === 'running') ?? false;
  return (
    <section aria-labelledby={`${id}-title`} class="rounded-large border border-line bg-surface p-5">
      <h2 id={`${id}-title`} class="text-read font-semibold">
        {w.title}
      </h2>
      <p class="mt-1 text-pretty text-soft">{w.hint}</p>
      <form
        class="mt-4 flex flex-wrap gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          if (url.trim()) void attempt(() => model.begin(url.trim()));
        }}
      >
        <label for={id} class="sr-only">
          {w.label}
        </label>
        <input
          id={id}
          type="url"
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          maxLength={2_000}
          placeholder={w.placeholder}
          value={url}
          onInput={({ currentTarget }) => setUrl(currentTarget.value)}
          class="h-10 min-w-0 grow basis-64 rounded-medium border border-strong-line bg-surface px-3 text-read"
        />
        <Button type="submit" look="primary" class="h-10" disabled={isRunning || !url.trim()}>
          {w.begin}
        </Button>
      </form>
      {model.hasFailed.value && (
        <div class="mt-4">
          <LoadFailed says={w.notLoaded} onRetry={() => void model.load()} />
        </div>
      )}
      {imports && imports.length > 0 && (
        <ul class="mt-5 flex flex-col gap-4">
          {imports.slice(0, SHOWN).map((one) => (
            <OneImport
              key={one.id}
              one={one}
              w={w}
              isRunning={isRunning}
              onStop={() => void attempt(() => model.stop(one.id))}
              onAgain={() => void attempt(() => model.begin(one.url))}
            />
          ))}
        </ul>
      )}
    </section>
  );
}

type OneImportProps = {
  one: SiteImport;
  w: SiteImportWords;
  isRunning: boolean; // some other may be
  onStop: () => void;
  onAgain: () => void;
};

function OneImport({ one: { url, state, pages, failed }, w, isRunning, onStop, onAgain }: OneImportProps) {
  const read = COUNTS.reduce((sum, count) => sum + pages[count], 0);
  const known = read + pages.waiting;
  const words = state === 'running' ? w.running(read, known) : state === 'done' ? w.done(read) : w.stopped(read);
  const told = COUNTS.filter((count) => pages[count] > 0).map((count) => w.counts[count](pages[count]));
  return (
    <li class="flex flex-wrap items-start justify-between gap-3 border-t border-line pt-4">
      <div class="min-w-0 grow basis-64">
        <p dir="ltr" class="truncate font-medium rtl:text-right">
          {url}
        </p>
        {state === 'running' && (
          <progress class="mt-2 w-full accent-accent" aria-label={url} value={read} max={Math.max(1, known)} />
        )}
        <p role={state === 'running' ? 'status' : undefined} class="text-soft">
          {words}
        </p>
        {told.length > 0 && <p class="text-small text-faint">{told.join(' · ')}</p>}
        {failed.length > 0 && (
          <details class="mt-1 text-small text-soft">
            <summary>{w.failedPages}</summary>
            <ul class="mt-1">
              {failed.map((page) => (
                <li key={page} dir="ltr" class="truncate text-start">
                  {page}
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      {state === 'running' ? (
        <Button onClick={onStop}>{w.stop}</Button>
      ) : (
        <Button disabled={isRunning} onClick={onAgain}>
          {w.readAgain}
        </Button>
      )}
    </li>
  );
}
