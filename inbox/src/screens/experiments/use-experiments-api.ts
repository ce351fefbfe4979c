import { useMemo } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { createExperimentsApi, type ExperimentsApi } from '../../api/experiments-api.ts';
import { useApp } from '../../app-context.ts';
import type { InboxModel } from '../../models/inbox-model.ts';

export function useExperimentsApi(inbox: InboxModel): ExperimentsApi {
  const { account } = useApp();
  const workspaceId = inbox.workspaceId.value;
  return useMemo(
    () => createExperimentsApi(createCall(window.fetch.bind(window), account.turnAway), workspaceId),
    [account, workspaceId],
  );
}
