import type { TargetId, WorkspaceId } from '@everthread/shared/models/ids';
import type { Target, TargetChange, TargetReport } from '@everthread/shared/models/target';
import type { Call } from './call.ts';

/** What a team wants to keep to. */
export type TargetsApi = {
  targets(): Promise<Target[]>;
  saveTarget(id: TargetId, change: TargetChange): Promise<Target>;
  removeTarget(id: TargetId): Promise<void>;
  targetReport(days: number): Promise<TargetReport>;
};

export function createTargetsApi(call: Call, workspaceId: WorkspaceId): TargetsApi {
  const root = `/api/workspaces/${workspaceId}/targets`;
  return {
    targets: async () => (await call<{ targets: Target[] }>('GET', root)).targets,
    saveTarget: async (id, change) => (await call<{ target: Target }>('PUT', `${root}/${id}`, change)).target,
    removeTarget: (id) => call('DELETE', `${root}/${id}`),
    targetReport: async (days) => (await call<{ report: TargetReport }>('GET', `${root}/report?days=${days}`)).report,
  };
}
