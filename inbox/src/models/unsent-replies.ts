import { backOffMs } from '@everthread/shared/client/back-off';
import { hold, mark, type Timeline, type Unsent } from '@everthread/shared/client/timeline';
import type { Attachment } from '@everthread/shared/models/attachment';
import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import type { Mention, Quote, StaleReply, TeamMessage } from '@everthread/shared/models/message';
import type { MacroRun } from '@everthread/shared/models/saved-reply';
import type { ReleaseTime, Scheduled } from '@everthread/shared/models/scheduled';
import type { Topic } from '@everthread/shared/models/topic';
import { type Signal, signal } from '@preact/signals';
import { ApiError, isPassing } from '../api/api-error.ts';
import type { SentAnswer, TeamApi } from '../api/team-api.ts';
import type { ThreadTools } from './thread-model.ts';

/** What goes with the words. `release`: not at once, but then. */
export type Extras = {
  quote?: Quote | undefined;
  attachments?: readonly Attachment[];
  release?: ReleaseTime | undefined;
  mentions?: readonly Mention[];
  macro?: MacroRun | undefined; // done to the topic as the reply goes
};

const TRIES_WHILE_ONLINE = 5;
const AT_ONCE: ReleaseTime = { holdSeconds: 0 };

type Place = {
  threadId: ThreadId;
  api: Pick<TeamApi, 'send' | 'schedule'>;
  tools: ThreadTools;
  timeline: Signal<Timeline<TeamMessage, Topic>>;
  receiveAnswer: (answer: SentAnswer) => void;
  receiveScheduled: (reply: Scheduled) => void;
  catchUp: () => Promise<void>;
};

/** What an agent has written into a thread and the server has not taken yet: sent in its order, tried again, or refused. */
export function unsentReplies({ threadId, api, tools, timeline, receiveAnswer, receiveScheduled, catchUp }: Place) {
  const extras = new Map<MessageId, Extras>();
  const seenBefore = new Map<MessageId, number>(); // up to where its writer had seen the thread
  const between = signal<ReadonlyMap<MessageId, readonly TeamMessage[]>>(new Map()); // why it was refused
  let isSending = false;
  let wake = () => {}; // ends the wait before the next try

  const next = () => timeline.peek().unsent.find(({ state }) => state === 'sending');

  // One at a time, so that what was written first stands first.
  async function sendWaiting(): Promise<void> {
    if (isSending) return;
    isSending = true;
    for (let message = next(); message; message = next()) await sendOne(message);
    isSending = false;
  }

  /** What stands before the writer's eyes as he sends. */
  const lastSeen = () => timeline.peek().sent.at(-1)?.seq ?? 0;

  function setBetween(id: MessageId, messages: readonly TeamMessage[] | undefined): void {
    const next = new Map(between.peek());
    if (messages) next.set(id, messages);
    else next.delete(id);
    between.value = next;
  }

  /** It waits on the server from now on, and no longer here. */
  function leave(reply: Scheduled): void {
    receiveScheduled(reply);
    timeline.value = { ...timeline.peek(), unsent: timeline.peek().unsent.filter(({ id }) => id !== reply.id) };
  }

  async function sendOne({ kind, state: _, ...message }: Unsent): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        const seenSeq = seenBefore.get(message.id) ?? 0;
        const { macro, mentions = [], release = macro && AT_ONCE } = extras.get(message.id) ?? {};
        if (release && kind === 'message') {
          const reply = { ...message, seenSeq, release, ...(macro && { macro }) };
          leave(await api.schedule(threadId, reply));
        } else if (kind === 'note' && mentions.length > 0) {
          receiveAnswer(await api.send(threadId, kind, { ...message, mentions: [...mentions] }));
        } else receiveAnswer(await api.send(threadId, kind, kind === 'note' ? message : { ...message, seenSeq }));
        extras.delete(message.id);
        seenBefore.delete(message.id);
        return;
      } catch (error) {
        if (error instanceof ApiError && error.code === 'stale') {
          setBetween(message.id, (error.answer as StaleReply).between);
          void catchUp().catch(() => {}); // else the socket brings it
        }
        const isOffline = error instanceof ApiError && error.code === 'offline';
        if (!isPassing(error) || (attempt >= TRIES_WHILE_ONLINE && !isOffline)) {
          timeline.value = mark(timeline.peek(), message.id, 'failed');
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
    between,
    lastSeen,
    /** On screen at once, on its way in order. */
    send(
      kind: TeamMessage['kind'],
      text: string,
      { quote, attachments = [], release, mentions = [], macro }: Extras = {},
    ) {
      const id = tools.newId();
      extras.set(id, {
        quote,
        attachments,
        ...(release && { release }),
        ...(mentions.length > 0 && { mentions }),
        ...(macro && { macro }),
      });
      seenBefore.set(id, lastSeen());
      const quoteId = quote ? { quoteId: quote.id } : {};
      const attachmentIds = attachments.length > 0 ? { attachmentIds: attachments.map((file) => file.id) } : {};
      timeline.value = hold(timeline.peek(), { id, text, ...quoteId, ...attachmentIds, kind, state: 'sending' });
      return sendWaiting();
    },
    extrasOf: (id: MessageId): Extras => extras.get(id) ?? {},
    /** Once more, by who has seen what stands there now. */
    retry(id: MessageId) {
      seenBefore.set(id, Math.max(lastSeen(), between.peek().get(id)?.at(-1)?.seq ?? 0));
      setBetween(id, undefined);
      timeline.value = mark(timeline.peek(), id, 'sending');
      return sendWaiting();
    },
    /** The connection is back: what waits is tried at once. */
    sendNow: () => wake(),
    /** Takes a failed message off the screen and hands back its words. */
    withdraw(id: MessageId): string {
      const { unsent } = timeline.peek();
      setBetween(id, undefined);
      timeline.value = { ...timeline.peek(), unsent: unsent.filter((message) => message.id !== id) };
      return unsent.find((message) => message.id === id)?.text ?? '';
    },
  };
}
