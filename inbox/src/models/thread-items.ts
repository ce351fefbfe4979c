import type { Unsent } from '@everthread/shared/client/timeline';
import type { TeamMessage } from '@everthread/shared/models/message';
import type { Rating } from '@everthread/shared/models/rating';
import type { Topic } from '@everthread/shared/models/topic';
import type { TopicEvent } from '@everthread/shared/models/topic-change';

/** What a thread shows, from top to bottom. */
export type ThreadItem =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'topic-started'; key: string; at: string }
  | { kind: 'topic-resumed'; key: string; topic: Topic }
  | { kind: 'topic-done'; key: string; at: string }
  | { kind: 'event'; key: string; event: TopicEvent }
  | { kind: 'rating'; key: string; rating: Rating }
  | { kind: 'message'; key: string; message: TeamMessage; isFirstOfGroup: boolean; isLastOfGroup: boolean }
  | { kind: 'unsent'; key: string; message: Unsent };

export type ThreadSource = {
  sent: readonly TeamMessage[];
  topics: readonly Topic[];
  unsent: readonly Unsent[];
  events?: readonly TopicEvent[];
};

const GROUP_WITHIN_MS = 5 * 60_000;

/**
 * Lays a thread out: day and topic dividers, messages grouped by author, and what happened to topics between them.
 * `dayOf` says which local day a time is on.
 */
export function layOut(
  { sent, topics, unsent, events = [] }: ThreadSource,
  dayOf: (at: string) => string,
): ThreadItem[] {
  const starts = new Map(topics.filter(({ firstSeq }) => firstSeq > 1).map((topic) => [topic.firstSeq, topic]));
  const ends = new Map(topics.flatMap((topic) => endsAt(topic, sent, events)));
  const byId = new Map(topics.map((topic) => [topic.id, topic]));
  const happened = Map.groupBy(events.filter(isShown), ({ afterSeq }) => afterSeq);
  const rated = new Map(topics.filter(({ rating }) => rating).map((topic) => [topic.lastSeq, topic]));
  const items: ThreadItem[] = [];
  sent.forEach((message, i) => {
    const before = sent[i - 1];
    const day = dayOf(message.sentAt);
    if (!before || dayOf(before.sentAt) !== day)
      items.push({ kind: 'day', key: `day-${day}-${message.seq}`, at: message.sentAt });
    const started = starts.get(message.seq);
    const resumed = before && before.topicId !== message.topicId ? byId.get(message.topicId) : undefined;
    if (started) items.push({ kind: 'topic-started', key: `start-${started.id}`, at: started.startedAt });
    else if (resumed) items.push({ kind: 'topic-resumed', key: `again-${message.seq}`, topic: resumed });
    items.push({
      kind: 'message',
      key: message.id,
      message,
      isFirstOfGroup: items.at(-1)?.kind !== 'message' || !isGrouped(before, message),
      isLastOfGroup: !isGrouped(message, sent[i + 1]) || ends.has(message.seq) || happened.has(message.seq),
    });
    const ended = ends.get(message.seq);
    if (ended) items.push({ kind: 'topic-done', key: `done-${ended.id}`, at: ended.doneAt });
    for (const event of happened.get(message.seq) ?? []) items.push({ kind: 'event', key: event.id, event });
    const { id, rating } = rated.get(message.seq) ?? {};
    if (rating) items.push({ kind: 'rating', key: `rating-${id}`, rating });
  });
  return [...items, ...unsent.map((message) => ({ kind: 'unsent' as const, key: message.id, message }))];
}

type Ended = { id: string; doneAt: string };

/** Who follows a topic is nobody else's concern. */
const isShown = ({ what }: TopicEvent): boolean =>
  what.kind !== 'changed' || Object.keys(what.after).some((facet) => facet !== 'followerIds');

/** The message after which a topic was done, where no event says so. A note may still have come later. */
function endsAt(
  { id, status, doneAt }: Topic,
  sent: ThreadSource['sent'],
  events: readonly TopicEvent[],
): [seq: number, ended: Ended][] {
  if (status !== 'done' || doneAt === null) return [];
  if (events.some(({ topicId, at }) => topicId === id && at === doneAt)) return [];
  const last = sent.findLast((message) => message.topicId === id && message.sentAt <= doneAt);
  return last ? [[last.seq, { id, doneAt }]] : [];
}

function isGrouped(a: TeamMessage | undefined, b: TeamMessage | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    a.kind === b.kind &&
    a.topicId === b.topicId &&
    isSameAuthor(a.author, b.author) &&
    Date.parse(b.sentAt) - Date.parse(a.sentAt) < GROUP_WITHIN_MS
  );
}

/** The same person, and as the same: verified or not. */
const isSameAuthor = (a: TeamMessage['author'], b: TeamMessage['author']): boolean =>
  a.id === b.id && (a.kind === 'visitor' && a.identity) === (b.kind === 'visitor' && b.identity);
