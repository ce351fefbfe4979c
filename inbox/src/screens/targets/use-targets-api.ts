import { useMemo } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { createTargetsApi, type TargetsApi } from '../../api/targets-api.ts';
import { useApp } from '../../app-context.ts';
import type { InboxModel } from '../../models/inbox-model.ts';

export function useTargetsApi(inbox: InboxModel): TargetsApi {
  const { account } = useApp();
  const workspaceId = inbox.workspaceId.value;
  return useMemo(
    () => createTargetsApi(createCall(window.fetch.bind(window), account.turnAway), workspaceId),
    [account, workspaceId],
  );
}
