import { useMemo } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { createPeopleApi, type PeopleApi } from '../../api/people-api.ts';
import { useApp } from '../../app-context.ts';
import type { InboxModel } from '../../models/inbox-model.ts';

/** What may be done with the people of this workspace. */
export function usePeople(inbox: InboxModel): PeopleApi {
  const { account } = useApp();
  const workspaceId = inbox.workspaceId.value;
  return useMemo(
    () => createPeopleApi(createCall(window.fetch.bind(window), account.turnAway), workspaceId),
    [account, workspaceId],
  );
}
