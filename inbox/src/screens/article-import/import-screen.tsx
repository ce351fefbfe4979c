import { useMemo, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { useArticleWords } from '../../locales/en-articles.ts';
import { ImportModel } from '../../models/import-model.ts';
import { newId } from '../../new-id.ts';
import { pathOf } from '../../routes.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { AreaProps } from '../articles/article-list.tsx';
import { ImportSite } from '../articles/import-site.tsx';
import { backLink } from '../articles/looks.ts';
import { ChooseFiles } from './choose-files.tsx';
import { Foreseen } from './foreseen.tsx';
import type { ReadFiles } from './found.ts';
import { readFiles } from './read-files.ts';

type Chosen = 'none' | 'reading' | ReadFiles;

/** Brings articles in that were written elsewhere: chosen, looked at, then taken in. */
export function ImportScreen({ inbox, api, list }: AreaProps) {
  const { router } = useApp();
  const t = useStrings();
  const w = useArticleWords();
  const [chosen, setChosen] = useState<Chosen>('none');
  const model = useMemo(() => new ImportModel(api, newId), [api]);
  const state = model.state.value;
  const toList = { name: 'articles', workspaceId: inbox.workspaceId.value } as const;

  async function choose(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    setChosen('reading');
    setChosen(await readFiles(files).catch(() => ({ found: [], troubles: [] })));
  }

  return (
    <div class="mx-auto flex max-w-264 flex-col gap-5 px-4 py-5 two:py-8">
      <header>
        <a href={pathOf(toList)} class={backLink}>
          <Icon name="back" /> {w.editor.back}
        </a>
        <h1 class="mt-3 text-large font-semibold tracking-tight">{w.import.title}</h1>
        <p class="mt-1 text-pretty text-soft">{w.import.hint}</p>
      </header>
      {state.name === 'idle' && (
        <>
          <ChooseFiles isAgain={chosen !== 'none'} onChoose={(files) => void choose(files)} />
          {chosen === 'reading' && (
            <p role="status" class="text-soft">
              {w.import.reading}
            </p>
          )}
          {typeof chosen === 'object' ? (
            <Foreseen read={chosen} list={list} onStart={model.start} />
          ) : (
            <ImportSite inbox={inbox} />
          )}
        </>
      )}
      {state.name !== 'idle' && (
        <section class="flex flex-col gap-3 rounded-large border border-line bg-surface p-5">
          {state.name !== 'done' && (
            <progress class="w-full accent-accent" aria-label={w.import.title} value={state.done} max={state.total} />
          )}
          <p role="status" class={state.name === 'stopped' ? 'text-danger' : ''}>
            {state.name === 'running' && w.import.running(state.done, state.total)}
            {state.name === 'stopped' && `${w.import.stopped(state.done, state.total)}. ${errorWords(state.error, t)}`}
            {state.name === 'done' && w.import.done(state.total)}
          </p>
          <div class="flex gap-2">
            {state.name === 'stopped' && (
              <Button look="primary" onClick={() => void model.goOn()}>
                {w.import.goOn}
              </Button>
            )}
            {state.name !== 'running' && <Button onClick={() => router.go(toList)}>{w.import.toList}</Button>}
          </div>
        </section>
      )}
    </div>
  );
}
