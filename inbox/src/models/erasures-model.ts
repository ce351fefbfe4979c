import type { ErasureId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Receipts } from '@everthread/shared/models/personal-data';
import { createModel, signal } from '@preact/signals';
import type { Call } from '../api/call.ts';

export type ErasuresState = { name: 'loading' } | { name: 'failed' } | ({ name: 'ready' } & Receipts);

/** Receipts of visitors who were erased, and the asking for another. */
export const ErasuresModel = createModel((call: Call, workspaceId: WorkspaceId, newId: () => ErasureId) => {
  const state = signal<ErasuresState>({ name: 'loading' });
  const isAsking = signal(false);
  const path = `/api/workspaces/${workspaceId}`;
  let id: ErasureId | undefined; // the same for each try until one has worked

  return {
    state,
    isAsking,
    async load(): Promise<void> {
      state.value = { name: 'loading' };
      try {
        state.value = { name: 'ready', ...(await call<Receipts>('GET', `${path}/erasures`)) };
      } catch {
        state.value = { name: 'failed' };
      }
    },
    async erase(visitorId: VisitorId): Promise<void> {
      id ??= newId();
      isAsking.value = true;
      try {
        await call('POST', `${path}/visitors/${visitorId}/erasure`, { id });
        id = undefined;
      } finally {
        isAsking.value = false;
      }
    },
  };
});
export type ErasuresModel = InstanceType<typeof ErasuresModel>;
