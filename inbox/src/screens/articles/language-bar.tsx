import { languageName } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useArticleWords } from '../../locales/en-articles.ts';
import type { ArticleModel } from '../../models/article-model.ts';
import { Select } from '../../ui/select.tsx';
import { VariantMark } from './article-row.tsx';
import { offered } from './languages.ts';

type LanguageBarProps = { model: ArticleModel; isReadOnly: boolean };

/** The languages of an article: one is written at a time. */
export function LanguageBar({ model, isReadOnly }: LanguageBarProps) {
  const { language } = useLocale();
  const w = useArticleWords().languages;
  const shown = model.language.value;
  const tags = [...model.pages.value.keys()];
  const variants = model.article.value?.variants ?? [];
  const publishedIn = (tag: string) => variants.find((each) => each.language === tag)?.published ?? null;
  return (
    <div class="flex flex-wrap items-center gap-2">
      <div role="radiogroup" aria-label={w.label} class="flex flex-wrap gap-1">
        {tags.map((tag) => (
          <label
            key={tag}
            class="flex cursor-pointer items-center gap-2 rounded-medium border border-line bg-surface px-2.5 py-1.5 has-checked:border-accent has-checked:bg-chosen has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="language"
              class="sr-only"
              checked={shown === tag}
              onChange={() => model.show(tag)}
            />
            {languageName(tag, language)}
            <VariantMark variant={{ language: tag, published: publishedIn(tag) }} />
          </label>
        ))}
      </div>
      {!isReadOnly && (
        <Select
          size="small"
          aria-label={w.add}
          value=""
          onChange={({ currentTarget: { value } }) => value && model.show(value)}
        >
          <option value="">{w.add}</option>
          {offered(tags, language).map(({ tag, name }) => (
            <option key={tag} value={tag}>
              {name}
            </option>
          ))}
        </Select>
      )}
    </div>
  );
}
