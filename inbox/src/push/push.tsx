import { realClock } from '@everthread/shared/client/clock';
import type { UserId } from '@everthread/shared/models/ids';
import { useEffect } from 'preact/hooks';
import { useApp } from '../app-context.ts';
import { useStrings } from '../locale.ts';
import type { InboxModel } from '../models/inbox-model.ts';
import { HeardNews } from './heard-news.tsx';
import { startPush } from './start-push.ts';

/** Tells of what comes, wherever in the inbox one is. */
export function Push({ inbox, userId }: { inbox: InboxModel; userId: UserId }) {
  const { router } = useApp();
  const { product } = useStrings();
  useEffect(
    () => startPush(inbox, { page: window, clock: realClock, router, userId, product }),
    [inbox, router, userId, product],
  );
  return <HeardNews inbox={inbox} />;
}
