import { ownView } from '@everthread/shared/models/built-in-views';
import type { ViewId } from '@everthread/shared/models/ids';
import type { View } from '@everthread/shared/models/view';
import { useEffect, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { Listing } from '../../models/listing.ts';
import { listOf, type TopicsRoute } from '../../topics-route.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { changeView } from './change-view.ts';
import { viewAsked } from './view-asked.ts';
import { viewWords } from './view-words.ts';

type ViewDialogProps = {
  inbox: InboxModel;
  route: TopicsRoute;
  /** What is to be kept as a new view; or the view whose name and sharing are to be changed. */
  listing?: Listing;
  view?: View;
};

/** Asks what a view is to be called and who sees it. */
export function ViewDialog({ inbox, route, listing, view }: ViewDialogProps) {
  const app = useApp();
  const { router } = app;
  const t = useStrings();
  const w = viewWords();
  const [problem, setProblem] = useState<string>();
  const { views } = inbox.topics;
  const close = () => {
    viewAsked.value = undefined;
  };
  useEffect(() => close, []);

  const save = useOneAtATime(async (form: HTMLFormElement) => {
    const entered = new FormData(form);
    const name = String(entered.get('name') ?? '').trim();
    const isShared = entered.get('share') === 'on';
    if (!name) return setProblem(w.nameMissing);
    try {
      if (view) await changeView({ app, t, inbox }, view, { name, ...(isShared !== view.isShared && { isShared }) });
      else if (listing) {
        const id = inbox.newId() as string as ViewId;
        await views.create({ id, name, isShared, ...listing });
        router.go({ ...listOf(route.workspaceId, ownView(id)), status: route.status });
      }
      close();
    } catch (error) {
      setProblem(errorWords(error, t));
    }
  });

  return (
    <Dialog title={view ? w.editTitle : w.saveTitle} closeLabel={t.close} onClose={close}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save(event.currentTarget);
        }}
        class="flex flex-col gap-4"
      >
        <Field
          name="name"
          label={w.name}
          maxLength={60}
          autocomplete="off"
          autofocus
          defaultValue={view?.name ?? ''}
          problem={problem}
        />
        {inbox.roster.mayWrite.value && (
          <label class="flex items-center gap-2.5">
            <input type="checkbox" name="share" defaultChecked={view?.isShared ?? false} class="size-4 accent-accent" />
            {w.share}
          </label>
        )}
        <Button type="submit" look="primary" class="self-end">
          {w.submit}
        </Button>
      </form>
    </Dialog>
  );
}
