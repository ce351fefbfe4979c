import type { Message } from '@everthread/shared/models/message';
import { effect, signal } from '@preact/signals';
import type { Host } from '../host.ts';

/** What has come from somebody else: the latest of it, and how much while the messenger was closed. */
export function newsFor(host: Pick<Host, 'isOpen' | 'unread'>) {
  const arrived = signal<readonly Message[]>([]);
  const unread = signal(0);

  effect(() => {
    if (host.isOpen.value) unread.value = 0;
  });
  effect(() => host.unread(unread.value));

  return {
    arrived,
    /** Of these messages, those after `newestSeq` are news. */
    note(messages: readonly Message[], newestSeq: number): void {
      const fresh = messages.filter(
        ({ seq, author, deletedAt }) => seq > newestSeq && author.kind !== 'visitor' && !deletedAt,
      );
      if (fresh.length === 0) return;
      arrived.value = fresh;
      if (!host.isOpen.value) unread.value += fresh.length;
    },
  };
}
