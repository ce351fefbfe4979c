import type { NewArticle } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { createModel, signal } from '@preact/signals';
import type { ArticlesApi } from '../api/articles-api.ts';

/** What is taken in: an article without what is the same for all, and without an id. */
export type Imported = Pick<NewArticle, 'title' | 'body'> & {
  wordings: readonly string[];
  language: string;
  slug?: string;
};

export type ImportState =
  | { name: 'idle' }
  | { name: 'running'; done: number; total: number }
  /** So many are in and published; the others are not. */
  | { name: 'stopped'; done: number; total: number; error: unknown }
  | { name: 'done'; total: number };

const MOST_AT_ONCE = 25;
const MOST_CHARACTERS = 250_000; // of text, which as JSON in UTF-8 stays below the server's megabyte

/**
 * Brings articles to the server, some at a time: each time all of them or none. Where it stops it can go on, and none
 * comes in twice: each has its id from the beginning.
 */
export const ImportModel = createModel((api: Pick<ArticlesApi, 'importAll'>, newId: () => string) => {
  const state = signal<ImportState>({ name: 'idle' });
  let waiting: readonly NewArticle[] = [];

  async function run(): Promise<void> {
    const total = waiting.length;
    let done = 0;
    const from = state.peek();
    const [before, all] = from.name === 'stopped' ? [from.done, from.total] : [0, total];
    state.value = { name: 'running', done: before, total: all };
    for (const some of parts(waiting)) {
      try {
        await api.importAll(some);
      } catch (error) {
        waiting = waiting.slice(done);
        state.value = { name: 'stopped', done: before + done, total: all, error };
        return;
      }
      done += some.length;
      state.value = { name: 'running', done: before + done, total: all };
    }
    waiting = [];
    state.value = { name: 'done', total: all };
  }

  return {
    state,
    start(articles: readonly Imported[], common: Pick<NewArticle, 'audience' | 'collectionId'>): Promise<void> {
      waiting = articles.map(({ wordings, ...article }) => ({
        ...article,
        ...common,
        wordings: [...wordings],
        id: newId() as ArticleId,
      }));
      state.value = { name: 'idle' };
      return run();
    },
    goOn: run,
  };
});
export type ImportModel = InstanceType<typeof ImportModel>;

/** As many at once as the server takes. */
function* parts(articles: readonly NewArticle[]): Generator<NewArticle[]> {
  let some: NewArticle[] = [];
  let length = 0;
  for (const article of articles) {
    const own = article.title.length + article.body.length + article.wordings.join('').length;
    if (some.length > 0 && (some.length === MOST_AT_ONCE || length + own > MOST_CHARACTERS)) {
      yield some;
      some = [];
      length = 0;
    }
    some.push(article);
    length += own;
  }
  if (some.length > 0) yield some;
}
