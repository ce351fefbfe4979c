import { useComputed } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { ShownThread } from '../../topics-route.ts';
import { threadScreens } from '../thread/around-the-thread.ts';
import { neighbour } from './neighbour.ts';

/** Fetches what is probably looked at next: what draws a thread, and the topics beside the one that is shown. */
export function useWantedNext(inbox: InboxModel, shown: ShownThread | undefined): void {
  const hasRows = useComputed(() => inbox.topics.rows.value.length > 0).value;
  useEffect(() => {
    if (hasRows || shown) threadScreens().catch(() => {}); // said where it is shown
  }, [hasRows, shown !== undefined]);

  const isReady = inbox.current.value?.state.value === 'ready';
  useEffect(() => {
    if (!isReady) return;
    for (const beside of [neighbour(inbox, 1), neighbour(inbox, -1)]) {
      if (beside) inbox.prepare(beside.topic.threadId);
    }
  }, [inbox, isReady, shown?.topicId]);
}
