import type { Topic } from '@everthread/shared/models/topic';
import { ApiError, isPassing } from '../../api/api-error.ts';
import type { App } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import type { Strings } from '../../locales/en.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { before, type Wanted } from '../../models/topic-changes.ts';
import { actOnAll } from '../topics/act-on-all.ts';
import { workWords } from './work-words.ts';

/** Who does something, to which topic. */
export type Acting = { app: Pick<App, 'toasts' | 'undo' | 'now'>; inbox: InboxModel; t: Strings; topic: Topic };

/** Does it, says so with a way back, or says why not. Tells whether it was done. */
export async function act(acting: Acting, wanted: Wanted, done: string): Promise<boolean> {
  const { app, inbox, topic } = acting;
  const chosen = inbox.selection.topics.peek();
  if (chosen.length > 0) return actOnAll(acting, chosen, wanted, done);
  const nth = app.undo.begin();
  try {
    const changeId = await inbox.changes.make(topic, wanted);
    if (changeId) {
      const back = before(topic, wanted);
      app.undo.offer({ label: done, undo: () => inbox.changes.undo(topic.id, changeId, back), nth });
    }
    return true;
  } catch (error) {
    refuse(acting, error, () => void act(acting, wanted, done));
    return false;
  } finally {
    app.undo.end(nth);
  }
}

/** Says why something was not done, and offers to try again where that may help. */
export function refuse({ app, t }: Pick<Acting, 'app' | 't'>, error: unknown, again: () => void): void {
  const words = workWords();
  const isLate = error instanceof ApiError && error.code === 'conflict';
  app.toasts.show({
    tone: 'trouble',
    text: isLate ? words.takenBySomebody(error.message) : words.refused(errorWords(error, t)),
    ...(isPassing(error) && { action: { label: t.tryAgain, run: again } }),
  });
}
