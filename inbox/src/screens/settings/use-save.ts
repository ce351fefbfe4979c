import { ApiError } from '../../api/api-error.ts';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { useWords } from './words.ts';

/** A change to a setting: how it is made and how it is taken back. `what` names the setting. */
export type SettingChange = {
  what: string;
  put: () => Promise<unknown>;
  back?: () => Promise<unknown>;
  said?: string; // instead of "Saved"
};

/** Saves a setting as it is changed, says so, and offers to take it back. Resolves to whether it is saved. */
export function useSave(): (change: SettingChange) => Promise<boolean> {
  const { toasts, undo } = useApp();
  const t = useStrings();
  const w = useWords();

  async function attempt(what: string, make: () => Promise<unknown>, done: () => void): Promise<boolean> {
    try {
      await make();
      done();
      return true;
    } catch (error) {
      // What somebody else has changed meanwhile must not be written over by trying again.
      const isRefused = error instanceof ApiError && error.code === 'conflict';
      const action = { label: t.tryAgain, run: () => void attempt(what, make, done) };
      const text = `${w.notSaved(what)}. ${errorWords(error, t)}`;
      toasts.show({ tone: 'trouble', text, ...(!isRefused && { action }) });
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
