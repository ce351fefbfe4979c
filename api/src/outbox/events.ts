import type { AgentId, MessageId, ThreadId, TopicId } from '@everthread/shared/models/ids';

/** What can happen. Ids only: whoever follows an event up reads the truth as it then is. */
export type OutboxEvent =
  | { type: 'message.sent'; messageId: MessageId }
  | { type: 'message.changed'; messageId: MessageId }
  | { type: 'thread.seen'; threadId: ThreadId }
  | { type: 'topic.changed'; topicId: TopicId }
  | { type: 'topic.read'; topicId: TopicId; agentId: AgentId; seq: number };
