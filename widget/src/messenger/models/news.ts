import type { Message } from '@everthread/shared/models/message';
import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Host } from '../host.ts';

type NewsParts = {
  host: Pick<Host, 'isOpen' | 'unread'> & Partial<Pick<Host, 'tell'>>;
  sent: ReadonlySignal<readonly Message[]>;
  /** Up to where the visitor has seen the thread, here or anywhere else. */
  seenSeq: () => number;
};

const isTheirs = ({ author, deletedAt }: Message) => author.kind !== 'visitor' && !deletedAt;

/** What has come from somebody else: the latest of it, and how much of it the visitor has not seen yet. */
export function newsFor({ host, sent, seenSeq }: NewsParts) {
  const arrived = signal<readonly Message[]>([]);
  const shownSeq = signal(0);
  const unread = computed(() => {
    const from = Math.max(shownSeq.value, seenSeq());
    return host.isOpen.value ? 0 : sent.value.filter((message) => message.seq > from && isTheirs(message)).length;
  });

  effect(() => {
    if (host.isOpen.value) shownSeq.value = sent.value.at(-1)?.seq ?? 0;
  });
  effect(() => host.unread(unread.value));

  return {
    arrived,
    /** Of these messages, those that are not held and belong to what is loaded are news: one may come behind a later one. */
    note(messages: readonly Message[], { sent: held, earliest }: { sent: readonly Message[]; earliest: number }): void {
      const fresh = messages.filter(
        (message) => message.seq >= earliest && isTheirs(message) && !held.some(({ id }) => id === message.id),
      );
      if (fresh.length === 0) return;
      arrived.value = fresh;
      for (const { id } of fresh) host.tell?.('message', { id, from: 'agent' });
    },
    /** Another thread is followed from now on, with places of its own. */
    forget(): void {
      shownSeq.value = 0;
    },
  };
}
