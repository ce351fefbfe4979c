import { useMemo } from 'preact/hooks';
import { ApiError } from '../../api/api-error.ts';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import type { Strings } from '../../locales/en.ts';
import type { ToastsModel } from '../../models/toasts-model.ts';
import type { UndoModel } from '../../models/undo-model.ts';
import { useWords } from './words.ts';

/** A change to a setting: how it is made and how it is taken back. `what` names the setting. */
export type SettingChange = {
  what: string;
  put: () => Promise<unknown>;
  back?: () => Promise<unknown>;
  said?: string; // instead of "Saved"
};

type Save = (change: SettingChange) => Promise<boolean>;
type Tools = { toasts: ToastsModel; undo: UndoModel; t: Strings; w: ReturnType<typeof useWords> };

/** Saves a setting as it is changed, says so, and offers to take it back. Resolves to whether it is saved. */
export function useSave(): Save {
  const { toasts, undo } = useApp();
  const t = useStrings();
  const w = useWords();
  return useMemo(() => createSave({ toasts, undo, t, w }), [toasts, undo, t, w]);
}

/** What could not be saved is said, with a way to try it again, until the same setting is saved anew. */
export function createSave({ toasts, undo, t, w }: Tools): Save {
  const refusals = new Map<string, number>();

  async function attempt(what: string, make: () => Promise<unknown>, done: () => void): Promise<boolean> {
    const refusal = refusals.get(what);
    if (refusal !== undefined && refusals.delete(what)) toasts.dismiss(refusal);
    try {
      await make();
      done();
      return true;
    } catch (error) {
      // What somebody else has changed meanwhile must not be written over by trying again.
      const isRefused = error instanceof ApiError && error.code === 'conflict';
      const action = { label: t.tryAgain, run: () => void attempt(what, make, done) };
      const text = `${w.notSaved(what)}. ${errorWords(error, t)}`;
      refusals.set(what, toasts.show({ tone: 'trouble', text, ...(!isRefused && { action }) }));
      return false;
    }
  }

  return ({ what, put, back, said = w.saved(what) }) => {
    const nth = undo.begin();
    return attempt(what, put, () => {
      if (back) undo.offer({ label: said, undo: back, nth });
      else toasts.show({ tone: 'news', text: said });
    }).finally(() => undo.end(nth));
  };
}
