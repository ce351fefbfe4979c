import type { Clock } from '@everthread/shared/client/clock';
import {
  emptyTimeline,
  hasEarlier,
  receiveChanges,
  receiveHistory,
  receiveMessage,
  receiveSnapshot,
  receiveTopic,
  type Timeline,
} from '@everthread/shared/client/timeline';
import type { AttachmentId, MessageId, ThreadId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import type { Scheduled } from '@everthread/shared/models/scheduled';
import type { Seen } from '@everthread/shared/models/thread';
import type { Topic } from '@everthread/shared/models/topic';
import type { TopicEvent } from '@everthread/shared/models/topic-change';
import type { Visitor } from '@everthread/shared/models/visitor';
import { computed, createModel, signal } from '@preact/signals';
import { ApiError } from '../api/api-error.ts';
import type { SentAnswer, TeamApi } from '../api/team-api.ts';
import { ownChanges } from './own-changes.ts';
import { topicHistory } from './topic-history.ts';
import { unsentReplies } from './unsent-replies.ts';
import { waitingReplies } from './waiting-replies.ts';

export type ThreadState = 'loading' | 'ready' | 'failed' | 'missing';

export type ThreadTools = {
  clock: Clock;
  random: () => number;
  newId: () => MessageId;
};

type ThreadApi = Pick<
  TeamApi,
  | 'thread'
  | 'changes'
  | 'history'
  | 'send'
  | 'edit'
  | 'remove'
  | 'versions'
  | 'links'
  | 'threadPath'
  | 'schedule'
  | 'changeScheduled'
  | 'takeScheduled'
  | 'cancelScheduled'
>;

/** One thread with its messages, topics and visitor, and what the agent is still sending into it. */
export const ThreadModel = createModel((threadId: ThreadId, api: ThreadApi, tools: ThreadTools) => {
  const timeline = signal<Timeline<TeamMessage, Topic>>(emptyTimeline());
  const visitor = signal<Visitor | undefined>(undefined);
  const state = signal<ThreadState>('loading');
  const earlierState = signal<'idle' | 'loading' | 'failed'>('idle');
  let earlier = Promise.resolve();
  const seen = signal<Seen>({ visitor: 0, team: 0 });
  const chosenId = signal<MessageId | undefined>(undefined);
  const editedId = signal<MessageId | undefined>(undefined);
  const deletingId = signal<MessageId | undefined>(undefined);
  const sought = signal<{ id: MessageId } | undefined>(undefined);
  const changes = ownChanges(receiveAnswer);
  const sent = computed(() => changes.over(timeline.value.sent));
  const waiting = waitingReplies(threadId, api, tools.clock, sent);
  const history = topicHistory();
  const unsent = unsentReplies({ threadId, api, tools, timeline, receiveAnswer, receiveScheduled, catchUp });
  const loaded = Promise.withResolvers<void>(); // once it was asked for and has come, or has not
  let isBehind = false; // news may have been missed while the thread was still on its way

  const load = (): Promise<void> => fetchThread().finally(loaded.resolve);

  async function fetchThread(): Promise<void> {
    if (state.peek() !== 'ready') state.value = 'loading';
    try {
      const receiveWaiting = waiting.ask();
      const thread = await api.thread(threadId);
      receiveWaiting(thread.scheduled);
      timeline.value = receiveSnapshot(timeline.peek(), thread);
      history.receive(thread.events);
      visitor.value = thread.visitor;
      receiveSeen(thread.seen);
      state.value = 'ready';
      if (isBehind) await catchUp();
    } catch (error) {
      if (state.peek() === 'ready') return;
      state.value = error instanceof ApiError && error.code === 'not_found' ? 'missing' : 'failed';
    }
  }

  async function catchUp(): Promise<void> {
    isBehind = state.peek() === 'loading';
    if (state.peek() !== 'ready') return;
    for (let isMore = true; isMore; ) {
      const receiveWaiting = waiting.ask();
      const missed = await api.changes(threadId, timeline.peek().cursor);
      receiveWaiting(missed.scheduled);
      timeline.value = receiveChanges(timeline.peek(), missed);
      history.receive(missed.events);
      receiveSeen(missed.seen);
      isMore = missed.more;
    }
  }

  /** Receipts only ever go forward. */
  function receiveSeen(news: Seen): void {
    const was = seen.peek();
    if (news.visitor <= was.visitor && news.team <= was.team) return;
    seen.value = { visitor: Math.max(was.visitor, news.visitor), team: Math.max(was.team, news.team) };
  }

  function receiveAnswer({ message, topic }: SentAnswer): void {
    timeline.value = receiveMessage(timeline.peek(), message, topic);
  }

  function receiveScheduled(reply: Scheduled): void {
    waiting.receive([reply]);
  }

  /** What is asked for already is waited for. */
  function loadEarlier(): Promise<void> {
    if (earlierState.peek() !== 'loading' && hasEarlier(timeline.peek())) earlier = fetchEarlier();
    return earlier;
  }

  async function fetchEarlier(): Promise<void> {
    earlierState.value = 'loading';
    try {
      const page = await api.history(threadId, timeline.peek().earliest);
      timeline.value = receiveHistory(timeline.peek(), page);
      history.receive(page.events);
      earlierState.value = 'idle';
    } catch {
      earlierState.value = 'failed';
    }
  }

  return {
    timeline,
    visitor,
    state,
    earlierState,
    hasEarlier: computed(() => hasEarlier(timeline.value)),
    seen,
    chosenId, // the message that the hand or the keyboard is at
    editedId, // the one that is being edited
    between: unsent.between, // what came in between, for each reply that was refused because of it
    deletingId, // the one of which it is asked whether it shall be deleted
    sought, // the one that was asked for and has been found
    askLinks: (ids: readonly AttachmentId[]) => api.links(threadId, ids),
    /** Under which its files are put. */
    path: () => api.threadPath(threadId),
    /** The messages with one's own changes already made. */
    sent,
    waiting,
    events: history.events,
    load,

    receiveMessage(message: TeamMessage, topic: Topic) {
      timeline.value = receiveMessage(timeline.peek(), message, topic);
    },
    receiveTopic(topic: Topic, event?: TopicEvent | null) {
      timeline.value = receiveTopic(timeline.peek(), topic);
      if (event) history.receive([event]);
    },
    receiveScheduled,
    /** Lets a reply that waits go at once, by who has seen what stands there now. */
    sendWaitingNow: (id: MessageId) => waiting.change(id, { release: 'now', seenSeq: unsent.lastSeen() }),
    /** Lets it go at another time. */
    putOff: (id: MessageId, at: string) => waiting.change(id, { release: { at }, seenSeq: unsent.lastSeen() }),
    receiveVisitor(changed: Visitor) {
      visitor.value = changed;
    },
    receiveReceipt(news: Seen) {
      receiveSeen(news);
    },
    /** Asks where the visitor is now. What is held of the thread stays: the newest page alone would cut it short. */
    async refreshVisitor() {
      const before = visitor.peek();
      const { visitor: now, seen: receipts } = await api.thread(threadId);
      if (visitor.peek() === before) visitor.value = now; // else a frame has told more
      receiveSeen(receipts);
    },
    /** Fetches what was missed while there was no connection. */
    catchUp,
    loadEarlier,
    send: unsent.send,
    extrasOf: unsent.extrasOf,
    retry: unsent.retry,
    /** Other words for one's own message. */
    edit: (id: MessageId, text: string) => changes.make(id, { text }, () => api.edit(threadId, id, text)),
    /** Takes one's own message back. */
    remove: (id: MessageId) => changes.make(id, 'deleted', () => api.remove(threadId, id)),
    versions: (id: MessageId) => api.versions(threadId, id),
    /** Brings a message before the eyes, out of history where need be. Tells whether it was found. */
    async seek(id: MessageId): Promise<boolean> {
      await loaded.promise;
      const isHere = () => timeline.peek().sent.some((message) => message.id === id);
      // What is at hand may be from yesterday, and the message from today.
      if (!isHere()) await catchUp().catch(() => {});
      while (!isHere() && hasEarlier(timeline.peek())) {
        const { earliest } = timeline.peek();
        await loadEarlier();
        if (timeline.peek().earliest === earliest) return false;
      }
      if (isHere()) sought.value = { id };
      return isHere();
    },
    sendNow: unsent.sendNow,
    withdraw: unsent.withdraw,
  };
});
export type ThreadModel = InstanceType<typeof ThreadModel>;
