import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { useArticleWords } from '../../locales/en-articles.ts';
import type { ArticleModel } from '../../models/article-model.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { stateOf } from './article-row.tsx';
import { useAttempt } from './use-articles.ts';

type PublishBarProps = { model: ArticleModel; language: string; onVersions: () => void };

/** Publishes what is written in a language, once the server has it, and says what came of it. */
export function usePublish(model: ArticleModel, language: string): () => Promise<void> {
  const { toasts } = useApp();
  const w = useArticleWords().publish;
  const attempt = useAttempt();
  return async () => {
    const words = model.pages.peek().get(language)?.words;
    if (!words || (words.title + words.body).trim() === '') {
      return void toasts.show({ tone: 'trouble', text: w.nothing });
    }
    let isPublished = false;
    await attempt(async () => {
      isPublished = await model.publish(language);
    });
    if (isPublished) toasts.show({ tone: 'news', text: w.done });
  };
}

/** How much of what is written readers see, whether all of it is saved, and how it gets there or comes back. */
export function PublishBar({ model, language, onVersions }: PublishBarProps) {
  const { toasts } = useApp();
  const t = useStrings();
  const w = useArticleWords();
  const attempt = useAttempt();
  const publish = usePublish(model, language);
  const page = model.pages.value.get(language);
  const published = model.article.value?.variants.find((each) => each.language === language)?.published ?? null;
  if (!page) return null;
  const { state } = page;
  const isClean = published?.isCurrent === true && state.name === 'saved';
  const takeBack = () =>
    void attempt(() => model.takeBack(language)).then(
      (isDone) => isDone && toasts.show({ tone: 'news', text: w.publish.takenBack }),
    );
  const trouble = state.name === 'refused' || state.name === 'stale' || state.name === 'waiting';
  return (
    <div class="flex flex-wrap items-center gap-x-1 gap-y-2 two:gap-x-2">
      <p class={classes('me-auto basis-full text-small two:basis-auto', trouble ? 'text-danger' : 'text-faint')}>
        <span>{w.publish[published && !isClean ? 'changed' : stateOf(published)]}</span>
        {' · '}
        <span role="status">
          {w.saving[state.name]}
          {state.name === 'refused' && `. ${errorWords(state.error, t)}`}
        </span>
      </p>
      <Button look="quiet" onClick={onVersions}>
        {w.versions.open}
      </Button>
      {published && (
        <Button look="quiet" onClick={takeBack}>
          {w.publish.takeBack}
        </Button>
      )}
      <Button look="primary" disabled={isClean || state.name === 'stale'} onClick={() => void publish()}>
        {published ? w.publish.again : w.publish.publish}
      </Button>
    </div>
  );
}
