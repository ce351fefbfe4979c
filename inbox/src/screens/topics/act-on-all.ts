import type { Topic } from '@everthread/shared/models/topic';
import { errorWords } from '../../error-words.ts';
import { bulkChanges } from '../../models/bulk-changes.ts';
import type { Wanted } from '../../models/topic-changes.ts';
import type { Acting } from '../topic/act.ts';
import { bulkWords } from './bulk-words.ts';

/** Does the same to all that are chosen, tells how far it is and what was refused, and offers one way back for all. */
export async function actOnAll(
  acting: Acting,
  chosen: readonly Topic[],
  wanted: Wanted,
  done: string,
): Promise<boolean> {
  const { app, inbox, t } = acting;
  const w = bulkWords();
  const { progress } = inbox.selection;
  const bulk = bulkChanges(inbox.bulkTools());
  if (progress.peek()) return false;
  const show = (at: { done: number; total: number }) => {
    progress.value = at.done < at.total ? at : undefined;
  };
  progress.value = { done: 0, total: chosen.length };
  const nth = app.undo.begin();
  try {
    const { made, refused } = await bulk.make(chosen, wanted, show, (error) => errorWords(error, t));
    if (made.length > 0) {
      app.undo.offer({ label: w.done(done, made.length), undo: () => bulk.undo(made, show), nth });
      if (wanted.status !== undefined && refused.length === 0) inbox.selection.clear();
    }
    if (refused.length > 0) {
      const reasons = [...new Set(refused.map(({ why }) => why))].join(' ');
      app.toasts.show({
        tone: 'trouble',
        text: w.refused(refused.length, chosen.length, reasons),
        action: {
          label: t.tryAgain,
          run: () =>
            void actOnAll(
              acting,
              refused.map(({ topic }) => topic),
              wanted,
              done,
            ),
        },
      });
    }
    return refused.length === 0;
  } finally {
    app.undo.end(nth);
    progress.value = undefined;
  }
}
