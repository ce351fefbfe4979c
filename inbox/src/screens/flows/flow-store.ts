import type { FlowId } from '@everthread/shared/models/ids';
import type { FlowStore } from '../../models/flow-draft-model.ts';

/** Keeps what is changed of a flow in this browser until it is saved. Where that is blocked it lives as long as the page. */
export function flowStore(page: Window, id: FlowId): FlowStore {
  const key = `everthread.flow.${id}`;
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
        // Full or blocked: it is still on the page.
      }
    },
  };
}
