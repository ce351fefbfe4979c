import type { TopicsRoute } from '../../topics-route.ts';
import type { Result } from './results.ts';

/** Where what was found is: its message in its thread, beside the list that one was at. */
export function placeOfResult(result: Exclude<Result, { kind: 'older' }>, route: TopicsRoute): TopicsRoute {
  const { threadId, topicId } = result.hit;
  if (result.kind === 'message') {
    return { ...route, shown: { threadId, topicId, pane: 'thread', messageId: result.hit.messageId } };
  }
  return { ...route, shown: { threadId, topicId, pane: 'thread' } };
}
