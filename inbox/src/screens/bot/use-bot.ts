import { useEffect, useMemo } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { useApp } from '../../app-context.ts';
import { BotModel } from '../../models/bot-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { newId } from '../../new-id.ts';

const LOOK_AGAIN_MS = 5_000;

export function useBot(inbox: InboxModel): BotModel {
  const { account } = useApp();
  const model = useMemo(
    () =>
      new BotModel(
        createCall(window.fetch.bind(window), account.turnAway),
        `/api/workspaces/${inbox.workspaceId.peek()}`,
        newId,
      ),
    [inbox, account],
  );
  useEffect(() => {
    void model.load();
    const timer = setInterval(() => document.visibilityState === 'visible' && void model.lookAgain(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [model]);
  return model;
}
