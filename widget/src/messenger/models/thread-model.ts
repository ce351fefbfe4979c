import { backOffMs } from '@everthread/shared/client/back-off';
import type { Clock } from '@everthread/shared/client/clock';
import type { LiveConnection, LiveOptions, LiveState } from '@everthread/shared/client/live-connection';
import { type Chance, newMessageId } from '@everthread/shared/client/message-id';
import { createOutboxQueue, memoryStore, type UnsentStore } from '@everthread/shared/client/outbox-queue';
import type { WatchPage } from '@everthread/shared/client/page-events';
import {
  emptyTimeline,
  hasEarlier,
  hold,
  mark,
  receiveChanges,
  receiveHistory,
  receiveMessage,
  receiveSnapshot,
  type Timeline,
} from '@everthread/shared/client/timeline';
import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import type { Message, NewMessage } from '@everthread/shared/models/message';
import type { VisitorTopic } from '@everthread/shared/models/topic';
import type { VisitorKey, Whereabouts } from '@everthread/shared/models/visitor';
import type { VisitorSession } from '@everthread/shared/models/visitor-session';
import type { VisitorFrame } from '@everthread/shared/protocol/down';
import type { UpFrame } from '@everthread/shared/protocol/up';
import { computed, createModel, effect, signal } from '@preact/signals';
import { LEASE, type Page } from '../../channel.ts';
import type { Api } from '../api.ts';
import { cleanText } from '../clean-text.ts';
import type { Host } from '../host.ts';
import { newVisitorKey } from '../visitor-key.ts';
import { forgetAll, isRefused, subjectOf } from './identity.ts';
import { newsFor } from './news.ts';
import { receiptsFor } from './receipts.ts';
import { typingFor } from './typing.ts';
import { until } from './until.ts';

/** `opening`: the thread is on its way. `new`: nobody has written yet, and nothing is stored anywhere. */
export type Phase = { name: 'opening' } | { name: 'new' } | { name: 'ready'; threadId: ThreadId };

export type ThreadModelParts = {
  api: Api;
  host: Pick<Host, 'key' | 'isOpen' | 'unread'> & Partial<Pick<Host, 'tell' | 'watch' | 'restart' | 'store' | 'claim'>>;
  connect: (options: Pick<LiveOptions<VisitorFrame>, 'ticket' | 'catchUp' | 'onFrame' | 'onState'>) => LiveConnection;
  where: (page: Page | undefined) => Whereabouts;
  store?: UnsentStore<NewMessage>; // what is not yet sent; without one it is kept as long as the page lives
  watchPage: WatchPage;
  clock: Clock;
  random: () => number;
  chance: Chance;
};

/** What goes with the words: what they answer to, and files that were uploaded before. */
export type MessageExtras = Pick<NewMessage, 'quoteId' | 'attachmentIds'>;

const TRIES_UNTIL_SAID = 2;
const SAID_FOR_MS = 8_000;
const isUnknown = (error: unknown) => (error as { status?: number }).status === 404;

