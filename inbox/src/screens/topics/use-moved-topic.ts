import type { Topic } from '@everthread/shared/models/topic';
import { useLayoutEffect } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { TopicsRoute } from '../../topics-route.ts';

/** Leads on to where the messages are now, once the shown thread or topic has become part of another. */
export function useMovedTopic(inbox: InboxModel, route: TopicsRoute, topic: Topic | undefined): void {
  const { router } = useApp();
  const { shown } = route;

  const movedTo = shown && (inbox.joined.value.get(shown.threadId) ?? topic?.threadId);
  useLayoutEffect(() => {
    if (shown && movedTo && movedTo !== shown.threadId)
      router.go({ ...route, shown: { ...shown, threadId: topic?.threadId ?? movedTo } }, 'replace');
  }, [movedTo, shown?.threadId]);

  const mergedIntoId = topic?.mergedIntoId;
  useLayoutEffect(() => {
    if (shown && mergedIntoId) router.go({ ...route, shown: { ...shown, topicId: mergedIntoId } }, 'replace');
  }, [shown?.topicId, mergedIntoId]);
}
