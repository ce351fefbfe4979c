import { realClock } from '@everthread/shared/client/clock';
import type { ArticleId } from '@everthread/shared/models/ids';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useStrings } from '../../locale.ts';
import { useArticleWords } from '../../locales/en-articles.ts';
import { ArticleModel } from '../../models/article-model.ts';
import { pathOf } from '../../routes.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Placard } from '../../ui/placard.tsx';
import { ArticleAbout } from './article-about.tsx';
import type { AreaProps } from './article-list.tsx';
import { LanguageBar } from './language-bar.tsx';
import { backLink } from './looks.ts';
import { PublishBar } from './publish-bar.tsx';
import { StaleWords } from './stale-words.tsx';
import { useAttempt } from './use-articles.ts';
import { VersionsDialog } from './versions-dialog.tsx';
import { Writing } from './writing.tsx';

/** One article: written, looked at, published. */
export function ArticleEditor({ id, inbox, api, list }: AreaProps & { id: ArticleId }) {
  const w = useArticleWords();
  const t = useStrings();
  const attempt = useAttempt();
  const [hasVersions, setVersions] = useState(false);
  const model = useModel(id, inbox, api);
  const state = model.state.value;
  const language = model.language.value;
  const page = model.pages.value.get(language);
  const article = model.article.value;
  const toList = pathOf({ name: 'articles', workspaceId: inbox.workspaceId.value });

  if (state === 'loading') return <div class="bone m-8 h-80 rounded-large" aria-busy="true" />;
  if (state !== 'ready' || !article || !page) {
    return (
      <Placard
        isPage
        title={state === 'gone' ? w.editor.gone : w.editor.failed}
        {...(state === 'gone' && { hint: w.editor.goneHint })}
      >
        {state === 'failed' && <Button onClick={() => void model.load()}>{t.tryAgain}</Button>}
        <a href={toList} class="px-2 py-1.5 font-medium text-accent hover:underline">
          {w.editor.back}
        </a>
      </Placard>
    );
  }
  const mayWrite = inbox.roster.mayWrite.value;
  const isReadOnly = !mayWrite || article.isRemoved;
  return (
    <div class="mx-auto flex max-w-360 flex-col gap-4 px-4 py-5">
      <header class="flex flex-col gap-3">
        <a href={toList} class={`${backLink} w-fit`}>
          <Icon name="back" /> {w.editor.back}
        </a>
        <h1 class="sr-only">{page.words.title || w.untitled}</h1>
        <LanguageBar model={model} isReadOnly={isReadOnly} />
        {article.isRemoved ? (
          <div class="flex flex-wrap items-center gap-3">
            <p class="text-danger">{w.editor.removed}</p>
            {mayWrite && (
              <Button onClick={() => void attempt(() => model.change({ isRemoved: false }))}>{w.bringBack}</Button>
            )}
          </div>
        ) : mayWrite ? (
          <PublishBar model={model} language={language} onVersions={() => setVersions(true)} />
        ) : (
          <p class="text-soft">{w.editor.readOnly}</p>
        )}
      </header>
      <StaleWords model={model} language={language} page={page} />
      <Writing key={language} model={model} language={language} isReadOnly={isReadOnly} keepImage={api.keepImage} />
      <ArticleAbout key={`about ${language}`} model={model} list={list} language={language} isReadOnly={isReadOnly} />
      {hasVersions && (
        <VersionsDialog
          id={id}
          language={language}
          api={api}
          model={model}
          inbox={inbox}
          onClose={() => setVersions(false)}
        />
      )}
    </div>
  );
}

function useModel(id: ArticleId, inbox: AreaProps['inbox'], api: AreaProps['api']): ArticleModel {
  const { draftStores } = useApp();
  const model = useMemo(
    () =>
      new ArticleModel(id, {
        api,
        clock: realClock,
        random: Math.random,
        store: draftStores.of(inbox.agentId.peek(), `article.${id}`),
      }),
    [id, inbox, api, draftStores],
  );
  useEffect(() => {
    void model.load();
    const ends = new AbortController();
    const { signal } = ends;
    addEventListener('online', () => model.saveNow(), { signal });
    document.addEventListener('visibilitychange', () => document.hidden && model.saveNow(), { signal });
    return () => {
      ends.abort();
      model.end();
    };
  }, [model]);
  return model;
}
