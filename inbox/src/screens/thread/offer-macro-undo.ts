import type { Clock } from '@everthread/shared/client/clock';
import type { ChangeId, TopicId } from '@everthread/shared/models/ids';
import { effect } from '@preact/signals';
import type { ThreadModel } from '../../models/thread-model.ts';
import type { UndoModel } from '../../models/undo-model.ts';

/** A reply that is held goes within this; for one that is put off nobody sits and waits. */
const LONGEST_MS = 60_000;

type Where = {
  undo: UndoModel;
  changes: { undo: (topicId: TopicId, changeId: ChangeId) => Promise<unknown> };
  thread: Pick<ThreadModel, 'events'>;
  clock: Clock;
};

/**
 * Once the reply has gone, and its macro has been done with it: a way to take back what that did to the topic. Until then
 * the reply is taken back, and the macro with it. Returns its end.
 */
export function offerMacroUndo({ undo, changes, thread, clock }: Where, label: string, changeId: ChangeId): () => void {
  const ends: (() => void)[] = [];
  const end = () => {
    for (const each of ends) each();
  };
  ends.push(clock.after(LONGEST_MS, end));
  ends.push(
    effect(() => {
      const done = thread.events.value.find(({ id }) => id === changeId);
      if (!done) return;
      // Not from within: what ends an effect must not be the effect, and a toast is none of its sources.
      queueMicrotask(() => {
        end();
        undo.offer({ label, undo: () => changes.undo(done.topicId, changeId) });
      });
    }),
  );
  return end;
}
