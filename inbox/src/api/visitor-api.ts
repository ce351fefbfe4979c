import type { VisitorId, WorkspaceId } from '@everthread/shared/models/ids';
import type { VisitorChange, VisitorChanged, VisitorDetails } from '@everthread/shared/models/visitor-details';
import type { Call } from './call.ts';

/** What an agent may learn and write down of visitors. */
export type VisitorApi = {
  details(visitorId: VisitorId): Promise<VisitorDetails>;
  change(visitorId: VisitorId, change: VisitorChange): Promise<VisitorChanged>;
};

export function createVisitorApi(call: Call, workspaceId: WorkspaceId): VisitorApi {
  const path = (visitorId: VisitorId) => `/api/workspaces/${workspaceId}/visitors/${visitorId}`;
  return {
    details: async (visitorId) => (await call<{ details: VisitorDetails }>('GET', path(visitorId))).details,
    change: (visitorId, change) => call('PATCH', path(visitorId), change),
  };
}
