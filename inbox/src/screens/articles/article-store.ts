import type { ArticleId } from '@everthread/shared/models/ids';
import type { ArticleStore } from '../../models/unsaved-words.ts';

/** Keeps what is written of an article in this browser until the server has it. Where that is blocked it lives as long as the page. */
export function articleStore(page: Window, id: ArticleId): ArticleStore {
  const key = `everthread.article.${id}`;
  return {
    load() {
      try {
        return page.localStorage.getItem(key);
      } catch {
        return null;
      }
    },
    save(json) {
      try {
        if (json === null) page.localStorage.removeItem(key);
        else page.localStorage.setItem(key, json);
      } catch {
        // Full or blocked: the server has it in a moment.
      }
    },
  };
}
