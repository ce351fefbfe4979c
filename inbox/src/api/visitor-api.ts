import type { MergeId, VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { VisitorChange, VisitorChanged, VisitorDetails } from '@everthread/shared/models/visitor-details';
import type { Merged, MergePreview, NewMerge } from '@everthread/shared/models/visitor-merge';
import type { Call } from './call.ts';

/** What an agent may learn and write down of visitors. */
export type VisitorApi = {
  details(visitorId: VisitorId): Promise<VisitorDetails>;
  change(visitorId: VisitorId, change: VisitorChange): Promise<VisitorChanged>;
  previewMerge(visitorId: VisitorId, otherId: VisitorId): Promise<MergePreview>;
  merge(keptId: VisitorId, merge: NewMerge): Promise<Merged>;
  undoMerge(keptId: VisitorId, id: MergeId): Promise<Merged>;
};

export function createVisitorApi(call: Call, workspaceId: WorkspaceId): VisitorApi {
  const path = (visitorId: VisitorId) => `/api/workspaces/${workspaceId}/visitors/${visitorId}`;
  return {
    details: async (visitorId) => (await call<{ details: VisitorDetails }>('GET', path(visitorId))).details,
    change: (visitorId, change) => call('PATCH', path(visitorId), change),
    previewMerge: async (visitorId, otherId) =>
      (await call<{ preview: MergePreview }>('GET', `${path(visitorId)}/merge-preview?with=${otherId}`)).preview,
    merge: (keptId, merge) => call('POST', `${path(keptId)}/merges`, merge),
    undoMerge: (keptId, id) => call('POST', `${path(keptId)}/merges/${id}/undo`, {}),
  };
}
