import type { Clock } from '@everthread/shared/client/clock';
import { type Chance, newMessageId } from '@everthread/shared/client/message-id';
import { createOutboxQueue, memoryStore, type UnsentStore } from '@everthread/shared/client/outbox-queue';
import type { WatchPage } from '@everthread/shared/client/page-events';
import {
  discard,
  emptyTimeline,
  hasEarlier,
  hold,
  mark,
  receiveHistory,
  type Timeline,
} from '@everthread/shared/client/timeline';
import type { QuotedPlace } from '@everthread/shared/models/bot';
import type { MessageId, ThreadId, TopicId } from '@everthread/shared/models/ids';
import type { Message, NewMessage } from '@everthread/shared/models/message';
import type { Outlook } from '@everthread/shared/models/outlook';
import type { VisitorTopic } from '@everthread/shared/models/topic';
import type { Whereabouts } from '@everthread/shared/models/visitor';
import { computed, createModel, effect, signal } from '@preact/signals';
import type { Page } from '../../channel.ts';
import type { Api } from '../api.ts';
import { cleanText } from '../clean-text.ts';
import type { Host } from '../host.ts';
import { entranceTo, isUnknown } from './enter-thread.ts';
import { type Connect, followerOf } from './follow-thread.ts';
import { newsFor } from './news.ts';
import { outlookFor } from './outlook.ts';
import { receiptsFor } from './receipts.ts';
import { typingFor } from './typing.ts';
import { until } from './until.ts';

/** `opening`: the thread is on its way. `new`: nobody has written yet, and nothing is stored anywhere. */
export type Phase = { name: 'opening' } | { name: 'new' } | { name: 'ready'; threadId: ThreadId };

export type ThreadModelParts = {
  api: Api;
  host: Pick<Host, 'key' | 'isOpen' | 'unread'> &
    Partial<Pick<Host, 'tell' | 'watch' | 'restart' | 'hold' | 'store' | 'claim'>>;
  connect: Connect;
  where: (page: Page | undefined) => Whereabouts;
  store?: UnsentStore<NewMessage>; // what is not yet sent; without one it is kept as long as the page lives
  watchPage: WatchPage;
  clock: Clock;
  random: () => number;
  chance: Chance;
  outlook?: Outlook | undefined; // as the page has it
  now?: () => number; // by the server's clock, where it is known
};

/** What goes with the words: what they answer to, and files that were uploaded before. */
export type MessageExtras = Pick<NewMessage, 'quoteId' | 'attachmentIds'>;

const TRIES_UNTIL_SAID = 2;
const SAID_FOR_MS = 8_000;

