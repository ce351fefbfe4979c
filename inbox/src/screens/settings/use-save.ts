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
  onRefused?: (words: string) => void; // who says himself why it was not saved, and tries it again as it is by then
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
  const latest = new Map<string, SettingChange>();

  async function attempt(change: SettingChange, done: () => void): Promise<boolean> {
    const { what, put, onRefused } = change;
    latest.set(what, change);
    const refusal = refusals.get(what);
    if (refusal !== undefined && refusals.delete(what)) toasts.dismiss(refusal);
    try {
      await put();
      done();
      return true;
    } catch (error) {
      // What was changed meanwhile, by somebody else or here, must not be written over by trying again.
      const isOld = latest.get(what) !== change;
      const isRefused = error instanceof ApiError && error.code === 'conflict';
      const action = { label: t.tryAgain, run: () => void attempt(change, done) };
      const text = `${w.notSaved(what)}. ${errorWords(error, t)}`;
      const toast = toasts.show({ tone: 'trouble', text, ...(!isOld && !isRefused && !onRefused && { action }) });
      if (!isOld) refusals.set(what, toast);
      onRefused?.(text);
      return false;
    }
  }

  return (change) => {
    const { what, back, said = w.saved(what) } = change;
    const nth = undo.begin();
    return attempt(change, () => {
      if (back) undo.offer({ label: said, undo: back, nth });
      else toasts.show({ tone: 'news', text: said });
    }).finally(() => undo.end(nth));
  };
}
