import type { MessageId } from '@everthread/shared/models/ids';
import type { HoldSeconds, Scheduled } from '@everthread/shared/models/scheduled';
import { createModel, signal } from '@preact/signals';
import type { WritingApi } from '../api/writing-api.ts';
import type { DraftsModel } from './drafts-model.ts';

/** All that an agent is writing, wherever: how long his replies are held, and which of them came back. */
export const WritingModel = createModel((api: Pick<WritingApi, 'writing' | 'changeWriting'>, drafts: DraftsModel) => {
  const holdSeconds = signal<HoldSeconds>(10);
  const returned = signal<ReadonlyMap<MessageId, Scheduled>>(new Map());
  const newlyReturned = signal<Scheduled | undefined>(undefined);
  let news = 0;

  /** Asks for all of it anew: at first, and after every break. What was asked for before the last news is an old answer. */
  async function load(): Promise<void> {
    const before = news;
    const writing = await api.writing();
    drafts.receiveAll(writing.drafts);
    if (news !== before) return load();
    holdSeconds.value = writing.holdSeconds;
    returned.value = new Map(writing.returned.map((reply) => [reply.id, reply]));
  }

  return {
    holdSeconds,
    returned,
    newlyReturned, // the reply that came back last, for who listens rather than looks
    load,
    /** A reply of the agent's own has gone on. */
    receive(reply: Scheduled): void {
      news += 1;
      const known = returned.peek();
      if (reply.state === 'returned') {
        if ((known.get(reply.id)?.rev ?? 0) >= reply.rev) return;
        returned.value = new Map(known).set(reply.id, reply);
        newlyReturned.value = reply;
      } else if (known.has(reply.id)) {
        const next = new Map(known);
        next.delete(reply.id);
        returned.value = next;
      }
    },
    /** Said at once; taken back where the server refuses. */
    async setHoldSeconds(seconds: HoldSeconds): Promise<void> {
      const before = holdSeconds.peek();
      news += 1;
      holdSeconds.value = seconds;
      try {
        await api.changeWriting({ holdSeconds: seconds });
        news += 1;
        holdSeconds.value = seconds;
      } catch (error) {
        holdSeconds.value = before;
        throw error;
      }
    },
  };
});
export type WritingModel = InstanceType<typeof WritingModel>;