/** The visitor's thread: what is in it, what is on its way out, and whether we are in touch with the server. */
export const ThreadModel = createModel((parts: ThreadModelParts) => {
  const { api, host, clock } = parts;
  const phase = signal<Phase>({ name: 'opening' });
  const timeline = signal<Timeline<Message, VisitorTopic>>(emptyTimeline());
  const hasTrouble = signal(false); // with something that was to be changed
  const earlier = signal<'idle' | 'loading' | 'failed'>('idle');
  const sendTries = signal(0);
  const hasWritten = signal(false);
  const receipts = receiptsFor({ post: async (seq) => api.saw(readyThread(), seq), clock });
  const news = newsFor({ host, sent: computed(() => timeline.value.sent), seenSeq: () => receipts.seen.value.visitor });
  const typing = typingFor({ clock, say: () => follower.say({ type: 'typing' }) });
  const outlook = outlookFor({ clock, now: parts.now ?? clock.now, told: parts.outlook });
  const follower = followerOf({
    ...parts,
    timeline,
    receipts,
    news,
    typing,
    outlook,
    onMoved: () => void entrance.open(),
  });
  const entrance = entranceTo({ ...parts, phase, follower, isWriting: () => timeline.peek().unsent.length > 0 });
  const isOpened = () => until(phase, ({ name }) => name !== 'opening');
  let beginning: Promise<void> | undefined;
  let endTrouble = () => {};

  function readyThread(): ThreadId {
    const { value } = phase;
    if (value.name !== 'ready') throw new Error('There is no thread yet');
    return value.threadId;
  }

  async function deliver(message: NewMessage): Promise<void> {
    hasWritten.value = true;
    await isOpened();
    if (phase.value.name !== 'ready') return entrance.begin(message);
    const { page } = await host.key();
    try {
      const sent = await api.send(phase.value.threadId, { ...message, where: parts.where(page) });
      follower.take(sent.message, sent.topic);
      host.tell?.('message', { id: message.id, from: 'visitor' });
    } catch (error) {
      if (!isUnknown(error)) throw error;
      // The thread is gone, or only what the message brings along. Beginning tells: it leads into a thread that is still there.
      await entrance.begin(message);
    }
  }

  const queue = createOutboxQueue<NewMessage>({
    send: deliver,
    whenReady: isOpened,
    onKept: (kept) => {
      // What another person has left is not shown to who has not proven to be him.
      if (entrance.isStrangers()) return;
      const keptIds = new Set(kept.map(({ item }) => item.id));
      // Given up in another tab.
      for (const { id, state } of timeline.value.unsent) {
        if (state === 'failed' && !keptIds.has(id)) timeline.value = discard(timeline.value, id);
      }
      for (const { item, isFailed } of kept) {
        timeline.value = hold(timeline.value, { ...item, kind: 'message', state: isFailed ? 'failed' : 'sending' });
      }
    },
    onRefused: ({ id }) => {
      timeline.value = mark(timeline.value, id, 'failed');
    },
    onStruggle: (tries) => {
      sendTries.value = tries;
    },
    store: parts.store ?? memoryStore(),
    watchPage: parts.watchPage,
    clock,
    random: parts.random,
  });

  function put(message: NewMessage): void {
    entrance.forgetStranger();
    timeline.value = hold(timeline.value, { ...message, kind: 'message', state: 'sending' });
    queue.push(message);
  }

  effect(() => () => {
    entrance.end();
    follower.end();
    queue.close();
    receipts.end();
    typing.end();
    outlook.end();
    endTrouble();
  });

  return {
    phase,
    timeline,
    /** The latest messages to arrive from somebody else, for who listens or has scrolled away. */
    arrived: news.arrived,
    isSaved: entrance.isSaved,
    earlier,
    /** Whether something of his was sent since he came. */
    hasWritten,
    /** Whether it is time to say that there is no connection. */
    isCutOff: computed(() => {
      const live = follower.live.value;
      return (
        entrance.openTries.value >= TRIES_UNTIL_SAID ||
        sendTries.value >= TRIES_UNTIL_SAID ||
        (live !== undefined && 'attempt' in live && live.attempt > TRIES_UNTIL_SAID && !live.isReached)
      );
    }),
    isTooOld: computed(() => {
      const live = follower.live.value;
      return live?.name === 'refused' && live.reason === 'client_too_old';
    }),
    seen: receipts.seen,
    saw: receipts.saw,
    /** Does something else in the visitor's name; tells where he is, and whether he has proven who he is. */
    withAccess: api.withAccess,
    hold: () => host.hold?.() ?? (() => {}),
    whereIs: host.key,
    handToPage: (event: string, end: MessagePort) => host.tell?.(event, end, [end]),
    isProven: api.isProven,
    token: api.token,
    /** What all visitors are told for a while. */
    notice: outlook.notice,
    ratingScale: outlook.ratingScale,
    /** Whether those who answer are there, and when that changes. */
    hours: outlook.hours,
    asksBot: outlook.asksBot,
    /** What who writes now may expect, while that is true. */
    expected: outlook.expected,
    /** Says how a topic went; with a word, or without. */
    async rate(topicId: TopicId, score: number, word?: string): Promise<void> {
      const rated = await api.rate(readyThread(), topicId, { score, ...(word !== undefined && { word }) });
      follower.takeTopic(rated.topic);
    },
    /** Says whether an answer of the bot's helped. */
    async sayHelped(id: MessageId, helped: boolean): Promise<void> {
      const said = await api.helped(readyThread(), id, helped);
      follower.take(said.message, said.topic);
    },
    async callPerson(): Promise<void> {
      await api.callPerson(readyThread());
    },
    /** What stands around what the bot quotes. */
    quoted: (id: MessageId, place: number): Promise<QuotedPlace> => api.quoted(readyThread(), id, place),
    /** Who of the team is typing. */
    typing: typing.name,
    typed: typing.typed,
    send(text: string, extras: MessageExtras = {}): void {
      typing.sent();
      put({ id: newMessageId(parts.chance), text: cleanText(text).trim(), ...extras });
    },
    sendAgain(id: MessageId): void {
      const unsent = timeline.value.unsent.find((other) => other.id === id);
      if (!unsent) return;
      const { kind: _kind, state: _state, ...message } = unsent;
      put(message);
    },
    /** What was refused and is not to be sent any more. */
    discard(id: MessageId): void {
      const unsent = timeline.value.unsent.find((other) => other.id === id && other.state === 'failed');
      if (!unsent) return;
      timeline.value = discard(timeline.value, id);
      queue.discard(unsent);
    },
    async edit(id: MessageId, text: string): Promise<void> {
      const changed = await api.edit(readyThread(), id, cleanText(text).trim());
      follower.take(changed.message, changed.topic);
    },
    hasTrouble,
    noteTrouble(): void {
      hasTrouble.value = true;
      endTrouble();
      endTrouble = clock.after(SAID_FOR_MS, () => {
        hasTrouble.value = false;
      });
    },
    async remove(id: MessageId): Promise<void> {
      const changed = await api.remove(readyThread(), id);
      follower.take(changed.message, changed.topic);
    },
    /** The thread that files can be put into; begins it where nobody has written yet. */
    async threadForFiles(): Promise<ThreadId> {
      await isOpened();
      if (phase.value.name === 'new') {
        beginning ??= entrance.begin().finally(() => {
          beginning = undefined;
        });
        await beginning;
      }
      return readyThread();
    },
    async loadEarlier(): Promise<void> {
      const { value } = phase;
      if (value.name !== 'ready' || earlier.value === 'loading' || !hasEarlier(timeline.value)) return;
      earlier.value = 'loading';
      try {
        const before = timeline.value.earliest;
        const page = await api.earlier(value.threadId, before);
        // Another thread may be shown by now, or another part of it.
        if (readyThread() === value.threadId && timeline.value.earliest === before)
          timeline.value = receiveHistory(timeline.value, page);
        earlier.value = 'idle';
      } catch {
        earlier.value = 'failed';
      }
    },
  };
});
export type ThreadModel = InstanceType<typeof ThreadModel>;
