import type { Flow, FlowSave } from '@everthread/shared/models/flow';
import type { FlowId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Call } from './call.ts';

/** The flows of a workspace, and with what their look-ups are signed. */
export type FlowsApi = {
  flows(): Promise<Flow[]>;
  saveFlow(id: FlowId, save: FlowSave): Promise<Flow>;
  removeFlow(id: FlowId): Promise<void>;
  flowSecret(id: FlowId): Promise<string>;
};

export function createFlowsApi(call: Call, workspaceId: WorkspaceId): FlowsApi {
  const root = `/api/workspaces/${workspaceId}/flows`;
  return {
    flows: async () => (await call<{ flows: Flow[] }>('GET', root)).flows,
    saveFlow: async (id, save) => (await call<{ flow: Flow }>('PUT', `${root}/${id}`, save)).flow,
    removeFlow: (id) => call('DELETE', `${root}/${id}`),
    flowSecret: async (id) => (await call<{ secret: string }>('GET', `${root}/${id}/secret`)).secret,
  };
}
