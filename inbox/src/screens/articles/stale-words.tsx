import { useArticleWords } from '../../locales/en-articles.ts';
import type { ArticleModel, Page } from '../../models/article-model.ts';
import { Button } from '../../ui/button.tsx';
import { DiffView } from './diff-view.tsx';

type StaleWordsProps = { model: ArticleModel; language: string; page: Page };

/** Somebody else has written in the meantime: both texts, and what to do with them. */
export function StaleWords({ model, language, page: { words, state } }: StaleWordsProps) {
  const w = useArticleWords().stale;
  if (state.name !== 'stale') return null;
  const { theirs } = state;
  return (
    <section role="alert" class="flex flex-col gap-3 rounded-large border border-note-line bg-note p-4 text-note-ink">
      <div>
        <h2 class="font-semibold">{w.title}</h2>
        <p class="mt-1 text-pretty">{w.hint}</p>
      </div>
      <DiffView before={`${words.title}\n\n${words.body}`} after={`${theirs.title}\n\n${theirs.body}`} />
      <div class="flex flex-wrap gap-2">
        {(['both', 'mine', 'theirs'] as const).map((how) => (
          <Button key={how} onClick={() => model.resolve(language, how)}>
            {w[how]}
          </Button>
        ))}
      </div>
    </section>
  );
}
