import type { ArticleId } from '@everthread/shared/models/ids';
import { useEffect, useRef } from 'preact/hooks';
import type { ArticlesApi } from '../../api/articles-api.ts';
import { useApp } from '../../app-context.ts';
import { useLocale, useStrings } from '../../locale.ts';
import { useArticleWords } from '../../locales/en-articles.ts';
import type { ArticlesModel } from '../../models/articles-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { newId } from '../../new-id.ts';
import { pathOf } from '../../routes.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useOnePress } from '../../ui/one-at-a-time.ts';
import { Placard } from '../../ui/placard.tsx';
import { ArticleRow } from './article-row.tsx';
import { CollectionList } from './collection-list.tsx';
import { firstLanguage } from './languages.ts';
import { backLink } from './looks.ts';
import { useAttempt } from './use-articles.ts';

export type AreaProps = { inbox: InboxModel; api: ArticlesApi; list: ArticlesModel };

const STATES = ['all', 'published', 'draft', 'removed'] as const;
const PAUSE_MS = 250;

/** What the team has written down. */
export function ArticleList({ inbox, api, list }: AreaProps) {
  const { router } = useApp();
  const { language } = useLocale();
  const w = useArticleWords();
  const attempt = useAttempt();
  const workspaceId = inbox.workspaceId.value;
  const mayWrite = inbox.roster.mayWrite.value;
  const { collection } = list.listing.value;
  useEffect(() => void list.load(), [list]);

  const begin = useOnePress(() => {
    const id = newId() as ArticleId;
    const words = { title: '', body: '', wordings: [] };
    const at = collection && collection !== 'none' ? { collectionId: collection } : {};
    return attempt(() =>
      api.create({ id, audience: 'everyone', language: firstLanguage(language), ...words, ...at }),
    ).then((isDone) => isDone && router.go({ name: 'articles', workspaceId, at: id }));
  });

  return (
    <div class="mx-auto flex max-w-264 flex-col gap-5 px-4 py-5 two:py-8">
      <header class="flex flex-wrap items-center gap-2">
        <div class="basis-full">
          <a href={`/inbox/${workspaceId}/open`} class={backLink}>
            <Icon name="back" /> {w.back}
          </a>
        </div>
        <h1 class="me-auto basis-full text-large font-semibold tracking-tight two:basis-auto">{w.title}</h1>
        {mayWrite && (
          <>
            <a
              href={pathOf({ name: 'articles', workspaceId, at: 'gaps' })}
              class="inline-flex h-9 items-center rounded-medium border border-line bg-surface px-3.5 font-medium hover:bg-raised"
            >
              {w.toGaps}
            </a>
            <a
              href={pathOf({ name: 'articles', workspaceId, at: 'import' })}
              class="inline-flex h-9 items-center rounded-medium border border-line bg-surface px-3.5 font-medium hover:bg-raised"
            >
              {w.importing}
            </a>
            <Button look="primary" onClick={() => void begin()}>
              <Icon name="plus" /> {w.newArticle}
            </Button>
          </>
        )}
      </header>
      <div class="grid items-start gap-5 roomy:grid-cols-[15rem_minmax(0,1fr)]">
        <CollectionList list={list} mayWrite={mayWrite} />
        <section aria-label={w.title} class="flex min-w-0 flex-col gap-3">
          <Filters list={list} />
          <Rows list={list} inbox={inbox} onBegin={mayWrite ? () => void begin() : undefined} />
        </section>
      </div>
    </div>
  );
}

function Filters({ list }: { list: ArticlesModel }) {
  const w = useArticleWords();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const { state = 'all', search = '' } = list.listing.value;
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <div class="flex flex-wrap items-center gap-2">
      <input
        type="search"
        dir="auto"
        aria-label={w.search}
        placeholder={w.search}
        defaultValue={search}
        maxLength={200}
        class="h-9 min-w-0 flex-1 basis-48 rounded-medium border border-strong-line bg-surface px-3"
        onInput={({ currentTarget: { value } }) => {
          clearTimeout(timer.current);
          timer.current = setTimeout(() => void list.look({ search: value.trim() }), PAUSE_MS);
        }}
      />
      <div role="radiogroup" aria-label={w.states.label} class="flex flex-wrap gap-1">
        {STATES.map((each) => (
          <label
            key={each}
            class="cursor-pointer rounded-medium border border-line bg-surface px-2.5 py-1.5 has-checked:border-accent has-checked:bg-chosen has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="state"
              class="sr-only"
              checked={state === each}
              onChange={() => void list.look({ state: each === 'all' ? undefined : each })}
            />
            {w.states[each]}
          </label>
        ))}
      </div>
    </div>
  );
}

function Rows({ list, inbox, onBegin }: { list: ArticlesModel; inbox: InboxModel; onBegin: (() => void) | undefined }) {
  const t = useStrings();
  const w = useArticleWords();
  const state = list.state.value;
  if (state.name === 'loading') return <div class="bone h-80 rounded-large" aria-busy="true" />;
  if (state.name !== 'ready') {
    return (
      <div role="alert">
        <Placard title={w.failed}>
          <Button onClick={() => void list.look({})}>{t.tryAgain}</Button>
        </Placard>
      </div>
    );
  }
  const isFiltered = Object.values(list.listing.value).some(Boolean);
  if (state.articles.length === 0) {
    return (
      <div class="rounded-large border border-line bg-surface py-10">
        <Placard
          title={isFiltered ? w.empty.fits : w.empty.none}
          hint={isFiltered ? w.empty.fitsHint : w.empty.noneHint}
        >
          {isFiltered ? (
            <Button onClick={() => void list.showAll()}>{w.empty.showAll}</Button>
          ) : (
            onBegin && <Button onClick={onBegin}>{w.newArticle}</Button>
          )}
        </Placard>
      </div>
    );
  }
  return (
    <>
      <ul class="divide-y divide-line overflow-hidden rounded-large border border-line bg-surface">
        {state.articles.map((article) => (
          <ArticleRow key={article.id} article={article} list={list} inbox={inbox} />
        ))}
      </ul>
      {state.next !== null && (
        <div class="flex items-center gap-3">
          <Button disabled={state.more === 'loading'} onClick={() => void list.loadMore()}>
            {w.more}
          </Button>
          {state.more === 'failed' && (
            <p role="alert" class="text-danger">
              {w.moreFailed}
            </p>
          )}
        </div>
      )}
    </>
  );
}
