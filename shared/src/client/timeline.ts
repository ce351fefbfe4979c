import type { MessageId } from '../models/ids.ts';
import type { NewMessage } from '../models/message.ts';

type AnyMessage = { id: MessageId; seq: number; rev: number };
type AnyTopic = { id: string; firstSeq: number; rev: number; lastSeq?: number };

/** A message that the server has not yet said it stored. */
export type Unsent = NewMessage & { kind: 'message' | 'note'; state: 'sending' | 'failed' };

/** A thread as a client holds it. Nothing in it is changed in place. */
export type Timeline<M extends AnyMessage, T extends AnyTopic> = {
  sent: readonly M[]; // by seq, without a hole from `earliest` on
  topics: readonly T[]; // by firstSeq
  unsent: readonly Unsent[]; // in the order in which they were written
  cursor: number; // no change up to this revision is missing; what `changes?after=` asks with
  earliest: number; // the seq at which the loaded part begins; 0 when it begins where the thread does
  aside: readonly M[]; // newer versions of messages before `earliest`, kept for the history page that brings them
};

export type Changes<M, T> = { rev: number; messages: readonly M[]; topics: readonly T[] };
export type Snapshot<M, T> = Changes<M, T> & { hasEarlier: boolean };
export type HistoryPage<M> = { messages: readonly M[]; hasEarlier: boolean };

/** A thread of which nothing is known yet. */
export function emptyTimeline<M extends AnyMessage, T extends AnyTopic>(): Timeline<M, T> {
  return { sent: [], topics: [], unsent: [], cursor: 0, earliest: 0, aside: [] };
}

/** Whether there is history before what is loaded. */
export const hasEarlier = (timeline: { earliest: number }): boolean => timeline.earliest > 0;

/** Takes in the thread as its opening answer gives it: the newest page. */
export function receiveSnapshot<M extends AnyMessage, T extends AnyTopic>(
  timeline: Timeline<M, T>,
  snapshot: Snapshot<M, T>,
): Timeline<M, T> {
  const first = snapshot.messages[0];
  const held = timeline.sent.find((message) => message.id === first?.id);
  // A page that does not touch what is held would leave a hole between the two: begin again from the page.
  const touches = timeline.cursor > 0 && held !== undefined && held.rev <= timeline.cursor;
  const startsAt = snapshot.hasEarlier && first ? first.seq : 0;
  const earliest = touches ? Math.min(timeline.earliest, startsAt) : startsAt;
  return {
    ...merge(timeline, snapshot.messages, snapshot.topics, earliest),
    cursor: Math.max(timeline.cursor, snapshot.rev),
  };
}

/** Takes in the answer to `changes?after=<cursor>`. */
export function receiveChanges<M extends AnyMessage, T extends AnyTopic>(
  timeline: Timeline<M, T>,
  changes: Changes<M, T>,
): Timeline<M, T> {
  return {
    ...merge(timeline, changes.messages, changes.topics),
    cursor: Math.max(timeline.cursor, changes.rev),
  };
}

/** Takes in a page of history from before `earliest`. */
export function receiveHistory<M extends AnyMessage, T extends AnyTopic>(
  timeline: Timeline<M, T>,
  page: HistoryPage<M>,
): Timeline<M, T> {
  const startsAt = page.hasEarlier ? (page.messages[0]?.seq ?? timeline.earliest) : 0;
  return merge(timeline, page.messages, [], Math.min(timeline.earliest, startsAt));
}

/** Takes in a message from a live frame, or from the answer to having sent it. */
export function receiveMessage<M extends AnyMessage, T extends AnyTopic>(
  timeline: Timeline<M, T>,
  message: M,
  topic?: T,
): Timeline<M, T> {
  // Only a message's own revision moves the cursor, because no two messages share one. A topic or a receipt in a late
  // frame may already be of a later change, whose message is still on its way.
  return advance(merge(timeline, [message], topic ? [topic] : []), message.rev);
}

/** Takes in a topic from a live frame; with the revision of a change that touched nothing but it, where that is known. */
export function receiveTopic<M extends AnyMessage, T extends AnyTopic>(
  timeline: Timeline<M, T>,
  topic: T,
  rev?: number,
): Timeline<M, T> {
  const merged = merge(timeline, [], [topic]);
  return rev === undefined ? merged : advance(merged, rev);
}

/** Puts a message on screen before the network is asked; the same id again replaces it in its place. */
export function hold<M extends AnyMessage, T extends AnyTopic>(
  timeline: Timeline<M, T>,
  message: Unsent,
): Timeline<M, T> {
  if (timeline.sent.some(({ id }) => id === message.id)) return timeline;
  const isHeld = timeline.unsent.some(({ id }) => id === message.id);
  const unsent = isHeld
    ? timeline.unsent.map((other) => (other.id === message.id ? message : other))
    : [...timeline.unsent, message];
  return { ...timeline, unsent };
}

/** Says of a held message that it is being sent, or that it failed and may be tried again. */
export function mark<M extends AnyMessage, T extends AnyTopic>(
  timeline: Timeline<M, T>,
  id: MessageId,
  state: Unsent['state'],
): Timeline<M, T> {
  const unsent = timeline.unsent.map((message) => (message.id === id ? { ...message, state } : message));
  return { ...timeline, unsent };
}

/** Takes out a message that was held and is not to be sent. */
export function discard<M extends AnyMessage, T extends AnyTopic>(
  timeline: Timeline<M, T>,
  id: MessageId,
): Timeline<M, T> {
  return { ...timeline, unsent: timeline.unsent.filter((message) => message.id !== id) };
}

function merge<M extends AnyMessage, T extends AnyTopic>(
  timeline: Timeline<M, T>,
  messages: readonly M[],
  topics: readonly T[],
  earliest = timeline.earliest,
): Timeline<M, T> {
  const all = newestById([...timeline.aside, ...timeline.sent, ...messages]).toSorted((a, b) => a.seq - b.seq);
  const sent = all.filter((message) => message.seq >= earliest);
  const arrived = new Set(all.map(({ id }) => id));
  return {
    ...timeline,
    sent,
    topics: newestById([...timeline.topics, ...topics]).toSorted((a, b) => a.firstSeq - b.firstSeq),
    unsent: timeline.unsent.filter(({ id }) => !arrived.has(id)),
    earliest,
    aside: all.filter((message) => message.seq < earliest),
  };
}

function newestById<Item extends { id: string; rev: number }>(items: readonly Item[]): Item[] {
  const byId = new Map<string, Item>();
  for (const item of items) {
    const held = byId.get(item.id);
    if (!held || item.rev > held.rev) byId.set(item.id, item);
  }
  return [...byId.values()];
}

const advance = <M extends AnyMessage, T extends AnyTopic>(timeline: Timeline<M, T>, rev: number): Timeline<M, T> =>
  rev === timeline.cursor + 1 ? { ...timeline, cursor: rev } : timeline;
