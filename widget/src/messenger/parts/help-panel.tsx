import { realClock } from '@everthread/shared/client/clock';
import type { FoundArticle, NamedArticle } from '@everthread/shared/models/found-article';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { helpWords } from '../help-words.ts';
import { addStyle } from '../later.ts';
import { HelpModel, type Reading } from '../models/help-model.ts';
import helpStyle from '../styles/help.css?inline';
import { ArticleList } from './article-list.tsx';
import { ArticleText } from './article-text.tsx';
import type { HelpProps } from './help.tsx';
import { Icon } from './icon.tsx';

addStyle(helpStyle);

const languageNow = () => document.documentElement.lang || 'en';

function useHelp({ api }: Pick<HelpProps, 'api'>): HelpModel {
  const help = useMemo(() => new HelpModel(api, languageNow(), realClock), [api]);
  useEffect(() => help.end, [help]);
  return help;
}

/** What has to do with the words that are being written; until something is found, what stood there before. */
export function HelpWhileWriting({ articles, opened, api, composer }: HelpProps) {
  const help = useHelp({ api });
  const { value: draft } = composer.draft;
  useEffect(() => help.look(draft), [help, draft]);
  const { value: finding } = help.finding;
  const found = finding.name === 'found' ? finding.articles.slice(0, 3) : [];
  return (
    <>
      <p class="may" role="status">
        {found.length > 0 && helpWords(languageNow()).found}
      </p>
      <ArticleList articles={found.length > 0 ? found : articles} opened={opened} />
    </>
  );
}

/** The search, or an article, over the conversation; from each there is a way back, and to a person. */
export function HelpPanel({ articles, opened, api, speech }: HelpProps) {
  const w = helpWords(languageNow());
  const help = useHelp({ api });
  const panel = useRef<HTMLElement>(null);
  const typed = useRef<string | undefined>(undefined); // where one came from, if it was the search
  const { value } = opened;
  const article = value === 'search' ? undefined : value;
  if (!article) typed.current ??= '';

  // Before anything is painted: who typed on must not lose a letter.
  useLayoutEffect(() => {
    if (article) void help.open(article);
    const focused = article ? panel.current : panel.current?.querySelector('input');
    focused?.focus();
  }, [help, article]);

  function ask(): void {
    opened.value = undefined;
    document.querySelector('textarea')?.focus();
  }
  function goBack(): void {
    if (article && typed.current !== undefined) opened.value = 'search';
    else ask();
  }

  return (
    <section
      ref={panel}
      class="help-panel"
      tabIndex={-1}
      aria-label={article?.title ?? speech.say('find')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.isComposing) return;
        event.preventDefault();
        goBack();
      }}
    >
      <div class="help-top">
        <button type="button" class="icon-button back" aria-label={w.back} onClick={goBack}>
          <Icon shape="chevron" />
        </button>
        {article ? (
          <h2 dir="auto" lang={article.language}>
            {article.title}
          </h2>
        ) : (
          <input
            type="search"
            aria-label={speech.say('find')}
            placeholder={speech.say('find')}
            autocomplete="off"
            enterkeyhint="search"
            maxLength={200}
            defaultValue={typed.current}
            onInput={({ currentTarget }) => {
              typed.current = currentTarget.value;
              help.look(currentTarget.value);
            }}
          />
        )}
      </div>
      <div class="help-body">
        {article ? (
          <Article reading={help.reading.value} onAgain={() => void help.open(article)} />
        ) : (
          <Found help={help} articles={articles} opened={opened} />
        )}
        <button type="button" class="ask-person" onClick={ask}>
          {w.person}
        </button>
      </div>
    </section>
  );
}

type FoundProps = { help: HelpModel } & Pick<HelpProps, 'articles' | 'opened'>;

/** What was found; until something is looked for, what most look for. */
function Found({ help, articles, opened }: FoundProps) {
  const w = helpWords(languageNow());
  const { value: finding } = help.finding;
  const found = finding.name === 'found' ? finding.articles : [];
  const shown: readonly (NamedArticle & Partial<FoundArticle>)[] = finding.name === 'idle' ? articles : found;
  return (
    <>
      <p class={shown.length > 0 ? 'heard' : 'may'} role="status">
        {finding.name === 'failed'
          ? w.failed
          : finding.name === 'found' && (found.map(({ title }) => title).join(', ') || w.none)}
      </p>
      <ul class="found">
        {shown.map((article) => (
          <li key={article.id}>
            <button
              type="button"
              dir="auto"
              lang={article.language}
              onClick={() => {
                opened.value = article;
              }}
            >
              <b>{article.title}</b>
              <span>{article.excerpt}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Article({ reading, onAgain }: { reading: Reading; onAgain: () => void }) {
  const w = helpWords(languageNow());
  if (reading.name === 'opening') return <p class="may">{w.opening}</p>;
  if (reading.name === 'failed') {
    return (
      <p class="may" role="alert">
        {w.failed}{' '}
        <button type="button" class="again" onClick={onAgain}>
          {w.again}
        </button>
      </p>
    );
  }
  const { article } = reading;
  return (
    <div class="article" dir="auto" lang={article.language}>
      <ArticleText blocks={article.blocks} imagesAt={article.imagesAt} />
    </div>
  );
}
