import type { TopicId } from '@everthread/shared/models/ids';
import type { Topic } from '@everthread/shared/models/topic';
import type { ThreadItem } from './thread-items.ts';

/** An earlier topic as one line. `count`: of its messages that are loaded here. */
export type FoldedItem = { kind: 'folded'; key: string; topic: Topic; from: string; to: string; count: number };

/** Which topics are one line: those that are settled, but for the latest, and for those that somebody wants to see. */
export function foldedTopics(topics: readonly Topic[], wanted: ReadonlySet<TopicId>): ReadonlyMap<TopicId, Topic> {
  const latest = topics.reduce<Topic | undefined>((a, b) => (a && a.lastSeq > b.lastSeq ? a : b), undefined);
  const folded = topics.filter(({ id, status }) => status === 'done' && id !== latest?.id && !wanted.has(id));
  return new Map(folded.map((topic) => [topic.id, topic]));
}

/** Puts one line in the place of what belongs to a folded topic: its messages, dividers, and what happened to it. */
export function foldTopics(
  items: readonly ThreadItem[],
  folded: ReadonlyMap<TopicId, Topic>,
): readonly (ThreadItem | FoldedItem)[] {
  if (folded.size === 0) return items;
  const shown: (ThreadItem | FoldedItem)[] = [];
  let held: ThreadItem[] = []; // dividers: what they divide is not known yet

  const isOfFolded = (item: ThreadItem): boolean =>
    (item.kind === 'event' && folded.has(item.event.topicId)) ||
    (item.kind === 'rating' && folded.has(item.key.slice('rating-'.length) as TopicId)) ||
    (item.kind === 'topic-done' && folded.has(item.key.slice('done-'.length) as TopicId));

  for (const item of items) {
    const topic = item.kind === 'message' ? folded.get(item.message.topicId) : undefined;
    if (topic && item.kind === 'message') {
      held = [];
      const last = shown.at(-1);
      const { sentAt, seq } = item.message;
      if (last?.kind === 'folded' && last.topic.id === topic.id) {
        shown[shown.length - 1] = { ...last, to: sentAt, count: last.count + 1 };
      } else shown.push({ kind: 'folded', key: `fold-${topic.id}-${seq}`, topic, from: sentAt, to: sentAt, count: 1 });
    } else if (item.kind === 'message' || item.kind === 'unsent') {
      shown.push(...held, item);
      held = [];
    } else if (!isOfFolded(item)) held.push(item);
  }
  return [...shown, ...held];
}
