import type { NamedArticle } from '@everthread/shared/models/found-article';
import type { Signal } from '@preact/signals';
import type { Api } from '../api.ts';
import { later } from '../later.ts';
import type { ComposerModel } from '../models/composer-model.ts';
import type { Speech } from '../words.ts';
import { ArticleList } from './article-list.tsx';
import { Icon } from './icon.tsx';

/** What finds articles and shows them: fetched when somebody first types or opens one. */
const laterHelp = later(() => import('./help-panel.tsx'));

/** What of the help is open: the search, an article, or nothing. */
export type OpenedHelp = NamedArticle | 'search' | undefined;

export type HelpProps = {
  articles: readonly NamedArticle[];
  opened: Signal<OpenedHelp>;
  api: Pick<Api, 'articles'>;
  composer: ComposerModel;
  speech: Speech;
};

const WRITING_FROM = 6;

/** Before the first words: the search and a few articles; while they are written, those that have to do with them. */
export function HelpHome(props: HelpProps) {
  const { articles, opened, composer, speech } = props;
  const isWriting = composer.draft.value.trim().length >= WRITING_FROM;
  if (isWriting) laterHelp.want();
  const parts = laterHelp.value;
  if (articles.length === 0) return null;
  return (
    <div class="help">
      <FindButton opened={opened} speech={speech} />
      {isWriting && parts ? <parts.HelpWhileWriting {...props} /> : <ArticleList articles={articles} opened={opened} />}
    </div>
  );
}

/** The search or the article that is open, over the conversation. */
export function HelpOver(props: HelpProps) {
  const { value } = props.opened;
  if (value) laterHelp.want();
  const parts = laterHelp.value;
  return value && parts ? <parts.HelpPanel {...props} /> : null;
}

function FindButton({ opened, speech }: Pick<HelpProps, 'opened' | 'speech'>) {
  return (
    <button
      type="button"
      class="find"
      onClick={() => {
        opened.value = 'search';
      }}
    >
      <Icon shape="find" />
      {speech.say('find')}
    </button>
  );
}
