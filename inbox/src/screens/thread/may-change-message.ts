import type { AgentId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import type { Topic } from '@everthread/shared/models/topic';
import { EDITABLE_MINUTES } from '../../limits.ts';
import type { ThreadModel } from '../../models/thread-model.ts';

export const isOwnMessage = ({ author, deletedAt }: TeamMessage, agentId: AgentId): boolean =>
  author.kind === 'agent' && author.id === agentId && !deletedAt;

/** Whether it can still be put otherwise or taken back. */
export const mayChangeMessage = (message: TeamMessage, agentId: AgentId): boolean =>
  isOwnMessage(message, agentId) && Date.now() - Date.parse(message.sentAt) < EDITABLE_MINUTES * 60_000;

/** The topic out of which a message can be taken: one that holds others as well. */
export function topicToPart({ topicId }: TeamMessage, thread: ThreadModel): Topic | undefined {
  const topic = thread.timeline.value.topics.find(({ id }) => id === topicId);
  return topic && topic.firstSeq !== topic.lastSeq ? topic : undefined;
}
