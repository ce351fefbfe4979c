import type { SuggestedArticle } from '@everthread/shared/models/agent-help';
import { useAgentHelpWords } from '../../locales/en-agent-help.ts';
import type { Mode } from '../../models/drafts-model.ts';
import { Button } from '../../ui/button.tsx';
import { putIn } from './put-in.ts';

/** What articles say to what was asked, to be quoted or linked in the reply. What is the team's own goes into notes alone. */
export function HelpArticles({ articles, mode }: { articles: readonly SuggestedArticle[]; mode: Mode }) {
  const w = useAgentHelpWords();
  return (
    <div class="mt-3">
      <h3 class="text-small font-semibold text-soft">{w.articles.title}</h3>
      {articles.length === 0 && <p class="text-soft">{w.articles.none}</p>}
      <ul class="mt-1">
        {articles.map((article) => {
          const { articleId, title, text, url, isForVisitor } = article;
          const mayQuote = isForVisitor || mode === 'note';
          return (
            <li key={articleId} class="border-t border-line py-2">
              <p class="flex flex-wrap items-center gap-x-2">
                <span dir="auto" class="min-w-0 font-medium">
                  {title}
                </span>
                {!isForVisitor && <span class="rounded-small bg-raised px-1.5 text-small">{w.articles.internal}</span>}
              </p>
              <p dir="auto" class="typed text-soft">
                {text}
              </p>
              <div class="mt-1 flex flex-wrap gap-2">
                {mayQuote && (
                  <Button
                    size="small"
                    aria-label={w.articles.quoteThat(title)}
                    onClick={() => putIn(quoted(article), 'at-caret')}
                  >
                    {w.articles.quote}
                  </Button>
                )}
                {mayQuote && url && (
                  <Button
                    size="small"
                    aria-label={w.articles.linkThat(title)}
                    onClick={() => putIn(`${title}: ${url}`, 'at-caret')}
                  >
                    {w.articles.link}
                  </Button>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

/** As messages quote, with where it stands. */
function quoted({ text, url }: SuggestedArticle): string {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => `> ${line}`);
  return [...lines, ...(url ? ['', url] : [])].join('\n');
}
