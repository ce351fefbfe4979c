import type { AgentId } from '@everthread/shared/models/ids';
import type { DraftStore } from './models/draft-sync.ts';

/** Keeps an agent's unsaved drafts in this browser's storage. Where that is blocked they live as long as the page. */
export const draftStore =
  (page: Window) =>
  (agentId: AgentId): DraftStore => {
    const key = `everthread.drafts.${agentId}`;
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
  };
