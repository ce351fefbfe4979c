import type { View, ViewChange } from '@everthread/shared/models/view';
import type { App } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import type { Strings } from '../../locales/en.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { firstList } from '../../topics-route.ts';
import { viewWords } from './view-words.ts';

type Where = {
  app: Pick<App, 'router' | 'toasts' | 'undo'>;
  t: Strings;
  inbox: Pick<InboxModel, 'topics' | 'workspaceId'>;
};

/** Changes a view and offers the way back. Whoever asked is told why not. */
export async function changeView({ app: { undo }, inbox }: Where, view: View, to: ViewChange): Promise<void> {
  const { views } = inbox.topics;
  const before = Object.fromEntries(Object.keys(to).map((key) => [key, view[key as keyof ViewChange]])) as ViewChange;
  const nth = undo.begin();
  try {
    await views.change(view.id, to);
    undo.offer({ label: viewWords().updated, undo: () => views.change(view.id, before), nth });
  } finally {
    undo.end(nth);
  }
}

/** Leaves a view and deletes it, with a way back. */
export async function deleteView({ app, t, inbox }: Where, view: View): Promise<void> {
  const { router, toasts, undo } = app;
  const { views } = inbox.topics;
  const w = viewWords();
  router.go(firstList(inbox.workspaceId.peek()));
  const nth = undo.begin();
  try {
    await views.remove(view.id);
    const { ownerId: _, ...kept } = view;
    undo.offer({ label: w.deleted(view.name), undo: () => views.create(kept), nth });
  } catch (error) {
    toasts.show({ tone: 'trouble', text: w.refused(errorWords(error, t)) });
  } finally {
    undo.end(nth);
  }
}
