import type { Clock } from '@everthread/shared/client/clock';
import type { MergeId, VisitorId } from '@everthread/shared/models/ids';
import type { Visitor } from '@everthread/shared/models/visitor';
import type { VisitorChange, VisitorDetails } from '@everthread/shared/models/visitor-details';
import { computed, createModel, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { VisitorApi } from '../api/visitor-api.ts';

export type VisitorTools = {
  visitor: ReadonlySignal<Visitor | undefined>; // of the thread, as it was told last
  isLive: ReadonlySignal<boolean>;
  receive: (visitor: Visitor) => void;
  clock: Clock;
};

const SETTLED_AFTER_MS = 150; // whoever only leafs through the list asks for nobody

/**
 * What is known of one visitor, kept up to date: fetched anew with every word that he is another than he was, and when
 * the connection is there again, because that word may have been missed.
 */
export const VisitorModel = createModel((api: VisitorApi, { visitor, isLive, receive, clock }: VisitorTools) => {
  const details = signal<VisitorDetails | undefined>();
  const hasFailed = signal(false);
  let asked = 0; // an answer to an older question is not shown

  async function load(visitorId: VisitorId): Promise<void> {
    asked += 1;
    const question = asked;
    hasFailed.value = false;
    try {
      const answer = await api.details(visitorId);
      if (question === asked) details.value = answer;
    } catch {
      if (question === asked) hasFailed.value = true;
    }
  }

  async function change(visitorId: VisitorId, what: VisitorChange): Promise<VisitorChange> {
    const answer = await api.change(visitorId, what);
    asked += 1;
    details.value = answer.details;
    receive(answer.details.visitor);
    return answer.undo;
  }

  effect(() => {
    const visitorId = visitor.value?.id;
    if (!visitorId || !isLive.value) return;
    return clock.after(details.peek() ? 0 : SETTLED_AFTER_MS, () => void load(visitorId));
  });

  return {
    details: computed(() => (details.value?.visitor.id === visitor.value?.id ? details.value : undefined)),
    hasFailed,
    retry() {
      const visitorId = visitor.peek()?.id;
      if (visitorId) void load(visitorId);
    },
    /** Makes two again of those whom an agent has merged into this one. */
    async undoMerge(id: MergeId): Promise<void> {
      const visitorId = visitor.peek()?.id;
      if (visitorId) await api.undoMerge(visitorId, id);
    },
    /** Writes it down. Gives what puts back exactly what was there before. */
    async change(what: VisitorChange): Promise<() => Promise<unknown>> {
      const visitorId = visitor.peek()?.id;
      if (!visitorId) throw new Error('Nobody is shown');
      const undo = await change(visitorId, what);
      return () => change(visitorId, undo);
    },
  };
});
export type VisitorModel = InstanceType<typeof VisitorModel>;
