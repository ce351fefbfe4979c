import type { ViewId, WorkspaceId } from '@everthread/shared/models/ids';
import type { ParkedEvents } from '@everthread/shared/models/parked-event';
import type { Call } from './call.ts';

/** What only the settings ask for. */
export type SettingsApi = {
  orderViews(ids: readonly ViewId[]): Promise<void>;
  parked(): Promise<ParkedEvents>;
  /** One of them, or all. Gives how many. */
  replay(id?: number): Promise<number>;
};

export function createSettingsApi(call: Call, workspaceId: WorkspaceId): SettingsApi {
  const root = `/api/workspaces/${workspaceId}`;
  return {
    orderViews: (ids) => call('PUT', `${root}/views/order`, { ids }),
    parked: () => call('GET', `${root}/parked-events`),
    replay: async (id) =>
      (await call<{ replayed: number }>('POST', `${root}/parked-events/replay`, id === undefined ? {} : { id }))
        .replayed,
  };
}
