import { useMemo } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { createSettingsApi, type SettingsApi } from '../../api/settings-api.ts';
import { useApp } from '../../app-context.ts';
import type { InboxModel } from '../../models/inbox-model.ts';

export function useSettingsApi(inbox: InboxModel): SettingsApi {
  const { account } = useApp();
  return useMemo(
    () => createSettingsApi(createCall(window.fetch.bind(window), account.turnAway), inbox.workspaceId.peek()),
    [inbox, account],
  );
}
