import type { Clock } from '@everthread/shared/client/clock';
import type { MessageId, ThreadId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import type { Scheduled, ScheduledChange } from '@everthread/shared/models/scheduled';
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { WritingApi } from '../api/writing-api.ts';

/** A reply that waits, and when this window first heard of it: for its countdown no clock but one's own is asked. */
export type Waiting = Scheduled & { heardAt: number };

type Sent = ReadonlySignal<readonly TeamMessage[]>;

/** The replies of one thread that are not sent yet: held, put off, come back, or left behind. What is over is remembered as over. */
export function waitingReplies(
  threadId: ThreadId,
  api: Pick<WritingApi, 'changeScheduled' | 'takeScheduled' | 'cancelScheduled'>,
  clock: Clock,
  sent: Sent,
) {
  const byId = signal<ReadonlyMap<MessageId, Waiting>>(new Map());

  function receive(news: readonly Scheduled[]): void {
    const newer = news.filter(({ id, rev }) => rev > (byId.peek().get(id)?.rev ?? 0));
    if (newer.length === 0) return;
    const next = new Map(byId.peek());
    for (const reply of newer) next.set(reply.id, { ...reply, heardAt: next.get(reply.id)?.heardAt ?? clock.now() });
    byId.value = next;
  }

  const isOpen = ({ state }: Scheduled) => state === 'waiting' || state === 'returned' || state === 'left';

  return {
    shown: computed((): readonly Waiting[] => {
      const open = [...byId.value.values()].filter(isOpen);
      if (open.length === 0) return open;
      const arrived = new Set(sent.value.map(({ id }) => id));
      return open.filter(({ id }) => !arrived.has(id)).sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
    }),
    receive,
    /** Begins to ask for all that wait. Give the answer to what this returns: what was known before and is not in it is over. */
    ask(): (all: readonly Scheduled[]) => void {
      const before = [...byId.peek().values()].filter(isOpen);
      return (all) => {
        const there = new Set(all.map(({ id }) => id));
        receive(all);
        receive(
          before.filter(({ id }) => !there.has(id)).map((reply) => ({ ...reply, rev: reply.rev + 1, state: 'sent' })),
        );
      };
    },
    async change(id: MessageId, change: ScheduledChange): Promise<void> {
      receive([await api.changeScheduled(threadId, id, change)]);
    },
    /** Takes over what was left behind: it is one's own, and has come back. */
    async take(id: MessageId): Promise<void> {
      receive([await api.takeScheduled(threadId, id)]);
    },
    /** Takes it back. Returns it as it was, with its words. */
    async cancel(id: MessageId): Promise<Waiting | undefined> {
      const was = byId.peek().get(id);
      receive([await api.cancelScheduled(threadId, id)]);
      return was;
    },
  };
}
