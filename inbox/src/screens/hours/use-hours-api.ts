import { useMemo } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { createHoursApi, type HoursApi } from '../../api/hours-api.ts';
import { useApp } from '../../app-context.ts';
import type { InboxModel } from '../../models/inbox-model.ts';

export function useHoursApi(inbox: InboxModel): HoursApi {
  const { account } = useApp();
  const workspaceId = inbox.workspaceId.value;
  return useMemo(
    () => createHoursApi(createCall(window.fetch.bind(window), account.turnAway), workspaceId),
    [account, workspaceId],
  );
}
