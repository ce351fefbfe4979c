import type { MessageHit, SearchAnswer, TopicHit, VisitorHit } from '@everthread/shared/models/search';

/** A line of the results, in the order in which the arrow keys go. */
export type Result =
  | { kind: 'visitor'; id: string; hit: VisitorHit }
  | { kind: 'topic'; id: string; hit: TopicHit }
  | { kind: 'message'; id: string; hit: MessageHit }
  | { kind: 'older'; id: 'older' };

export function resultsOf(answer: SearchAnswer | undefined): Result[] {
  if (!answer) return [];
  return [
    ...answer.visitors.map((hit): Result => ({ kind: 'visitor', id: hit.visitorId, hit })),
    ...answer.topics.map((hit): Result => ({ kind: 'topic', id: hit.topicId, hit })),
    ...answer.messages.map((hit): Result => ({ kind: 'message', id: hit.messageId, hit })),
    ...(answer.next === null ? [] : [{ kind: 'older', id: 'older' } as const]),
  ];
}
