import type { AgentId, ArticleId, FlowId } from '@everthread/shared/models/ids';
import type { DraftStore } from './models/draft-sync.ts';

type Written = 'drafts' | `article.${ArticleId}` | `flow.${FlowId}`;

const OURS = /^everthread\.(drafts|article|flow)\./;
/** From when it was not said whose words they are. */
const NOBODYS = /^everthread\.(article|flow)\.[^.]*$/;

/** Keeps in this browser's storage what the server does not have yet, by whose it is and what it is of. Where that is blocked it lives as long as the page. */
export function draftStores(page: Window) {
  let forgotten = 0;

  function remove(which: RegExp): void {
    try {
      for (const key of Object.keys(page.localStorage)) if (which.test(key)) page.localStorage.removeItem(key);
    } catch {
      // Blocked: nothing is kept there.
    }
  }
  remove(NOBODYS);

  return {
    of(agentId: AgentId, written: Written): DraftStore {
      const [what, id] = written.split('.');
      const key = ['everthread', what, agentId, id].filter(Boolean).join('.');
      const before = forgotten;
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
            else if (before === forgotten) page.localStorage.setItem(key, json);
          } catch {
            // Full or blocked: it is on the page, until it is saved.
          }
        },
      };
    },
    /** Removes everybody's. What is open still, or on its way, keeps nothing more. */
    forget() {
      forgotten += 1;
      remove(OURS);
    },
  };
}
export type DraftStores = ReturnType<typeof draftStores>;
