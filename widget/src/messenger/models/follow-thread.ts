import type { Clock } from '@everthread/shared/client/clock';
import type { LiveConnection, LiveOptions, LiveState } from '@everthread/shared/client/live-connection';
import {
  emptyTimeline,
  receiveChanges,
  receiveMessage,
  receiveSnapshot,
  receiveTopic,
  type Timeline,
} from '@everthread/shared/client/timeline';
import type { ThreadId } from '@everthread/shared/models/ids';
import type { Message } from '@everthread/shared/models/message';
import type { VisitorTopic } from '@everthread/shared/models/topic';
import type { VisitorSession } from '@everthread/shared/models/visitor-session';
import type { VisitorFrame } from '@everthread/shared/protocol/down';
import type { UpFrame } from '@everthread/shared/protocol/up';
import { type Signal, signal } from '@preact/signals';
import type { Api } from '../api.ts';
import type { newsFor } from './news.ts';
import type { outlookFor } from './outlook.ts';
import type { receiptsFor } from './receipts.ts';
import type { typingFor } from './typing.ts';

export type Connect = (
  options: Pick<LiveOptions<VisitorFrame>, 'ticket' | 'catchUp' | 'catchUpAlone' | 'onFrame' | 'onHeld' | 'onState'>,
) => LiveConnection;

type FollowerParts = {
  api: Pick<Api, 'changes' | 'ticket'>;
  connect: Connect;
  clock: Clock;
  timeline: Signal<Timeline<Message, VisitorTopic>>;
  receipts: ReturnType<typeof receiptsFor>;
  news: ReturnType<typeof newsFor>;
  typing: ReturnType<typeof typingFor>;
  outlook: ReturnType<typeof outlookFor>;
  /** The key leads elsewhere now: an agent has merged this visitor with another, or undone that. */
  onMoved: () => void;
};

/** How long to wait for the word on where the thread stands before asking for what was missed. */
const TOLD_WITHIN_MS = 2_000;

/** Keeps the thread as it is on the server: what was missed comes by HTTP, what is new by frames. */
export function followerOf(parts: FollowerParts) {
  const { api, connect, clock, timeline, receipts, news, typing, outlook, onMoved } = parts;
  const live = signal<LiveState | undefined>(undefined);
  let followed: ThreadId | undefined;
  let connection: LiveConnection | undefined;
  let say: (frame: UpFrame) => boolean = () => false;
  let tellRevision: (rev: number) => void = () => {};

  function take(message: Message, topic: VisitorTopic): void {
    news.note([message], timeline.peek());
    timeline.value = receiveMessage(timeline.peek(), message, topic);
  }

  function takeTopic(topic: VisitorTopic): void {
    timeline.value = receiveTopic(timeline.peek(), topic);
  }

  /** The revision at which the thread stood once the socket was there; beyond all others where nobody says it. */
  const revisionTold = () =>
    new Promise<number>((resolve) => {
      const endPatience = clock.after(TOLD_WITHIN_MS, () => resolve(Number.POSITIVE_INFINITY));
      tellRevision = (rev) => {
        endPatience();
        resolve(rev);
      };
    });

  /** What is followed may be elsewhere, or erased: the entrance finds that out. */
  const lose =
    (threadId: ThreadId, status: number) =>
    (error: { status?: number }): never => {
      if (followed === threadId && error.status === status) onMoved();
      throw error;
    };

  async function catchUp(threadId: ThreadId): Promise<void> {
    let more: boolean | undefined = true;
    while (more && followed === threadId) {
      const changes = await api.changes(threadId, timeline.peek().cursor).catch(lose(threadId, 404));
      if (followed !== threadId) return;
      news.note(changes.messages, timeline.peek());
      timeline.value = receiveChanges(timeline.peek(), changes);
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
        if (frame.threadId !== threadId) {
          onMoved();
          break;
        }
        void catchUp(threadId).catch(() => {});
        break;
      case 'thread.rearranged':
        // What it missed for want of a network comes with the next socket.
        void catchUp(threadId).catch(() => {});
        break;
      case 'promise.changed':
        timeline.value = receiveTopic(timeline.peek(), frame.topic, frame.rev);
        break;
      case 'rating.changed':
        takeTopic(frame.topic);
        break;
      case 'notice.changed':
        outlook.hear(frame.notice);
        break;
      case 'typing':
        typing.heard(frame.name);
        break;
    }
  }

  return {
    /** Whether the socket is there; undefined before there is a thread to follow. */
    live,
    take,
    takeTopic,
    say: (frame: UpFrame) => say(frame),
    /** Takes the thread as the session gives it, and follows it from there. */
    follow({ thread, access, outlook: told }: VisitorSession): void {
      outlook.take(told);
      let ticket: string | undefined = access.ticket;
      timeline.value = receiveSnapshot(timeline.peek(), thread);
      receipts.take(thread.seen);
      followed = thread.id;
      connection?.close();
      connection = connect({
        // The session brought a first ticket along.
        ticket: async () => {
          const first = ticket;
          ticket = undefined;
          return first ?? api.ticket().catch(lose(thread.id, 410));
        },
        catchUp: async (sayUp) => {
          say = (frame) => {
            sayUp(frame);
            return true;
          };
          if ((await revisionTold()) > timeline.peek().cursor) await catchUp(thread.id);
        },
        catchUpAlone: () => catchUp(thread.id),
        onHeld: ({ frame }) => {
          if (frame.type !== 'thread.at') return;
          if (frame.topic) timeline.value = receiveTopic(timeline.peek(), frame.topic, frame.rev);
          tellRevision(frame.rev);
        },
        onFrame: ({ frame }) => heard(frame, thread.id),
        onState: (state) => {
          live.value = state;
          if (state.name === 'refused' && state.reason === 'signed_out') onMoved();
        },
      });
    },
    /** Lets go of the thread; what is not yet sent stays. */
    leave(): void {
      connection?.close();
      followed = undefined;
      timeline.value = { ...emptyTimeline(), unsent: timeline.peek().unsent };
      receipts.forget();
      news.forget();
    },
    end: () => connection?.close(),
  };
}
