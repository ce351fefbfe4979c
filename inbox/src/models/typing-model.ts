import type { Clock } from '@everthread/shared/client/clock';
import type { AgentId, VisitorId } from '@everthread/shared/models/ids';
import { createModel, signal } from '@preact/signals';

export type Colleague = { id: AgentId; name: string };

/** Who is writing in one visitor's thread: he himself, and which of the team. */
export type Typists = { isVisitor: boolean; colleagues: readonly Colleague[] };

// Longer than the pause between two frames of somebody who goes on.
const HEARD_FOR_MS = 7_000;
const SAID_EVERY_MS = 3_000;
const VISITOR = 'visitor';

/** Who is typing at the moment, as far as it was heard; and a way to say so oneself, not too often. */
export const TypingModel = createModel((clock: Clock, say: (visitorId: VisitorId) => void) => {
  const typists = signal<ReadonlyMap<VisitorId, Typists>>(new Map());
  const ends = new Map<string, () => void>();
  let said: { visitorId: VisitorId; at: number } | undefined;

  function set(visitorId: VisitorId, change: (was: Typists) => Typists): void {
    const next = new Map(typists.peek());
    const now = change(next.get(visitorId) ?? { isVisitor: false, colleagues: [] });
    if (now.isVisitor || now.colleagues.length > 0) next.set(visitorId, now);
    else next.delete(visitorId);
    typists.value = next;
  }

  /** He has stopped, or has sent what he was typing. */
  function stopped(visitorId: VisitorId, agentId: AgentId | undefined): void {
    const key = `${visitorId} ${agentId ?? VISITOR}`;
    ends.get(key)?.();
    if (!ends.delete(key)) return;
    set(visitorId, (was) =>
      agentId
        ? { ...was, colleagues: was.colleagues.filter(({ id }) => id !== agentId) }
        : { ...was, isVisitor: false },
    );
  }

  return {
    typists,
    stopped,
    heard(visitorId: VisitorId, agent: Colleague | null) {
      stopped(visitorId, agent?.id);
      const key = `${visitorId} ${agent?.id ?? VISITOR}`;
      ends.set(
        key,
        clock.after(HEARD_FOR_MS, () => stopped(visitorId, agent?.id)),
      );
      set(visitorId, (was) =>
        agent ? { ...was, colleagues: [...was.colleagues, agent] } : { ...was, isVisitor: true },
      );
    },
    /** One is typing to this visitor: said at once, and every few seconds while it goes on. */
    typed(visitorId: VisitorId) {
      if (said?.visitorId === visitorId && clock.now() - said.at < SAID_EVERY_MS) return;
      said = { visitorId, at: clock.now() };
      say(visitorId);
    },
    /** What was typed is sent: the next letter is news again. */
    sent() {
      said = undefined;
    },
    end() {
      for (const end of ends.values()) end();
      ends.clear();
      typists.value = new Map();
    },
  };
});
export type TypingModel = InstanceType<typeof TypingModel>;
