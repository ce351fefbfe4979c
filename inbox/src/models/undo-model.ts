import { computed, createModel, signal } from '@preact/signals';
import type { ToastsModel } from './toasts-model.ts';

/**
 * Something that was just done. `label` says what; `undo` takes it back, and throws where that was refused. `nth` is what
 * `begin` gave, for what took its time: answers may come in another order than the acts.
 */
export type Done = { label: string; undo: () => Promise<unknown>; nth?: number };

/** What the model says in words. */
export type UndoWords = { undo: string; undone: string; refused: (error: unknown) => string };

const REACH_MS = 10_000;

/**
 * Whatever was done can be taken back for ten seconds, and longer while one points at the words that say so: by the
 * button beside them, or by a key, the latest first. What is still under way when the key is pressed is taken back once
 * it is done.
 */
export const UndoModel = createModel((toasts: ToastsModel, words: UndoWords) => {
  const reach = signal<readonly { toastId: number; undo: Done['undo']; nth: number }[]>([]); // the latest last
  const underWay = signal<ReadonlyMap<number, boolean>>(new Map()); // by `nth`: whether it is to be taken back
  let begun = 0;

  function forget(toastId: number): void {
    reach.value = reach.peek().filter((done) => done.toastId !== toastId);
  }

  async function takeBack(toastId: number): Promise<void> {
    const done = reach.peek().find((each) => each.toastId === toastId);
    if (!done) return;
    forget(toastId);
    toasts.dismiss(toastId);
    try {
      await done.undo();
      toasts.show({ tone: 'news', text: words.undone });
    } catch (error) {
      toasts.show({ tone: 'trouble', text: words.refused(error) });
    }
  }

  return {
    canUndo: computed(() => reach.value.length > 0 || [...underWay.value.values()].includes(false)),
    /** Somebody begins to do something that he will `end`: its place among what can be taken back. */
    begin(): number {
      underWay.value = new Map(underWay.peek()).set(++begun, false);
      return begun;
    },
    /** It was done, and its way back offered, or came to nothing. */
    end(nth: number): void {
      const left = new Map(underWay.peek());
      const done = left.get(nth) && reach.peek().find((each) => each.nth === nth);
      left.delete(nth);
      underWay.value = left;
      if (done) void takeBack(done.toastId);
    },
    /** Says what was done, with a way to take it back. */
    offer({ label, undo, nth = ++begun }: Done): void {
      const toastId = toasts.show({
        tone: 'news',
        text: label,
        action: { label: words.undo, run: () => void takeBack(toastId) },
        shownMs: REACH_MS,
        onPassed: () => forget(toastId),
      });
      reach.value = [...reach.peek(), { toastId, undo, nth }].sort((a, b) => a.nth - b.nth);
    },
    /** Takes back what was done last, if that is still within reach. */
    undoLast(): Promise<void> {
      const last = reach.peek().at(-1);
      const going = [...underWay.peek()].findLast(([nth, isWanted]) => !isWanted && nth > (last?.nth ?? 0));
      if (going) underWay.value = new Map(underWay.peek()).set(going[0], true);
      return last && !going ? takeBack(last.toastId) : Promise.resolve();
    },
  };
});
export type UndoModel = InstanceType<typeof UndoModel>;
