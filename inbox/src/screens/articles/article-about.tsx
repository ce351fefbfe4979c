import type { ArticleChange, Audience } from '@everthread/shared/models/article';
import type { CollectionId } from '@everthread/shared/models/ids';
import { useId } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useLocale } from '../../locale.ts';
import { useArticleWords } from '../../locales/en-articles.ts';
import type { ArticleModel } from '../../models/article-model.ts';
import type { ArticlesModel } from '../../models/articles-model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Select } from '../../ui/select.tsx';
import { TextSetting } from '../settings/setting.tsx';
import { directionOf, nameOf } from './languages.ts';
import { useAttempt } from './use-articles.ts';

type ArticleAboutProps = { model: ArticleModel; list: ArticlesModel; language: string; isReadOnly: boolean };

const AUDIENCES: readonly Audience[] = ['everyone', 'verified', 'internal'];

/** For whom an article is, where it stands, how it is found; and how it goes. */
export function ArticleAbout({ model, list, language: tag, isReadOnly }: ArticleAboutProps) {
  const { undo } = useApp();
  const { language } = useLocale();
  const w = useArticleWords();
  const attempt = useAttempt();
  const id = useId();
  const article = model.article.value;
  const page = model.pages.value.get(tag);
  const slug = article?.variants.find((each) => each.language === tag)?.slug;
  if (!article || !page) return null;
  const change = (to: ArticleChange) => void attempt(() => model.change(to));

  const remove = () =>
    void attempt(model.remove).then(
      (isDone) => isDone && undo.offer({ label: w.about.removed, undo: () => model.change({ isRemoved: false }) }),
    );

  return (
    <section
      aria-label={w.about.label}
      class="grid items-start gap-5 rounded-large border border-line bg-surface p-5 two:grid-cols-2"
    >
      <div class="flex min-w-0 flex-col gap-4">
        <div class="flex flex-col gap-1.5">
          <label for={`${id}-audience`} class="font-medium">
            {w.audience.label}
          </label>
          <Select
            id={`${id}-audience`}
            value={article.audience}
            disabled={isReadOnly}
            onChange={({ currentTarget: { value } }) => change({ audience: value as Audience })}
          >
            {AUDIENCES.map((each) => (
              <option key={each} value={each}>
                {w.audience[each]}
              </option>
            ))}
          </Select>
        </div>
        <div class="flex flex-col gap-1.5">
          <label for={`${id}-collection`} class="font-medium">
            {w.collection.label}
          </label>
          <Select
            id={`${id}-collection`}
            value={article.collectionId ?? ''}
            disabled={isReadOnly}
            onChange={({ currentTarget: { value } }) =>
              change({ collectionId: (value || null) as CollectionId | null })
            }
          >
            <option value="">{w.collection.none}</option>
            {list.collections.value?.map((collection) => (
              <option key={collection.id} value={collection.id}>
                {nameOf(collection, language)}
              </option>
            ))}
          </Select>
        </div>
        {slug !== undefined && (
          <TextSetting
            label={w.about.address}
            hint={w.about.addressHint}
            value={slug}
            maxLength={100}
            disabled={isReadOnly}
            onSave={(value) => void attempt(() => model.setSlug(tag, value))}
          />
        )}
      </div>
      <div class="flex min-w-0 flex-col gap-4">
        <div class="flex flex-col gap-1.5">
          <label for={`${id}-wordings`} class="font-medium">
            {w.about.wordings}
          </label>
          <textarea
            id={`${id}-wordings`}
            dir={directionOf(tag)}
            aria-describedby={`${id}-hint`}
            value={page.words.wordings.join('\n')}
            readOnly={isReadOnly}
            class="grows min-h-20 w-full resize-none rounded-medium border border-strong-line bg-surface px-3 py-1.5 text-read"
            onInput={({ currentTarget: { value } }) =>
              model.write(tag, { wordings: value === '' ? [] : value.split('\n') })
            }
          />
          <p id={`${id}-hint`} class="text-small text-faint">
            {w.about.wordingsHint}
          </p>
        </div>
        {!isReadOnly && (
          <Button look="danger" class="self-start" onClick={remove}>
            <Icon name="bin" /> {w.about.remove}
          </Button>
        )}
      </div>
    </section>
  );
}
