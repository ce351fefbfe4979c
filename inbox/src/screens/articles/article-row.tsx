import type { ListedArticle } from '@everthread/shared/models/article';
import { useApp } from '../../app-context.ts';
import { languageName, longAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { type ArticleWords, useArticleWords } from '../../locales/en-articles.ts';
import type { ArticlesModel } from '../../models/articles-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { pathOf } from '../../routes.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { firstLanguage, nameOf } from './languages.ts';
import { useAttempt } from './use-articles.ts';

type Variant = ListedArticle['variants'][number];
type ArticleRowProps = { article: ListedArticle; list: ArticlesModel; inbox: InboxModel };

/** An article in the list: what it is called, how much of it is published in which language, and when it changed. */
export function ArticleRow({ article, list, inbox }: ArticleRowProps) {
  const { now, toasts } = useApp();
  const { language } = useLocale();
  const w = useArticleWords();
  const attempt = useAttempt();
  const { variants, audience, collectionId } = article;
  const own = firstLanguage(language);
  const shown = variants.find((each) => each.language === own) ?? variants[0];
  const changedAt = variants
    .map((each) => each.changedAt)
    .toSorted()
    .at(-1);
  const helped = variants.reduce((sum, { votes }) => sum + votes.helped, 0);
  const said = variants.reduce((sum, { votes }) => sum + votes.notHelped, helped);
  const collection = list.collections.value?.find(({ id }) => id === collectionId);
  const bringBack = () =>
    void attempt(() => list.bringBack(article.id)).then(
      (isDone) => isDone && toasts.show({ tone: 'news', text: w.broughtBack }),
    );
  return (
    <li class="flex items-center gap-2 pe-3 hover:bg-hover">
      <a
        href={pathOf({ name: 'articles', workspaceId: inbox.workspaceId.value, at: article.id })}
        class="flex min-w-0 flex-1 flex-col gap-1 rounded-medium px-4 py-3 outline-offset-[-2px]"
      >
        <span dir="auto" class="line text-read font-medium">
          {shown?.title || w.untitled}
        </span>
        <span class="flex flex-wrap items-center gap-x-2 gap-y-1 text-small text-faint">
          {variants.map((variant) => (
            <VariantMark key={variant.language} variant={variant} />
          ))}
          {audience !== 'everyone' && (
            <span class="inline-flex items-center gap-1">
              <Icon name={audience === 'internal' ? 'lock' : 'verified'} class="size-3.5" /> {w.audience[audience]}
            </span>
          )}
          {collection && <bdi class="hidden two:inline">{nameOf(collection, language)}</bdi>}
          {said > 0 && <span>{w.votes(helped, said)}</span>}
          {changedAt && <span>{w.changed(longAge(changedAt, now.now.value, language))}</span>}
        </span>
      </a>
      {article.isRemoved && (
        <Button size="small" onClick={bringBack}>
          {w.bringBack}
        </Button>
      )}
    </li>
  );
}

const TONES = {
  published: 'border-transparent bg-good-ground text-good',
  changed: 'border-transparent bg-note text-note-ink',
  draft: 'border-line text-soft',
};

/** A language of the article, coloured by how much of it is published; said in words for who does not see the colour. */
export function VariantMark({
  variant: { language: tag, published },
}: {
  variant: Pick<Variant, 'language' | 'published'>;
}) {
  const { language } = useLocale();
  const w = useArticleWords();
  const state = stateOf(published);
  const words = w.variant[state](languageName(tag, language));
  return (
    <span title={words} class={classes('rounded-small border px-1.5 font-medium uppercase', TONES[state])}>
      <span aria-hidden="true">{tag}</span>
      <span class="sr-only normal-case">{words}</span>
    </span>
  );
}

export function stateOf(published: Variant['published']): keyof ArticleWords['variant'] {
  if (!published) return 'draft';
  return published.isCurrent ? 'published' : 'changed';
}
