import { useMemo } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { createFlowsApi, type FlowsApi } from '../../api/flows-api.ts';
import { useApp } from '../../app-context.ts';
import type { InboxModel } from '../../models/inbox-model.ts';

export function useFlowsApi(inbox: InboxModel): FlowsApi {
  const { account } = useApp();
  const workspaceId = inbox.workspaceId.value;
  return useMemo(
    () => createFlowsApi(createCall(window.fetch.bind(window), account.turnAway), workspaceId),
    [account, workspaceId],
  );
}
