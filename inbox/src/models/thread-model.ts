import { backOffMs } from '@everthread/shared/client/back-off';
import type { Clock } from '@everthread/shared/client/clock';
import {
  emptyTimeline,
  hasEarlier,
  hold,
  mark,
  receiveChanges,
  receiveHistory,
  receiveMessage,
  receiveSnapshot,
  receiveTopic,
  type Timeline,
  type Unsent,
} from '@everthread/shared/client/timeline';
import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import type { Topic } from '@everthread/shared/models/topic';
import type { Visitor } from '@everthread/shared/models/visitor';
import { computed, createModel, signal } from '@preact/signals';
import { ApiError, isPassing } from '../api/api-error.ts';
import type { TeamApi } from '../api/team-api.ts';

export type ThreadState = 'loading' | 'ready' | 'failed' | 'missing';

export type ThreadTools = {
  clock: Clock;
  random: () => number;
  newId: () => MessageId;
};

type ThreadApi = Pick<TeamApi, 'thread' | 'changes' | 'history' | 'send'>;

const TRIES_WHILE_ONLINE = 5;

/** One thread with its messages, topics and visitor, and what the agent is still sending into it. */
export const ThreadModel = createModel((threadId: ThreadId, api: ThreadApi, tools: ThreadTools) => {
  const timeline = signal<Timeline<TeamMessage, Topic>>(emptyTimeline());
  const visitor = signal<Visitor | undefined>(undefined);
  const state = signal<ThreadState>('loading');
  const earlierState = signal<'idle' | 'loading' | 'failed'>('idle');
  let isSending = false;
  let wake = () => {}; // ends the wait before the next try
  let isBehind = false; // news may have been missed while the thread was still on its way

  async function load(): Promise<void> {
    if (state.peek() !== 'ready') state.value = 'loading';
    try {
      const thread = await api.thread(threadId);
      timeline.value = receiveSnapshot(timeline.peek(), thread);
      visitor.value = thread.visitor;
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
      const changes = await api.changes(threadId, timeline.peek().cursor);
      timeline.value = receiveChanges(timeline.peek(), changes);
      isMore = changes.more;
    }
  }

  const next = () => timeline.peek().unsent.find(({ state }) => state === 'sending');

  // One at a time, so that what was written first stands first.
  async function sendWaiting(): Promise<void> {
    if (isSending) return;
    isSending = true;
    for (let message = next(); message; message = next()) await sendOne(message);
    isSending = false;
  }

  async function sendOne({ id, text, kind }: Unsent): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const sent = await api.send(threadId, kind, { id, text });
        timeline.value = receiveMessage(timeline.peek(), sent.message, sent.topic);
        return;
      } catch (error) {
        const isOffline = error instanceof ApiError && error.code === 'offline';
        if (!isPassing(error) || (attempt >= TRIES_WHILE_ONLINE && !isOffline)) {
          timeline.value = mark(timeline.peek(), id, 'failed');
          return;
        }
      }
      await new Promise<void>((resolve) => {
        const endWait = tools.clock.after(backOffMs(attempt, tools.random()), resolve);
        wake = () => {
          endWait();
          resolve();
        };
      });
    }
  }

  return {
    timeline,
    visitor,
    state,
    earlierState,
    hasEarlier: computed(() => hasEarlier(timeline.value)),
    load,

    receiveMessage(message: TeamMessage, topic: Topic) {
      timeline.value = receiveMessage(timeline.peek(), message, topic);
    },
    receiveTopic(topic: Topic) {
      timeline.value = receiveTopic(timeline.peek(), topic);
    },
    receiveVisitor(changed: Visitor) {
      visitor.value = changed;
    },
    /** Fetches what was missed while there was no connection. */
    catchUp,
    async loadEarlier() {
      if (earlierState.peek() === 'loading' || !hasEarlier(timeline.peek())) return;
      earlierState.value = 'loading';
      try {
        const page = await api.history(threadId, timeline.peek().earliest);
        timeline.value = receiveHistory(timeline.peek(), page);
        earlierState.value = 'idle';
      } catch {
        earlierState.value = 'failed';
      }
    },

    /** On screen at once, on its way in order. */
    send(kind: TeamMessage['kind'], text: string) {
      timeline.value = hold(timeline.peek(), { id: tools.newId(), text, kind, state: 'sending' });
      return sendWaiting();
    },
    retry(id: MessageId) {
      timeline.value = mark(timeline.peek(), id, 'sending');
      return sendWaiting();
    },
    /** The connection is back: what waits is tried at once. */
    sendNow: () => wake(),
    /** Takes a failed message off the screen and hands back its words. */
    withdraw(id: MessageId): string {
      const { unsent } = timeline.peek();
      timeline.value = { ...timeline.peek(), unsent: unsent.filter((message) => message.id !== id) };
      return unsent.find((message) => message.id === id)?.text ?? '';
    },
  };
});
export type ThreadModel = InstanceType<typeof ThreadModel>;
