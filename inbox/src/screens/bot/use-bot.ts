import { realClock } from '@everthread/shared/client/clock';
import { useEffect, useMemo } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { useApp } from '../../app-context.ts';
import { BotModel } from '../../models/bot-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { newId } from '../../new-id.ts';

export function useBot(inbox: InboxModel): BotModel {
  const { account } = useApp();
  const model = useMemo(
    () =>
      new BotModel(
        createCall(window.fetch.bind(window), account.turnAway),
        `/api/workspaces/${inbox.workspaceId.peek()}`,
        { clock: realClock, random: Math.random, newMessageId: newId },
      ),
    [inbox, account],
  );
  useEffect(() => model.follow(() => document.visibilityState === 'visible'), [model]);
  return model;
}
