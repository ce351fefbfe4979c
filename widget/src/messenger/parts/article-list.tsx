import type { NamedArticle } from '@everthread/shared/models/found-article';
import type { HelpProps } from './help.tsx';

type ArticleListProps = { articles: readonly NamedArticle[] } & Pick<HelpProps, 'opened'>;

/** Articles by their titles, each to be opened. */
export function ArticleList({ articles, opened }: ArticleListProps) {
  return (
    <ul>
      {articles.map((article) => (
        <li key={article.id}>
          <button
            type="button"
            dir="auto"
            lang={article.language}
            onClick={() => {
              opened.value = article;
            }}
          >
            {article.title}
          </button>
        </li>
      ))}
    </ul>
  );
}