/** The visitor's thread: what is in it, what is on its way out, and whether we are in touch with the server. */
export const ThreadModel = createModel((parts: ThreadModelParts) => {
  const { api, host, clock } = parts;
  const phase = signal<Phase>({ name: 'opening' });
  const timeline = signal<Timeline<Message, VisitorTopic>>(emptyTimeline());
  const live = signal<LiveState | undefined>(undefined);
  const isSaved = signal(true);
  const hasTrouble = signal(false); // with something that was to be changed
  const earlier = signal<'idle' | 'loading' | 'failed'>('idle');
  const openTries = signal(0);
  const sendTries = signal(0);
  const receipts = receiptsFor({ post: async (seq) => api.saw(readyThread(), seq), clock });
  const news = newsFor({ host, sent: computed(() => timeline.value.sent), seenSeq: () => receipts.seen.value.visitor });
  const typing = typingFor({ clock, say: () => say({ type: 'typing' }) });
  let say: (frame: UpFrame) => boolean = () => false;
  let beginning: Promise<void> | undefined;
  let entered = 0; // how often
  let ownKey: VisitorKey | undefined;
  let isProofRefused = false;
  let strangersKey: VisitorKey | undefined; // kept by the page, and not this visitor's to use
  const isProven = () => !isProofRefused && api.isProven();
  let connection: LiveConnection | undefined;
  let endWait = () => {};
  let opening: Promise<void> | undefined;
  let mustOpenAgain = false;
  let endTrouble = () => {};

  function enter(session: VisitorSession): void {
    entered += 1;
    const { thread, access } = session;
    const { value } = phase;
    // Who has proven who he is may have a thread of his own.
    if (value.name === 'ready' && value.threadId !== thread.id) leaveThread();
    let ticket: string | undefined = access.ticket;
    timeline.value = receiveSnapshot(timeline.value, thread);
    receipts.take(thread.seen);
    phase.value = { name: 'ready', threadId: thread.id };
    connection?.close();
    connection = parts.connect({
      // The session brought a first ticket along.
      ticket: async () => {
        const first = ticket;
        ticket = undefined;
        return first ?? api.ticket();
      },
      catchUp: (sayUp) => {
        say = (frame) => {
          sayUp(frame);
          return true;
        };
        return catchUp(thread.id);
      },
      onFrame: ({ frame }) => heard(frame, thread.id),
      onState: (state) => {
        live.value = state;
      },
    });
  }

  async function catchUp(threadId: ThreadId): Promise<void> {
    let more: boolean | undefined = true;
    while (more) {
      const changes = await api.changes(threadId, timeline.value.cursor);
      news.note(changes.messages, newestSeq());
      timeline.value = receiveChanges(timeline.value, changes);
      receipts.take(changes.seen);
      more = changes.more;
    }
  }

  function heard(frame: VisitorFrame, threadId: ThreadId): void {
    switch (frame.type) {
      case 'message.sent':
        if (frame.message.author.kind === 'agent') typing.stop();
        take(frame.message, frame.topic);
        break;
      case 'message.changed':
        take(frame.message, frame.topic);
        break;
      case 'thread.seen':
        receipts.take(frame.seen);
        break;
      case 'thread.joined':
        // What it missed for want of a network comes with the next socket.
        void catchUp(threadId).catch(() => {});
        break;
      case 'typing':
        typing.heard(frame.name);
        break;
    }
  }

  function readyThread(): ThreadId {
    const { value } = phase;
    if (value.name !== 'ready') throw new Error('There is no thread yet');
    return value.threadId;
  }

  const newestSeq = () => timeline.value.sent.at(-1)?.seq ?? 0;

  function take(message: Message, topic: VisitorTopic): void {
    news.note([message], newestSeq());
    timeline.value = receiveMessage(timeline.value, message, topic);
  }

  /** Leads back into the thread whose key the host's page holds, however long that takes. Once at a time. */
  function open(): Promise<void> {
    opening ??= openOnce().finally(() => {
      opening = undefined;
    });
    return opening;
  }

  async function openOnce(): Promise<void> {
    endWait();
    const token = host.claim?.peek()?.token;
    const { key, page } = await host.key();
    const before = entered;
    try {
      if (isProven()) await openAsPerson(key, page);
      else if (key) enter(await api.open(key, parts.where(page)));
      else phase.value = { name: 'new' };
      openTries.value = 0;
    } catch (error) {
      if (isUnknown(error)) {
        // Unless it was asked before the first words arrived, and answered after.
        if (before === entered) leaveThread();
      } else if (isRefused(error)) beRefused(key);
      else {
        openTries.value += 1;
        endWait = clock.after(backOffMs(openTries.value, parts.random()), open);
      }
    }
    // The page has meanwhile said who he is, or its word for it was none.
    if (mustOpenAgain || host.claim?.peek()?.token !== token) {
      mustOpenAgain = false;
      await openOnce();
    }
  }

  async function openAsPerson(key: VisitorKey | undefined, page: Page | undefined): Promise<void> {
    const newKey = newVisitorKey(parts.chance);
    const { session, keyInUse } = await api.identify(key, newKey, parts.where(page));
    if (keyInUse === 'newKey' && key) {
      // The key is another person's. Nothing of his stays.
      await forgetAll(host);
      if (session) await host.key({ keep: newKey });
      host.restart?.();
      return;
    }
    if (keyInUse === 'newKey' && session) await host.key({ keep: newKey });
    else if (keyInUse === 'newKey') ownKey = newKey;
    if (session) enter(session);
    else phase.value = { name: 'new' };
  }

  /** The page's proof is none: it is as if there were none. Or the key is a proven person's, who may yet prove it. */
  function beRefused(key: VisitorKey | undefined): void {
    if (isProven()) {
      isProofRefused = true;
      host.tell?.('error', { code: 'identity_refused' });
      mustOpenAgain = true;
      return;
    }
    strangersKey = key;
    phase.value = { name: 'new' };
  }

  /** The first words. The key is kept before they go out, so that a lost answer leads back to the same thread. */
  async function begin(message?: NewMessage): Promise<void> {
    ownKey ??= newVisitorKey(parts.chance);
    // Where another tab was quicker, its key is told, and leads into its thread: one visitor, one thread.
    const { key = ownKey, page } = await host.key({ keep: ownKey });
    enter(await api.begin(key, message && { ...message, where: parts.where(page) }));
    isSaved.value = (await host.key({ keep: key })).isSaved;
    if (message) host.tell?.('message', { id: message.id, from: 'visitor' });
  }

  async function deliver(message: NewMessage): Promise<void> {
    await until(phase, ({ name }) => name !== 'opening');
    if (phase.value.name !== 'ready') return begin(message);
    const { page } = await host.key();
    try {
      const sent = await api.send(phase.value.threadId, { ...message, where: parts.where(page) });
      take(sent.message, sent.topic);
      host.tell?.('message', { id: message.id, from: 'visitor' });
    } catch (error) {
      if (!isUnknown(error)) throw error;
      leaveThread();
      await begin(message);
    }
  }

  /**
   * The server does not know this visitor: not yet (another tab has just kept the key and is still sending the first
   * words), or no longer. Either way he begins with the same key: two tabs with two keys would be two visitors.
   */
  function leaveThread(): void {
    connection?.close();
    timeline.value = { ...emptyTimeline(), unsent: timeline.value.unsent };
    phase.value = { name: 'new' };
  }

  const queue = createOutboxQueue<NewMessage>({
    send: deliver,
    whenReady: () => until(phase, ({ name }) => name !== 'opening'),
    onKept: (kept) => {
      // What another person has left is not shown to who has not proven to be him.
      if (strangersKey) return;
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
    if (strangersKey) {
      void host.key({ forget: strangersKey });
      strangersKey = undefined;
    }
    timeline.value = hold(timeline.value, { ...message, kind: 'message', state: 'sending' });
    queue.push(message);
  }

  effect(() => {
    // Another tab may have begun a thread since.
    if (host.isOpen.value && phase.peek().name === 'new' && timeline.peek().unsent.length === 0) void open();
  });
  let shownToken: unknown;
  let hasOpened = false;
  effect(() => () => {
    endWait();
    unwatch?.();
    connection?.close();
    queue.close();
    receipts.end();
    typing.end();
    endTrouble();
  });
  // Another tab has kept a key, or has sent something. That it renews its lease is no news.
  let keptNames = '';
  const unwatch = host.watch?.(async () => {
    if (phase.peek().name !== 'new' || strangersKey) return;
    const { kept } = await host.key();
    const names = Object.keys(kept).filter((name) => !name.endsWith(LEASE));
    if (names.join() !== keptNames) void open();
    keptNames = names.join();
  });
  effect(() => {
    const token = host.claim?.value?.token;
    if (token === undefined || token === shownToken) return;
    const isOther = shownToken !== undefined && subjectOf(token) !== subjectOf(shownToken);
    shownToken = token;
    isProofRefused = false;
    strangersKey = undefined;
    if (isOther) host.restart?.();
    else if (hasOpened) void open();
  });
  hasOpened = true;
  void open();

  return {
    phase,
    timeline,
    /** The latest messages to arrive from somebody else, for who listens or has scrolled away. */
    arrived: news.arrived,
    isSaved,
    earlier,
    /** Whether it is time to say that there is no connection. */
    isCutOff: computed(
      () =>
        openTries.value >= TRIES_UNTIL_SAID ||
        sendTries.value >= TRIES_UNTIL_SAID ||
        (live.value?.name === 'waiting' && live.value.attempt >= TRIES_UNTIL_SAID) ||
        (live.value?.name === 'connecting' && live.value.attempt > TRIES_UNTIL_SAID),
    ),
    isTooOld: computed(() => live.value?.name === 'refused' && live.value.reason === 'client_too_old'),
    seen: receipts.seen,
    saw: receipts.saw,
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
    async edit(id: MessageId, text: string): Promise<void> {
      const changed = await api.edit(readyThread(), id, cleanText(text).trim());
      take(changed.message, changed.topic);
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
      take(changed.message, changed.topic);
    },
    /** The thread that files can be put into; begins it where nobody has written yet. */
    async threadForFiles(): Promise<ThreadId> {
      await until(phase, ({ name }) => name !== 'opening');
      if (phase.value.name === 'new') {
        beginning ??= begin().finally(() => {
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
        const page = await api.earlier(value.threadId, timeline.value.earliest);
        timeline.value = receiveHistory(timeline.value, page);
        earlier.value = 'idle';
      } catch {
        earlier.value = 'failed';
      }
    },
  };
});
export type ThreadModel = InstanceType<typeof ThreadModel>;
