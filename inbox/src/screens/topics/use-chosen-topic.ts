import type { TopicId } from '@everthread/shared/models/ids';
import type { Topic } from '@everthread/shared/models/topic';
import type { InboxModel } from '../../models/inbox-model.ts';

/** The topic that is shown, as the list or its thread knows it: whichever is newer, with one's own change already made. */
export function useChosenTopic(inbox: InboxModel, topicId: TopicId | undefined): Topic | undefined {
  const inList = topicId && inbox.topics.known.value.get(topicId)?.topic;
  const inThread = inbox.current.value?.timeline.value.topics.find(({ id }) => id === topicId);
  const topic = inList && (!inThread || inList.rev >= inThread.rev) ? inList : inThread;
  return topic && { ...topic, ...inbox.topics.pending.value.get(topic.id) };
}
