import type { Clock } from '@everthread/shared/client/clock';
import type { AgentId, ThreadId } from '@everthread/shared/models/ids';
import type { TeamFrame } from '@everthread/shared/protocol/down';
import { computed, createModel, signal } from '@preact/signals';

type Looking = Extract<TeamFrame, { type: 'looking' }>;

// Going through the list with j and k is not looking.
const SAID_AFTER_MS = 1_000;

/** Who has which thread before his eyes; and a way to say so oneself. */
export const LookingModel = createModel((ownId: AgentId, clock: Clock, say: (threadId: ThreadId | null) => void) => {
  const byAgent = signal<ReadonlyMap<AgentId, readonly ThreadId[]>>(new Map());
  let wanted: ThreadId | null = null;
  let said: ThreadId | null = null;
  let endWait = () => {};

  return {
    /** The colleagues at each thread. */
    atThread: computed((): ReadonlyMap<ThreadId, readonly AgentId[]> => {
      const at = new Map<ThreadId, AgentId[]>();
      for (const [agentId, threadIds] of byAgent.value) {
        if (agentId === ownId) continue;
        for (const threadId of threadIds) at.set(threadId, [...(at.get(threadId) ?? []), agentId]);
      }
      return at;
    }),
    receive({ agents }: Looking) {
      const next = new Map(byAgent.peek());
      for (const { id, threadIds } of agents) {
        if (threadIds.length > 0) next.set(id, threadIds);
        else next.delete(id);
      }
      byAgent.value = next;
    },
    /** This is before one's eyes now; said once one stays. */
    look(threadId: ThreadId | undefined) {
      wanted = threadId ?? null;
      endWait();
      endWait = clock.after(wanted === null ? 0 : SAID_AFTER_MS, () => {
        if (wanted === said) return;
        said = wanted;
        say(wanted);
      });
    },
    /** A new connection knows nothing of what was said on the last. */
    sayAgain() {
      byAgent.value = new Map();
      said = wanted;
      if (wanted !== null) say(wanted);
    },
    end() {
      endWait();
      byAgent.value = new Map();
    },
  };
});
export type LookingModel = InstanceType<typeof LookingModel>;
