import type { AuditEntry } from '@everthread/shared/models/audit';
import { createModel, signal } from '@preact/signals';
import type { AuditQuery, PeopleApi } from '../api/people-api.ts';

export type AuditState =
  | { name: 'loading' | 'failed' }
  | { name: 'ready'; entries: readonly AuditEntry[]; next: number | null };

/** The log of who changed what, a page after the other. */
export const AuditModel = createModel((api: Pick<PeopleApi, 'audit'>) => {
  const state = signal<AuditState>({ name: 'loading' });
  let filter: Omit<AuditQuery, 'before'> = {};
  let asked = 0; // an answer to an older question is not shown

  async function fetchPage(before: number | null): Promise<void> {
    asked += 1;
    const question = asked;
    const kept = state.peek();
    const shown = before !== null && kept.name === 'ready' ? kept.entries : [];
    try {
      const { entries, next } = await api.audit(before === null ? filter : { ...filter, before });
      if (question === asked) state.value = { name: 'ready', entries: [...shown, ...entries], next };
    } catch {
      if (question === asked) state.value = { name: 'failed' };
    }
  }

  return {
    state,
    /** Begins anew with what fits. */
    show(wanted: Omit<AuditQuery, 'before'>) {
      filter = wanted;
      return fetchPage(null);
    },
    more() {
      const shown = state.peek();
      return shown.name === 'ready' && shown.next !== null ? fetchPage(shown.next) : Promise.resolve();
    },
  };
});
export type AuditModel = InstanceType<typeof AuditModel>;
