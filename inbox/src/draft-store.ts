import type { DraftStore } from './models/draft-sync.ts';

/** Keeps in this browser's storage what the server does not have yet, by what it is of. Where that is blocked it lives as long as the page. */
export function draftStore(page: Window, of: `${'drafts' | 'article' | 'flow'}.${string}`): DraftStore {
  const key = `everthread.${of}`;
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
        // Full or blocked: it is on the page, until it is saved.
      }
    },
  };
}
