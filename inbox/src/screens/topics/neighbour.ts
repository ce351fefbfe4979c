import type { TopicRow } from '@everthread/shared/models/topic';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { Router } from '../../router.ts';
import type { TopicsRoute } from '../../topics-route.ts';

/** The row beside the chosen one; the first when none is chosen. */
export function neighbour(inbox: InboxModel, step: 1 | -1): TopicRow | undefined {
  const rows = inbox.topics.rows.peek();
  const chosen = rows.findIndex(({ topic }) => topic.id === inbox.topics.selectedId.peek());
  return chosen < 0 ? rows[0] : rows[chosen + step];
}

/** Leads to a row's topic. Tells whether there was one. */
export function goTo(row: TopicRow | undefined, router: Router, route: TopicsRoute): row is TopicRow {
  if (!row) return false;
  const { threadId, id: topicId } = row.topic;
  // Going through the list by key leaves one step in the history, not one a topic.
  router.go({ ...route, shown: { threadId, topicId, pane: 'thread' } }, route.shown ? 'replace' : 'push');
  return true;
}
